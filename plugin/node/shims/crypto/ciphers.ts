import { Buffer } from 'buffer';
import { invalidArgValue, withCode } from '../../shared/errors.ts';
import { checkTagLength, Cipher, type CipherRequest } from './Cipher.ts';
import { type Bytes, bytesOf } from './digests.ts';
import { BLOCK_BYTES, type Mode, MODES } from './cipherModes.ts';

const KEY_BITS = [128, 192, 256];

export const cipherNames: readonly string[] = KEY_BITS.flatMap((bits) =>
  Object.keys(MODES).map((mode) => `aes-${bits}-${mode}`)
);

/** The least and the most bytes of the vectors that each mode takes; GCM's limit is OpenSSL's. */
const VECTOR_BYTES: Readonly<Record<Mode, readonly [number, number]>> = {
  cbc: [BLOCK_BYTES, BLOCK_BYTES],
  cfb: [BLOCK_BYTES, BLOCK_BYTES],
  ctr: [BLOCK_BYTES, BLOCK_BYTES],
  ecb: [0, 0],
  gcm: [1, 128]
};

const NAME = /^(?:id-)?aes-?(?<bits>128|192|256)(?:-(?<mode>cbc|cfb|ctr|ecb|gcm))?$/i;

interface CipherOptions {
  /** Of GCM, in bytes: 16 when absent. */
  authTagLength?: number;
}

/** @throws as Node for a name, a key, a vector or a length that does not fit */
function requestOf(
  algorithm: string,
  key: Bytes,
  iv: Bytes | null,
  options: CipherOptions | undefined
): Omit<CipherRequest, 'isEncrypting'> {
  const { bits, mode: named = 'cbc' } = NAME.exec(algorithm)?.groups ?? {};
  if (bits === undefined) throw withCode(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
  const mode = named.toLowerCase() as Mode;
  const keyBytes = bytesOf(key, 'key');
  const vector = iv === null ? Buffer.alloc(0) : bytesOf(iv, 'iv');
  const tagBytes = tagBytesOf(options);
  const [least, most] = VECTOR_BYTES[mode];
  if (vector.length < least || vector.length > most) {
    throw withCode(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
  }
  if (keyBytes.length * 8 !== Number(bits)) {
    throw withCode(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
  }
  if (mode === 'gcm' && tagBytes !== undefined) checkTagLength(tagBytes);
  return { mode, key: keyBytes, iv: vector, tagBytes };
}

function tagBytesOf(options: CipherOptions | undefined): number | undefined {
  const bytes = options?.authTagLength ?? undefined;
  const isLength = bytes === undefined || (Number.isInteger(bytes) && bytes >= 0);
  if (!isLength) throw invalidArgValue('options.authTagLength', bytes, 'is invalid');
  return bytes;
}

/** @param algorithm such as `aes-128-cfb` */
export function createCipheriv(
  algorithm: string,
  key: Bytes,
  iv: Bytes | null,
  options?: CipherOptions
): Cipher {
  return new Cipher({ ...requestOf(algorithm, key, iv, options), isEncrypting: true });
}

/** @param algorithm such as `aes-128-cfb` */
export function createDecipheriv(
  algorithm: string,
  key: Bytes,
  iv: Bytes | null,
  options?: CipherOptions
): Cipher {
  return new Cipher({ ...requestOf(algorithm, key, iv, options), isEncrypting: false });
}
