/**
 * Makes `new Uint8Array(view)` what it is on the engine of OpenHarmony 5.0.0, built from its sources: its buffer has all
 * that comes behind the view in the other's. @returns what undoes it
 */
export function copyAsEngine(): () => void {
  const own = globalThis.Uint8Array;
  globalThis.Uint8Array = new Proxy(own, {
    construct(target, args: [unknown], newTarget) {
      const [source] = args;
      if (!(source instanceof own)) return Reflect.construct(target, args, newTarget) as object;
      return new own(source.buffer.slice(source.byteOffset), 0, source.length);
    }
  });
  return () => void (globalThis.Uint8Array = own);
}
