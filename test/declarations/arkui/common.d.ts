// The part of ArkUI that all components of the demo app share. None of it needs an import.

/** @since 7 */
declare const Entry: ClassDecorator;
/** @since 12 */
declare const ComponentV2: ClassDecorator;
/**
 * A value of the component itself.
 *
 * @since 12
 */
declare const Local: PropertyDecorator;
/**
 * A value from the parent, by reference; the component cannot replace it.
 *
 * @since 12
 */
declare const Param: PropertyDecorator;
/**
 * A function of the parent.
 *
 * @since 12
 */
declare const Event: PropertyDecorator;
/**
 * Parents have to give this value.
 *
 * @since 11
 */
declare const Require: PropertyDecorator;
/** @since 7 */
declare const Builder: MethodDecorator;
/** @since 7 */
declare const BuilderParam: PropertyDecorator;

/** @since 7 */
declare type Length = string | number | Resource;
/** @since 7 */
declare type ResourceStr = string | Resource;
/** @since 7 */
declare type ResourceColor = Color | number | string | Resource;
/** @since 7 */
declare type CustomBuilder = (() => any) | void;

/** @since 7 */
declare type Padding = { top?: Length; right?: Length; bottom?: Length; left?: Length };

/** @since 7 */
declare interface ConstraintSizeOptions {
  minWidth?: Length;
  maxWidth?: Length;
  minHeight?: Length;
  maxHeight?: Length;
}

/** @since 7 */
declare enum Color {
  White,
  Black,
  Blue,
  Brown,
  Gray,
  Green,
  Grey,
  Orange,
  Pink,
  Red,
  Yellow,
  /** @since 9 */
  Transparent
}

/** @since 7 */
declare enum HorizontalAlign {
  Start,
  Center,
  End
}

/** @since 7 */
declare enum VerticalAlign {
  Top,
  Center,
  Bottom
}

/** @since 7 */
declare enum FontWeight {
  Lighter,
  Normal,
  Regular,
  Medium,
  Bold,
  Bolder
}

/** @since 7 */
declare class CommonMethod<T> {
  width(value: Length): T;
  height(value: Length): T;
  constraintSize(value: ConstraintSizeOptions): T;
  /** The share of what the other children of a Row or Column leave. */
  layoutWeight(value: number | string): T;
  padding(value: Padding | Length): T;
  borderRadius(value: Length): T;
  backgroundColor(value: ResourceColor): T;
  enabled(value: boolean): T;
  onClick(event: () => void): T;
  /**
   * Screen readers take the component and what is in it for one.
   *
   * @since 10
   */
  accessibilityGroup(value: boolean): T;
  /**
   * What screen readers say instead of the component's own text.
   *
   * @since 10
   */
  accessibilityText(value: string): T;
  /** @since 12 */
  accessibilityText(text: Resource): T;
  /**
   * What screen readers say besides.
   *
   * @since 10
   */
  accessibilityDescription(value: string): T;
  /** @since 12 */
  accessibilityDescription(description: Resource): T;
  /**
   * `no` hides the component from screen readers.
   *
   * @since 10
   */
  accessibilityLevel(value: string): T;
}

/** @since 7 */
declare class CommonAttribute extends CommonMethod<CommonAttribute> {}

/** What every `struct` extends. */
declare class CustomComponent extends CommonAttribute {
  build(): void;
  /**
   * Called before the first `build`.
   *
   * @since 7
   */
  aboutToAppear?(): void;
  /**
   * Called when the component goes away for good.
   *
   * @since 7
   */
  aboutToDisappear?(): void;
}
