import { invalidArgType, outOfRange } from '../shared/errors.ts';

const SHORTEST_ATTEMPT_MS = 10;
const HIGHEST_INT32 = 0x7fffffff;

let isDefault = true;
let attemptTimeoutMs = 250;

/** What `autoSelectFamily` is where `connect` is not told: whether the addresses of a name are tried in turn. */
export function getDefaultAutoSelectFamily(): boolean {
  return isDefault;
}

export function setDefaultAutoSelectFamily(value: unknown): void {
  isDefault = requireBoolean(value, 'value');
}

/** How long one address may take before the next one is tried, in milliseconds. */
export function getDefaultAutoSelectFamilyAttemptTimeout(): number {
  return attemptTimeoutMs;
}

/** @param value milliseconds, at least 10: less counts as 10 */
export function setDefaultAutoSelectFamilyAttemptTimeout(value: unknown): void {
  attemptTimeoutMs = requireAttemptTimeout(value, 'value');
}

export function requireBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw invalidArgType(name, 'boolean', value);
  return value;
}

export function requireAttemptTimeout(value: unknown, name: string): number {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < 1 || value > HIGHEST_INT32) throw outOfRange(name, `>= 1 && <= ${HIGHEST_INT32}`, value);
  return Math.max(value, SHORTEST_ATTEMPT_MS);
}
