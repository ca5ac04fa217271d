// The controls that the demo app uses, and its navigation. None of it needs an import.

/** @since 7 */
declare class ButtonAttribute extends CommonMethod<ButtonAttribute> {
  /** @since 7 */
  fontColor(value: ResourceColor): ButtonAttribute;
  /** @since 7 */
  fontSize(value: Length): ButtonAttribute;
  /** @since 7 */
  fontWeight(value: number | FontWeight | string): ButtonAttribute;
}
interface ButtonInterface {
  (label: ResourceStr): ButtonAttribute;
}
declare const Button: ButtonInterface;

/** @since 8 */
declare enum ToggleType {
  Checkbox,
  Switch,
  Button
}

/** @since 8 */
declare class ToggleAttribute extends CommonMethod<ToggleAttribute> {
  /** @since 8 */
  selectedColor(value: ResourceColor): ToggleAttribute;
  /** @since 8 */
  onChange(callback: (isOn: boolean) => void): ToggleAttribute;
}
interface ToggleInterface {
  (options: { type: ToggleType; isOn?: boolean }): ToggleAttribute;
}
declare const Toggle: ToggleInterface;

/** @since 7 */
declare enum InputType {
  Normal,
  Number
}

/** @since 7 */
declare class TextInputAttribute extends CommonMethod<TextInputAttribute> {
  /** @since 7 */
  type(value: InputType): TextInputAttribute;
  /** @since 7 */
  placeholderColor(value: ResourceColor): TextInputAttribute;
  /** @since 7 */
  caretColor(value: ResourceColor): TextInputAttribute;
  /** @since 7 */
  fontColor(value: ResourceColor): TextInputAttribute;
  /** @since 7 */
  fontSize(value: Length): TextInputAttribute;
  /** @since 7 */
  onChange(callback: (value: string) => void): TextInputAttribute;
}
interface TextInputInterface {
  (value?: { placeholder?: ResourceStr; text?: ResourceStr }): TextInputAttribute;
}
declare const TextInput: TextInputInterface;

/** @since 7 */
declare class TextAreaAttribute extends CommonMethod<TextAreaAttribute> {
  /** @since 7 */
  placeholderColor(value: ResourceColor): TextAreaAttribute;
  /** @since 7 */
  caretColor(value: ResourceColor): TextAreaAttribute;
  /** @since 7 */
  fontColor(value: ResourceColor): TextAreaAttribute;
  /** @since 7 */
  fontSize(value: Length): TextAreaAttribute;
  /** @since 7 */
  fontFamily(value: ResourceStr): TextAreaAttribute;
  /** @since 7 */
  onChange(callback: (value: string) => void): TextAreaAttribute;
}
interface TextAreaInterface {
  (value?: { placeholder?: ResourceStr; text?: ResourceStr }): TextAreaAttribute;
}
declare const TextArea: TextAreaInterface;

/** @since 10 */
declare class NavPathStack {
  /** @since 10 */
  pushPathByName(name: string, param: Object | null, animated?: boolean): void;
}

/** @since 9 */
declare enum NavigationMode {
  Stack,
  Split,
  Auto
}

/** @since 8 */
declare enum NavigationTitleMode {
  Free,
  Full,
  Mini
}

/** @since 8 */
declare class NavigationAttribute extends CommonMethod<NavigationAttribute> {
  /** @since 8 */
  title(value: ResourceStr | CustomBuilder): NavigationAttribute;
  /** @since 8 */
  titleMode(value: NavigationTitleMode): NavigationAttribute;
  /** @since 8 */
  hideToolBar(value: boolean): NavigationAttribute;
  /**
   * Auto: side by side from 600 vp on.
   *
   * @since 9
   */
  mode(value: NavigationMode): NavigationAttribute;
  /** @since 10 */
  navDestination(builder: (name: string, param: unknown) => void): NavigationAttribute;
}
interface NavigationInterface {
  (pathInfos: NavPathStack): NavigationAttribute;
}
declare const Navigation: NavigationInterface;

/** @since 9 */
declare class NavDestinationAttribute extends CommonMethod<NavDestinationAttribute> {
  /**
   * Before API 13 no Resource.
   *
   * @since 9
   */
  title(value: string | CustomBuilder): NavDestinationAttribute;
}
interface NavDestinationInterface {
  (): NavDestinationAttribute;
}
declare const NavDestination: NavDestinationInterface;
