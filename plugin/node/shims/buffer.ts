import polyfill from 'buffer/index.js';
import { atob, btoa } from './base64.ts';

/** The longest text that a JavaScript engine takes. */
const MAX_STRING_LENGTH = 2 ** 29 - 24;

const { Buffer, SlowBuffer, INSPECT_MAX_BYTES, kMaxLength } = polyfill;
const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH };

/** Encodings for which Node's buffers have methods of their own, which no documentation names and packages call. */
const ENCODINGS: readonly BufferEncoding[] = ['ascii', 'base64', 'hex', 'latin1', 'ucs2', 'utf8'];

function slice(encoding: BufferEncoding) {
  return function (this: Buffer, start?: number, end?: number): string {
    return this.toString(encoding, start, end);
  };
}

function write(encoding: BufferEncoding) {
  return function (this: Buffer, text: string, offset = 0, length = this.length - offset): number {
    return this.write(text, offset, length, encoding);
  };
}

/** A plain buffer, as in Node: arrays ask the class of one that has another prototype, and such a class may be no constructor (node-turn). */
function subarray(this: Buffer, start?: number, end?: number): Buffer {
  const bytes = new Uint8Array(this.buffer, this.byteOffset, this.length).subarray(start, end);
  Object.setPrototypeOf(bytes, Buffer.prototype as object);
  return bytes as Buffer;
}

function define(name: string, value: unknown): void {
  Object.defineProperty(Buffer.prototype, name, { value, writable: true, configurable: true });
}

define('subarray', subarray);
for (const encoding of ENCODINGS) {
  define(`${encoding}Slice`, slice(encoding));
  define(`${encoding}Write`, write(encoding));
}

export { atob, btoa, Buffer, constants, INSPECT_MAX_BYTES, kMaxLength, SlowBuffer };

/** The polyfill with what it lacks. */
export default {
  atob,
  btoa,
  Buffer,
  constants,
  INSPECT_MAX_BYTES,
  kMaxLength,
  kStringMaxLength: MAX_STRING_LENGTH,
  SlowBuffer
};
