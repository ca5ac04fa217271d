import { Buffer } from 'buffer';
import { randomBytes as systemRandomBytes } from 'taro-harmony-socket/library';
import { nextTick } from '../../shared/nextTick.ts';
import { invalidArgType, outOfRange } from '../../shared/errors.ts';
import {
  HIGHEST_INT32,
  validateFunction,
  validateInteger,
  validateNumber,
  validateRange
} from '../../shared/validators.ts';

type Callback<Value> = (error: null, value: Value) => void;

/** As in Node: with a callback it answers later, without one at once. */
export function randomBytes(size: number, callback?: Callback<Buffer>): Buffer | undefined {
  validateInteger(size, 'size', 0, HIGHEST_INT32);
  const bytes = Buffer.from(size === 0 ? [] : systemRandomBytes(size));
  return answer(bytes, callback);
}

function answer<Value>(value: Value, callback: Callback<Value> | undefined): Value | undefined {
  if (callback === undefined) return value;
  nextTick(() => callback(null, value));
  return undefined;
}

/** Bytes of the largest number below which `randomInt` chooses. */
const NUMBER_BYTES = 6;
const NUMBERS = 2 ** (8 * NUMBER_BYTES);

/** A whole number from `minimum`, 0 when absent, and below `limit`, each as likely as the other. */
export function randomInt(...args: (number | Callback<number> | undefined)[]): number | undefined {
  const numbers = args.filter((each) => typeof each === 'number');
  const callback = args.find((each) => typeof each === 'function');
  const [first, second] = numbers;
  if (first === undefined) throw invalidArgType('max', 'safe integer', args[0]);
  const minimum = second === undefined ? 0 : first;
  const limit = second ?? first;
  if (!Number.isSafeInteger(minimum)) throw invalidArgType('min', 'safe integer', minimum);
  if (!Number.isSafeInteger(limit)) throw invalidArgType('max', 'safe integer', limit);
  const range = limit - minimum;
  if (range <= 0) throw outOfRange('max', `greater than the value of "min" (${minimum})`, limit);
  if (range >= NUMBERS) throw outOfRange('max - min', `<= ${NUMBERS - 1}`, range);
  // What is beyond the last whole multiple would make the first numbers likelier.
  const end = NUMBERS - (NUMBERS % range);
  for (;;) {
    const chosen = Buffer.from(systemRandomBytes(NUMBER_BYTES)).readUIntBE(0, NUMBER_BYTES);
    if (chosen < end) return answer(minimum + (chosen % range), callback);
  }
}

/** A version 4 UUID. */
export function randomUUID(): string {
  const bytes = Buffer.from(systemRandomBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function getRandomValues<View extends ArrayBufferView>(view: View): View {
  return randomFillSync(view);
}

/** Offset and size count elements, as in Node. */
export function randomFillSync<Target extends ArrayBuffer | ArrayBufferView>(
  target: Target,
  offset = 0,
  size?: number
): Target {
  const { bytes, elementBytes } = bytesOf(target);
  validateNumber(offset, 'offset');
  const from = offset * elementBytes;
  validateRange(from, 'offset', 0, bytes.length);
  let count = bytes.length - from;
  if (size !== undefined) {
    validateNumber(size, 'size');
    count = size * elementBytes;
    validateRange(count, 'size', 0, HIGHEST_INT32);
  }
  if (from + count > bytes.length) throw outOfRange('size + offset', `<= ${bytes.length}`, from + count);
  if (count > 0) bytes.set(systemRandomBytes(count), from);
  return target;
}

/** As {@link randomFillSync}, and answers later. */
export function randomFill<Target extends ArrayBuffer | ArrayBufferView>(
  target: Target,
  ...rest: (number | Callback<Target>)[]
): void {
  const callback = rest.at(-1);
  validateFunction(callback, 'callback');
  answer(randomFillSync(target, ...(rest.slice(0, -1) as number[])), callback);
}

function bytesOf(target: ArrayBuffer | ArrayBufferView): { bytes: Uint8Array; elementBytes: number } {
  if (target instanceof ArrayBuffer) return { bytes: new Uint8Array(target), elementBytes: 1 };
  if (!ArrayBuffer.isView(target)) throw invalidArgType('buf', ['ArrayBuffer', 'ArrayBufferView'], target);
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  return { bytes, elementBytes: (target as Partial<Uint8Array>).BYTES_PER_ELEMENT ?? 1 };
}
