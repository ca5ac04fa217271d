// The components that the demo app uses, with the attributes that it uses. None of it needs an import.

/** @since 7 */
declare class ColumnAttribute extends CommonMethod<ColumnAttribute> {
  alignItems(value: HorizontalAlign): ColumnAttribute;
}
interface ColumnInterface {
  (value?: { space?: string | number }): ColumnAttribute;
}
declare const Column: ColumnInterface;

/** @since 7 */
declare class RowAttribute extends CommonMethod<RowAttribute> {
  alignItems(value: VerticalAlign): RowAttribute;
}
interface RowInterface {
  (value?: { space?: string | number }): RowAttribute;
}
declare const Row: RowInterface;

/** @since 7 */
declare class DividerAttribute extends CommonMethod<DividerAttribute> {
  color(value: ResourceColor): DividerAttribute;
}
interface DividerInterface {
  (): DividerAttribute;
}
declare const Divider: DividerInterface;

/** @since 7 */
declare enum BarState {
  Off,
  Auto,
  On
}

/** @since 7 */
declare class ScrollAttribute extends CommonMethod<ScrollAttribute> {
  scrollBar(barState: BarState): ScrollAttribute;
}
interface ScrollInterface {
  (): ScrollAttribute;
}
declare const Scroll: ScrollInterface;

/** @since 9 */
declare enum BreakpointsReference {
  WindowSize,
  ComponentSize
}

/** @since 9 */
declare interface GridRowColumnOption {
  xs?: number;
  sm?: number;
  md?: number;
  lg?: number;
}

/** @since 9 */
declare interface GridRowOptions {
  gutter?: Length | { x?: Length; y?: Length };
  columns?: number | GridRowColumnOption;
  breakpoints?: { value?: Array<string>; reference?: BreakpointsReference };
}

/** @since 9 */
declare class GridRowAttribute extends CommonMethod<GridRowAttribute> {}
interface GridRowInterface {
  (option?: GridRowOptions): GridRowAttribute;
}
declare const GridRow: GridRowInterface;

/** @since 9 */
declare class GridColAttribute extends CommonMethod<GridColAttribute> {}
interface GridColInterface {
  (option?: { span?: number | GridRowColumnOption }): GridColAttribute;
}
declare const GridCol: GridColInterface;

/** @since 7 */
interface ForEachInterface {
  (
    arr: Array<any>,
    itemGenerator: (item: any, index: number) => void,
    keyGenerator?: (item: any, index: number) => string
  ): void;
}
declare const ForEach: ForEachInterface;

/** @since 9 */
declare enum CopyOptions {
  None,
  InApp,
  LocalDevice
}

/** @since 7 */
declare class TextAttribute extends CommonMethod<TextAttribute> {
  fontColor(value: ResourceColor): TextAttribute;
  fontSize(value: number | string | Resource): TextAttribute;
  fontWeight(value: number | FontWeight | string): TextAttribute;
  fontFamily(value: string | Resource): TextAttribute;
  /** @since 9 */
  copyOption(value: CopyOptions): TextAttribute;
}
interface TextInterface {
  (content?: string | Resource): TextAttribute;
}
declare const Text: TextInterface;

/** @since 7 */
declare class ImageAttribute extends CommonMethod<ImageAttribute> {
  /** The colour of an SVG image. */
  fillColor(value: ResourceColor): ImageAttribute;
}
interface ImageInterface {
  (src: ResourceStr): ImageAttribute;
}
declare const Image: ImageInterface;

/** @since 8 */
declare enum ProgressType {
  Linear,
  Ring,
  Eclipse,
  ScaleRing,
  Capsule
}

/** @since 7 */
declare class ProgressAttribute extends CommonMethod<ProgressAttribute> {
  color(value: ResourceColor): ProgressAttribute;
}
interface ProgressInterface {
  (options: { value: number; total?: number; type?: ProgressType }): ProgressAttribute;
}
declare const Progress: ProgressInterface;
