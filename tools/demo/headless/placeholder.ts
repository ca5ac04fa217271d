/**
 * Stands in for a part of HarmonyOS that is not under test: it can be called, constructed and read at any depth,
 * and counts as 0 or the empty text. It is no promise: awaiting it ends at once.
 */
export function placeholder(): unknown {
  return new Proxy(function standIn() {}, {
    get: (_target, property) => {
      if (property === 'then') return undefined;
      if (property === Symbol.toPrimitive) return (hint: string) => (hint === 'string' ? '' : 0);
      if (property === Symbol.iterator) return () => [][Symbol.iterator]();
      return placeholder();
    },
    apply: () => placeholder(),
    construct: () => placeholder() as object
  });
}
