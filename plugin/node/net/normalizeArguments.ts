/** What `connect` and `listen` were called with. */
export interface NormalizedArguments {
  options: Record<string, unknown>;
  callback: ((...args: unknown[]) => void) | null;
}

/** Marks the result, so that it may be passed on as the arguments of another call. */
const normalized = new WeakSet<object>();

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function optionsOf(args: readonly unknown[]): Record<string, unknown> {
  const [first, second] = args;
  if (args.length === 0) return {};
  if (isObject(first)) return first;
  // A text is a port if it is a number, and otherwise a path.
  if (typeof first === 'string' && !(Number(first) >= 0)) return { path: first };
  return typeof second === 'string' ? { port: first, host: second } : { port: first };
}

/** `(options?, callback?)`, `(path, callback?)` or `(port, host?, …, callback?)`, as Node tells them apart. */
export function normalizeArguments(args: readonly unknown[]): NormalizedArguments {
  const [first] = args;
  if (isObject(first) && normalized.has(first)) return first as unknown as NormalizedArguments;
  const last = args.at(-1);
  const result = {
    options: optionsOf(args),
    callback: typeof last === 'function' ? (last as (...args: unknown[]) => void) : null
  };
  normalized.add(result);
  return result;
}
