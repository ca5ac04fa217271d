import { badPort, invalidArgType, outOfRange } from './errors.ts';

const HIGHEST_PORT = 0xffff;
const HIGHEST_UINT32 = 0xffffffff;
/** Of what Node's crypto counts. */
export const HIGHEST_INT32 = 0x7fffffff;

export function isFunction(value: unknown): value is (...args: unknown[]) => void {
  return typeof value === 'function';
}

export function validateString(value: unknown, name: string): asserts value is string {
  if (typeof value !== 'string') throw invalidArgType(name, 'string', value);
}

export function validateNumber(value: unknown, name: string): asserts value is number {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
}

/** Also refuses NaN. */
export function validateRange(value: number, name: string, least: number, most: number): void {
  if (!(value >= least && value <= most)) throw outOfRange(name, `>= ${least} && <= ${most}`, value);
}

export function validateInteger(
  value: unknown,
  name: string,
  least: number,
  most: number
): asserts value is number {
  validateNumber(value, name);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  validateRange(value, name, least, most);
}

export function validateUint32(value: unknown, name: string): asserts value is number {
  validateInteger(value, name, 0, HIGHEST_UINT32);
}

export function validateFunction(
  value: unknown,
  name: string
): asserts value is (...args: never[]) => unknown {
  if (typeof value !== 'function') throw invalidArgType(name, 'Function', value);
}

export function validateAbortSignal(value: unknown, name: string): asserts value is AbortSignal {
  const isSignal = typeof value === 'object' && value !== null && 'aborted' in value;
  if (!isSignal) throw invalidArgType(name, 'AbortSignal', value);
}

/** A port as a number or a numeric string. @returns the number */
export function validatePort(value: unknown, name: string, allowsZero: boolean): number {
  const isText = typeof value === 'string' && value.trim() !== '';
  const port = typeof value === 'number' || isText ? Number(value) : NaN;
  const isPort = Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT;
  // As Node, which compares before it converts: the text '0' passes where 0 does not.
  if (!isPort || (value === 0 && !allowsZero)) throw badPort(name, value, allowsZero);
  return port;
}
