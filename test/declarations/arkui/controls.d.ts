// The controls that the demo app uses, and its navigation. None of it needs an import.

/** @since 7 */
declare class ButtonAttribute extends CommonMethod<ButtonAttribute> {
  fontColor(value: ResourceColor): ButtonAttribute;
  fontSize(value: Length): ButtonAttribute;
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
  selectedColor(value: ResourceColor): ToggleAttribute;
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
  type(value: InputType): TextInputAttribute;
  placeholderColor(value: ResourceColor): TextInputAttribute;
  caretColor(value: ResourceColor): TextInputAttribute;
  fontColor(value: ResourceColor): TextInputAttribute;
  fontSize(value: Length): TextInputAttribute;
  onChange(callback: (value: string) => void): TextInputAttribute;
}
interface TextInputInterface {
  (value?: { placeholder?: ResourceStr; text?: ResourceStr }): TextInputAttribute;
}
declare const TextInput: TextInputInterface;

/** @since 7 */
declare class TextAreaAttribute extends CommonMethod<TextAreaAttribute> {
  placeholderColor(value: ResourceColor): TextAreaAttribute;
  caretColor(value: ResourceColor): TextAreaAttribute;
  fontColor(value: ResourceColor): TextAreaAttribute;
  fontSize(value: Length): TextAreaAttribute;
  fontFamily(value: ResourceStr): TextAreaAttribute;
  onChange(callback: (value: string) => void): TextAreaAttribute;
}
interface TextAreaInterface {
  (value?: { placeholder?: ResourceStr; text?: ResourceStr }): TextAreaAttribute;
}
declare const TextArea: TextAreaInterface;

/** @since 10 */
declare class NavPathStack {
  pushPathByName(name: string, param: Object | null, animated?: boolean): void;
  /** How many pages lie above the first one. */
  size(): number;
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
  title(value: ResourceStr | CustomBuilder): NavigationAttribute;
  titleMode(value: NavigationTitleMode): NavigationAttribute;
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
  /** Before API 13 no Resource. */
  title(value: string | CustomBuilder): NavDestinationAttribute;
}
interface NavDestinationInterface {
  (): NavDestinationAttribute;
}
declare const NavDestination: NavDestinationInterface;
