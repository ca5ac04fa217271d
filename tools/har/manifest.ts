import JSON5 from 'json5';

/** A package's description. */
export const MANIFEST = 'oh-package.json5';

/** The parsed `oh-package.json5` of a package that is checked: nothing of it is certain. */
export type Manifest = Readonly<Record<string, unknown>>;

/** @throws if the text is not JSON5 or no object */
export function parseManifest(text: string): Manifest {
  const value = JSON5.parse<unknown>(text);
  if (!isObject(value)) throw new Error('it is not an object');
  return value;
}

/** Whether a value is an object with fields. */
export function isObject(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of a manifest as findings show it. */
export function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
