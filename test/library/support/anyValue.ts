import fc from 'fast-check';

/** Values of every kind that JavaScript has, among them those without a text of their own. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withTypedArray: true
  }),
  fc.constantFrom<unknown>(
    Symbol('symbol'),
    Object.create(null),
    () => undefined,
    class {},
    new Proxy({}, {}),
    /x/,
    new ArrayBuffer(4),
    new SharedArrayBuffer(4),
    new DataView(new ArrayBuffer(4)),
    Promise.resolve(1)
  )
);
