import { cipherNames, createCipheriv, createDecipheriv } from './crypto/ciphers.ts';
import { createHash, createHmac, Hash } from './crypto/Hash.ts';
import { BUFFERS, type Bytes, bytesOf, digestNames } from './crypto/digests.ts';
import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from './crypto/keys.ts';
import {
  getRandomValues,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID
} from './crypto/random.ts';
import { paddings, publicEncrypt } from './crypto/rsa.ts';
import { equal, subtle } from './crypto/subtle.ts';
import { invalidArgType, withCode } from '../shared/errors.ts';
import { missing } from './missing.ts';

/** Takes as long whatever differs. @throws TypeError for texts, RangeError for different lengths */
function timingSafeEqual(left: Bytes, right: Bytes): boolean {
  if (typeof left === 'string') throw invalidArgType('buf1', BUFFERS, left);
  if (typeof right === 'string') throw invalidArgType('buf2', BUFFERS, right);
  const [one, other] = [bytesOf(left, 'buf1'), bytesOf(right, 'buf2')];
  if (one.length !== other.length) {
    const text = 'Input buffers must have the same byte length';
    throw withCode(new RangeError(text), 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH');
  }
  return equal(one, other);
}

const webcrypto = missing('crypto.webcrypto', {
  getRandomValues,
  randomUUID,
  subtle
});

/** Random numbers of the system, digests and keys of `@noble/hashes` and ciphers of `@noble/ciphers`, both audited; the rest is missing. */
export default missing('crypto', {
  constants: paddings,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  getCiphers: () => cipherNames,
  getHashes: () => digestNames,
  getRandomValues,
  Hash,
  hkdf,
  hkdfSync,
  Hmac: Hash,
  pbkdf2,
  pbkdf2Sync,
  pseudoRandomBytes: randomBytes,
  publicEncrypt,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  subtle,
  timingSafeEqual,
  webcrypto
});
