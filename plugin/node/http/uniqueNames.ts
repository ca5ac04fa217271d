import { invalidArgType } from '../shared/errors.ts';

/** The option `uniqueHeaders`. @returns the names in lower case */
export function uniqueNames(given: unknown): ReadonlySet<string> {
  if (given === undefined || given === null) return new Set();
  if (!Array.isArray(given)) throw invalidArgType('options.uniqueHeaders', 'Array', given);
  return new Set((given as readonly (string | readonly string[])[]).flat().map((name) => name.toLowerCase()));
}
