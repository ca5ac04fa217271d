import { parameterException } from './failure.ts';

/** How the native module answers in callback style: always with both arguments. */
export type NativeCallback = (error: unknown, value: unknown) => void;

/** What a call was given: the object of its options when its form is right, and where to answer. */
export interface CallArguments {
  readonly accepted: boolean;
  readonly options: Options;
  readonly callback: NativeCallback | undefined;
}

/** An argument object, before anything is known about its properties. */
export type Options = Readonly<Record<string, unknown>>;

const NO_OPTIONS: Options = {};

function isObject(value: unknown): value is Options {
  return typeof value === 'object' && value !== null;
}

function isCallback(value: unknown): value is NativeCallback {
  return typeof value === 'function';
}

/** Calls without options: `()` or `(callback)`. */
export function readNoOptions(args: readonly unknown[]): CallArguments {
  const callback = args.length === 1 && isCallback(args[0]) ? args[0] : undefined;
  return { accepted: args.length === 0 || callback !== undefined, options: NO_OPTIONS, callback };
}

/** As {@link readNoOptions}, but an argument that is no function is thrown back at once. */
export function readNoOptionsOrThrow(args: readonly unknown[]): CallArguments {
  if (args.length === 1 && !isCallback(args[0])) throw parameterException();
  return readNoOptions(args);
}

/** Calls with options: `(options)` or `(options, callback)`. A callback in its place is used even for the refusal. */
export function readOptions(args: readonly unknown[]): CallArguments {
  const [first, second] = args;
  if (args.length === 1 && isObject(first)) return { accepted: true, options: first, callback: undefined };
  if (args.length === 2 && isCallback(second)) {
    return { accepted: isObject(first), options: isObject(first) ? first : NO_OPTIONS, callback: second };
  }
  const callback = args.length === 1 && isCallback(first) ? first : undefined;
  return { accepted: false, options: NO_OPTIONS, callback };
}

/** As {@link readOptions}, but arguments of a wrong type are thrown back at once; a wrong number of them is not. */
export function readOptionsOrThrow(args: readonly unknown[]): CallArguments {
  const call = readOptions(args);
  if (!call.accepted && (args.length === 1 || args.length === 2)) throw parameterException();
  return call;
}

/** Calls with one plain value: `(value)` or `(value, callback)`; a value of another type is thrown back at once. */
export function readValueOrThrow(
  args: readonly unknown[],
  type: 'number' | 'boolean' | 'object'
): CallArguments {
  const [value, callback] = args;
  if (args.length === 0 || args.length > 2)
    return { accepted: false, options: NO_OPTIONS, callback: undefined };
  if (typeof value !== type || value === null) throw parameterException();
  if (args.length === 2 && !isCallback(callback)) {
    return { accepted: false, options: NO_OPTIONS, callback: undefined };
  }
  return {
    accepted: true,
    options: isObject(value) ? value : NO_OPTIONS,
    callback: isCallback(callback) ? callback : undefined
  };
}

/** A property as Node-API's uint32 conversion reads it: 0 for anything but a number. */
export function uint32Option(options: Options, name: string): number {
  const value = options[name];
  return typeof value === 'number' ? value >>> 0 : 0;
}

/** A property as the native module reads booleans: false for anything but true. */
export function booleanOption(options: Options, name: string): boolean {
  return options[name] === true;
}

/** A property as the native module reads strings: empty for anything but a string. */
export function stringOption(options: Options, name: string): string {
  const value = options[name];
  return typeof value === 'string' ? value : '';
}

/** A property that is an object itself, or undefined. */
export function objectOption(options: Options, name: string): Options | undefined {
  const value = options[name];
  return isObject(value) ? value : undefined;
}
