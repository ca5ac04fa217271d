import { Buffer } from 'buffer';
import { hkdf } from '@noble/hashes/hkdf';
import { pbkdf2 as derive } from '@noble/hashes/pbkdf2';
import { scrypt as deriveByScrypt } from '@noble/hashes/scrypt';
import { nextTick } from '../../shared/nextTick.ts';
import { validateFunction, validateUint32 } from '../../shared/validators.ts';
import { type Bytes, bytesOf, digestOf } from './digests.ts';

type Callback = (error: Error | null, key?: Buffer) => void;

export function pbkdf2Sync(
  password: Bytes,
  salt: Bytes,
  iterations: number,
  length: number,
  digest: string
): Buffer {
  validateUint32(iterations, 'iterations');
  validateUint32(length, 'keylen');
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
  return Buffer.from(deriveByScrypt(bytesOf(password, 'password'), bytesOf(salt, 'salt'), options));
}

export function hkdfSync(digest: string, key: Bytes, salt: Bytes, info: Bytes, length: number): ArrayBuffer {
  const derived = hkdf(
    digestOf(digest),
    bytesOf(key, 'key'),
    bytesOf(salt, 'salt'),
    bytesOf(info, 'info'),
    length
  );
  return new Uint8Array(derived).buffer;
}
