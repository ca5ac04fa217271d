// The part of ArkUI that the demo app's page uses. None of it needs an import.

/** What every `struct` extends. */
declare class CustomComponent {
  build(): void;
}

declare const Entry: ClassDecorator;
declare const Component: ClassDecorator;
declare const State: PropertyDecorator;

declare class CommonMethod<T> {
  /** @since 7 */
  onClick(event: () => void): T;
}

declare class ColumnAttribute extends CommonMethod<ColumnAttribute> {}
interface ColumnInterface {
  (): ColumnAttribute;
}
declare const Column: ColumnInterface;

declare class TextAttribute extends CommonMethod<TextAttribute> {}
interface TextInterface {
  (content?: string): TextAttribute;
}
declare const Text: TextInterface;

declare class ButtonAttribute extends CommonMethod<ButtonAttribute> {}
interface ButtonInterface {
  (label: string): ButtonAttribute;
}
declare const Button: ButtonInterface;
