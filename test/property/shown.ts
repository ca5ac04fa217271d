import { inspect } from 'node:util';
import fc from 'fast-check';

/** A value for a call, with the text that stands for it in a printed sequence. */
export interface Shown<Value = unknown> {
  readonly value: Value;
  readonly text: string;
}

const INSPECT_OPTIONS = { depth: 1, breakLength: Infinity, maxArrayLength: 4, maxStringLength: 40 };

export function show<Value>(value: Value, text = inspect(value, INSPECT_OPTIONS)): Shown<Value> {
  return { value, text };
}

/** One of the values. */
export function among(...values: readonly unknown[]): fc.Arbitrary<Shown> {
  return fc.constantFrom(...values.map((value) => show(value)));
}

/** Values that no parameter of the sockets takes, except where `null` and `undefined` stand for absence. */
const NONSENSE: readonly unknown[] = [
  NaN,
  true,
  Symbol('symbol'),
  7n,
  {},
  [],
  () => undefined,
  /x/,
  new Date(0)
];

/** A value of a wrong type for any parameter but a listener, an option or a flag. */
export const nonsense: fc.Arbitrary<Shown> = among(
  ...NONSENSE.filter((value) => typeof value !== 'function')
);

export const wrongListener: fc.Arbitrary<Shown> = among('listener', 0, {}, [], true, Symbol('symbol'));

export const wrongOption: fc.Arbitrary<Shown> = among(
  undefined,
  null,
  5,
  'option',
  true,
  Symbol('symbol'),
  () => ({})
);

/** Not a port, neither of a destination nor for `bind`. */
export const wrongPort: fc.Arbitrary<Shown> = fc.oneof(
  among(-1, 65536, 80.5, Infinity, 2 ** 40, '', ' 80', '-1', '8e1', '0x50', 'http', '65536'),
  nonsense
);

/** Neither an address of any family nor a name. */
export const wrongAddress: fc.Arbitrary<Shown> = fc.oneof(
  among('', '999.1.1.1', '127.0.0.1 ', '[::1]', ':::', 'http://a.test', 'a b', 'a..b', 'a.test:80', 80),
  nonsense
);

/** An option whose first property read throws: Proxies and getters of an app may do that. */
export const hostileOption: fc.Arbitrary<Shown> = fc
  .constantFrom<Shown>(
    show(new Error('hostile')),
    show('hostile'),
    show(null),
    show(undefined),
    show(Object.create(null), '{no prototype}')
  )
  .map((thrown) => ({
    value: new Proxy(
      {},
      {
        get: () => {
          throw thrown.value;
        }
      }
    ),
    text: `{get: throws ${thrown.text}}`
  }));
