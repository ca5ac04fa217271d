import { Buffer } from 'buffer';
import { hkdf as deriveByHkdf } from '@noble/hashes/hkdf';
import { pbkdf2 as derive } from '@noble/hashes/pbkdf2';
import { scrypt as deriveByScrypt } from '@noble/hashes/scrypt';
import { withCode } from '../../shared/errors.ts';
import { nextTick } from '../../shared/nextTick.ts';
import { HIGHEST_INT32, validateFunction, validateInteger, validateString } from '../../shared/validators.ts';
import { type Bytes, bytesOf, digestOf } from './digests.ts';

/** Of RFC 5869. */
const MOST_BLOCKS = 255;

type Callback = (error: Error | null, key?: Buffer) => void;

export function pbkdf2Sync(
  password: Bytes,
  salt: Bytes,
  iterations: number,
  length: number,
  digest: string
): Buffer {
  validateString(digest, 'digest');
  validateInteger(iterations, 'iterations', 1, HIGHEST_INT32);
  validateInteger(length, 'keylen', 0, HIGHEST_INT32);
  const options = { c: iterations, dkLen: length };
  return Buffer.from(derive(digestOf(digest), bytesOf(password, 'password'), bytesOf(salt, 'salt'), options));
}

/** In a turn of its own, but on the app's thread: 10,000 rounds take some tens of milliseconds. */
export function pbkdf2(
  password: Bytes,
  salt: Bytes,
  iterations: number,
  length: number,
  digest: string,
  callback: Callback
): void {
  validateFunction(callback, 'callback');
  const key = pbkdf2Sync(password, salt, iterations, length, digest);
  nextTick(() => callback(null, key));
}

interface ScryptOptions {
  N?: number;
  cost?: number;
  r?: number;
  blockSize?: number;
  p?: number;
  parallelization?: number;
}

/** A power of 2, and more than 1. */
function isCost(cost: number): boolean {
  return cost > 1 && Number.isInteger(Math.log2(cost));
}

export function scryptSync(
  password: Bytes,
  salt: Bytes,
  length: number,
  { N, cost, r, blockSize, p, parallelization }: ScryptOptions = {}
): Buffer {
  const options = {
    N: N ?? cost ?? 16384,
    r: r ?? blockSize ?? 8,
    p: p ?? parallelization ?? 1,
    dkLen: length
  };
  if (!isCost(options.N)) {
    throw withCode(new RangeError('Invalid scrypt params'), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS');
  }
  return Buffer.from(deriveByScrypt(bytesOf(password, 'password'), bytesOf(salt, 'salt'), options));
}

/** On the app's thread, as {@link pbkdf2}. */
export function scrypt(
  password: Bytes,
  salt: Bytes,
  length: number,
  options: ScryptOptions | Callback,
  callback?: Callback
): void {
  const [given, done] = typeof options === 'function' ? [{}, options] : [options, callback];
  validateFunction(done, 'callback');
  const key = scryptSync(password, salt, length, given);
  nextTick(() => done(null, key));
}

export function hkdfSync(digest: string, key: Bytes, salt: Bytes, info: Bytes, length: number): ArrayBuffer {
  const hash = digestOf(digest, 'digest');
  if (length > MOST_BLOCKS * hash.outputLen) {
    throw withCode(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
  }
  const derived = deriveByHkdf(
    hash,
    bytesOf(key, 'key'),
    bytesOf(salt, 'salt'),
    bytesOf(info, 'info'),
    length
  );
  return Uint8Array.from(derived).buffer;
}

/** On the app's thread, as {@link pbkdf2}. */
export function hkdf(
  digest: string,
  key: Bytes,
  salt: Bytes,
  info: Bytes,
  length: number,
  callback: (error: Error | null, key: ArrayBuffer) => void
): void {
  validateFunction(callback, 'callback');
  const derived = hkdfSync(digest, key, salt, info, length);
  nextTick(() => callback(null, derived));
}
