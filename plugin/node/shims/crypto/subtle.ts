import { missing } from '../missing.ts';
import { Buffer } from 'buffer';
import { createHash, createHmac } from './Hash.ts';
import { bytesOf } from './digests.ts';
import { pbkdf2Sync } from './keys.ts';

type Source = ArrayBuffer | ArrayBufferView;
type Name = string | { name: string };

interface Algorithm {
  name: string;
  hash?: Name;
}

/** A key for HMAC or PBKDF2. */
class Key {
  readonly type = 'secret';
  readonly algorithm: Algorithm;
  readonly extractable: boolean;
  readonly usages: readonly string[];
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, algorithm: Algorithm, extractable: boolean, usages: readonly string[]) {
    this.#bytes = bytes;
    this.algorithm = algorithm;
    this.extractable = extractable;
    this.usages = usages;
  }

  static bytesOf(key: Key): Buffer {
    return key.#bytes;
  }
}

function nameOf(algorithm: Name | undefined): string {
  return (typeof algorithm === 'object' ? algorithm.name : (algorithm ?? '')).toUpperCase();
}

function notSupported(what: string): Error {
  const error = new Error(`${what} is not supported: taro-harmony-socket has SHA digests, HMAC and PBKDF2`);
  Object.defineProperty(error, 'name', { value: 'NotSupportedError' });
  return error;
}

function plain(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** A private copy: what the caller does with the bytes later must not count. */
function copyOf(source: Source): Buffer {
  return Buffer.from(bytesOf(source, 'data'));
}

function importKey(
  format: string,
  key: Source,
  algorithm: Name & (string | Algorithm),
  extractable: boolean,
  usages: readonly string[]
): Key {
  const name = nameOf(algorithm);
  if (format !== 'raw' || (name !== 'HMAC' && name !== 'PBKDF2'))
    throw notSupported(`importKey of ${format} ${name}`);
  const given = typeof algorithm === 'object' ? algorithm : {};
  return new Key(copyOf(key), { ...given, name }, extractable, usages);
}

function digest(algorithm: Name, data: Source): ArrayBuffer {
  return plain(createHash(nameOf(algorithm)).update(copyOf(data)).digest());
}

function sign(algorithm: Name, key: Key, data: Source): ArrayBuffer {
  if (nameOf(algorithm) !== 'HMAC') throw notSupported(`sign with ${nameOf(algorithm)}`);
  return plain(createHmac(nameOf(key.algorithm.hash), Key.bytesOf(key)).update(copyOf(data)).digest());
}

function verify(algorithm: Name, key: Key, signature: Source, data: Source): boolean {
  return equal(Buffer.from(sign(algorithm, key, data)), copyOf(signature));
}

/** Takes as long whatever differs. */
export function equal(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index++) difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  return difference === 0;
}

function deriveBits(
  algorithm: { name: string; salt: Source; iterations: number; hash: Name },
  key: Key,
  length: number
): ArrayBuffer {
  const { name, salt, iterations, hash } = algorithm;
  if (name.toUpperCase() !== 'PBKDF2') throw notSupported(`deriveBits with ${name}`);
  return plain(pbkdf2Sync(Key.bytesOf(key), copyOf(salt), iterations, length / 8, nameOf(hash)));
}

/** What fails is a rejection. */
function promised<Arguments extends unknown[], Result>(
  compute: (...args: Arguments) => Result
): (...args: Arguments) => Promise<Result> {
  return (...args) => Promise.resolve().then(() => compute(...args));
}

/** What SCRAM needs of the Web Cryptography API. */
const present = {
  deriveBits: promised(deriveBits),
  digest: promised(digest),
  importKey: promised(importKey),
  sign: promised(sign),
  verify: promised(verify)
};

const ABSENT = ['decrypt', 'deriveKey', 'encrypt', 'exportKey', 'generateKey', 'unwrapKey', 'wrapKey'];

const others = missing('crypto.subtle', present);

/** What is absent of it fails as everything of it does: later. */
export const subtle = missing('crypto.subtle', {
  ...present,
  ...Object.fromEntries(ABSENT.map((name) => [name, promised(Reflect.get(others, name) as () => never)]))
});
