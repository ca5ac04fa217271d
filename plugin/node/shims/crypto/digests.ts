import { Buffer } from 'buffer';
import { blake2b } from '@noble/hashes/blake2b';
import { blake2s } from '@noble/hashes/blake2s';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy';
import { sha224, sha256, sha384, sha512, sha512_256 } from '@noble/hashes/sha2';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3';
import type { CHash } from '@noble/hashes/utils';
import { invalidArgType } from '../../shared/errors.ts';
import { validateString } from '../../shared/validators.ts';

/** By Node's names. */
const DIGESTS: Readonly<Record<string, CHash>> = {
  blake2b512: blake2b,
  blake2s256: blake2s,
  md5,
  ripemd160,
  rmd160: ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-256': sha512_256,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512
};

/** Bytes in any of the forms that Node's crypto takes. */
export type Bytes = string | ArrayBuffer | ArrayBufferView;

/** What is no text of them. */
export const BUFFERS: readonly string[] = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

export const digestNames = Object.keys(DIGESTS);

/** @throws as Node for a name that there is not */
export function digestOf(name: string, argument = 'algorithm'): CHash {
  validateString(name, argument);
  // Clients write names as OpenSSL and as others do: `RSA-SHA256`, `SHA-256`.
  const plain = name.toLowerCase().replace(/^rsa-/, '').replace(/^sha-/, 'sha');
  const digest = DIGESTS[plain];
  if (digest === undefined) {
    throw Object.assign(new Error(`Digest method not supported: ${name}`), {
      code: 'ERR_CRYPTO_INVALID_DIGEST'
    });
  }
  return digest;
}

/** @throws TypeError as Node for anything else */
export function bytesOf(value: unknown, name: string, encoding?: BufferEncoding): Buffer {
  if (typeof value === 'string') return Buffer.from(value, encoding);
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
  }
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  throw invalidArgType(name, ['string', ...BUFFERS], value);
}
