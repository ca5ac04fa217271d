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

const BASE64_URL = 'base64url';

/** Asked for each call that may have an encoding: most need not be compared. */
function isBase64Url(encoding: unknown): boolean {
  return (
    typeof encoding === 'string' &&
    encoding.length === BASE64_URL.length &&
    encoding.toLowerCase() === BASE64_URL
  );
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Lets a function take base64url as its encoding: the polyfill reads its digits as base64, and does not know the name. */
function takingBase64Url(owner: object, name: string): void {
  const method = Reflect.get(owner, name) as Method;
  const value: Method = function (...args) {
    for (let index = 1; index < args.length; index++) if (isBase64Url(args[index])) args[index] = 'base64';
    return method.apply(this, args);
  };
  Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

for (const name of ['from', 'byteLength']) takingBase64Url(Buffer, name);
for (const name of ['write', 'fill', 'indexOf', 'lastIndexOf', 'includes']) {
  takingBase64Url(Buffer.prototype as object, name);
}

const isKnown = Buffer.isEncoding.bind(Buffer);
Buffer.isEncoding = (encoding: string): encoding is BufferEncoding =>
  isBase64Url(encoding) || isKnown(encoding);

type Encode = (...args: [encoding?: BufferEncoding, start?: number, end?: number]) => string;

const encode = Reflect.get(Buffer.prototype as object, 'toString') as Encode;
define('toString', function (this: Buffer, ...args: Parameters<Encode>): string {
  const [encoding, start, end] = args;
  // The polyfill is faster where it is given nothing.
  if (!isBase64Url(encoding)) return encode.apply(this, args);
  const text = encode.call(this, 'base64', start, end);
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
});

define('subarray', subarray);
define('slice', subarray);
for (const call of ['read', 'write']) {
  for (const order of ['LE', 'BE']) {
    const method: unknown = Reflect.get(Buffer.prototype as object, `${call}BigUInt64${order}`);
    define(`${call}BigUint64${order}`, method);
  }
}
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
