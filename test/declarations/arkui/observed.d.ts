// The part of ArkUI that view models use, which run on Node as well. None of it needs an import.

/**
 * A class whose {@link Trace} properties the UI watches.
 *
 * @since 12
 */
declare const ObservedV2: ClassDecorator;

/**
 * What the UI has read from this property it reads again when the property changes; an array counts as changed when one
 * of its methods changes it, too.
 *
 * @since 12
 */
declare const Trace: PropertyDecorator;

/**
 * What stands in the resources of the app, in the language and the colours of the moment.
 *
 * @since 7
 */
declare interface Resource {
  readonly id: number;
  readonly type: number;
  readonly bundleName: string;
  readonly moduleName: string;
  /** What fills the placeholders of a text. */
  readonly params?: Array<any>;
}

/**
 * @param value `app.<kind>.<name>`, written out: the compiler looks it up
 * @param params fill the placeholders of a text
 * @since 7
 */
declare function $r(value: string, ...params: any[]): Resource;
