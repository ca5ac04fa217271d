import { Buffer } from 'buffer';
import { invalidArgValue, withCode } from '../../shared/errors.ts';
import { chaCha } from './chaCha.ts';
import { checkTagLength, Cipher, type CipherRequest, TAG_BYTES } from './Cipher.ts';
import { type Bytes, bytesOf } from './digests.ts';
import { BLOCK_BYTES, type Mode, taggedMode } from './cipherModes.ts';

const KEY_BITS = [128, 192, 256];

const CHACHA = 'chacha20-poly1305';

/** The least and the most bytes of the vectors that each mode takes; GCM's limit is OpenSSL's. */
const VECTOR_BYTES: Readonly<Record<Mode, readonly [number, number]>> = {
  cbc: [BLOCK_BYTES, BLOCK_BYTES],
  cfb: [BLOCK_BYTES, BLOCK_BYTES],
  ctr: [BLOCK_BYTES, BLOCK_BYTES],
  ecb: [0, 0],
  gcm: [1, 128],
  [CHACHA]: [12, 12]
};

const AES_MODES = ['cbc', 'cfb', 'ctr', 'ecb', 'gcm'];

export const cipherNames: readonly string[] = [
  ...KEY_BITS.flatMap((bits) => AES_MODES.map((mode) => `aes-${bits}-${mode}`)),
  ...(chaCha === undefined ? [] : [CHACHA])
];

const NAME = /^(?:id-)?aes-?(?<bits>128|192|256)(?:-(?<mode>cbc|cfb|ctr|ecb|gcm))?$/i;

interface CipherOptions {
  /** In bytes: 16 when absent. */
  authTagLength?: number;
}

function kindOf(algorithm: string): { mode: Mode; keyBits: number } {
  if (chaCha !== undefined && algorithm.toLowerCase() === CHACHA) return { mode: CHACHA, keyBits: 256 };
  const { bits, mode = 'cbc' } = NAME.exec(algorithm)?.groups ?? {};
  if (bits === undefined) throw withCode(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
  return { mode: mode.toLowerCase() as Mode, keyBits: Number(bits) };
}

/** @throws as Node for a name, a key, a vector or a length that does not fit */
function requestOf(
  algorithm: string,
  key: Bytes,
  iv: Bytes | null,
  options: CipherOptions | undefined
): Omit<CipherRequest, 'isEncrypting'> {
  const { mode, keyBits } = kindOf(algorithm);
  const keyBytes = bytesOf(key, 'key');
  const vector = iv === null ? Buffer.alloc(0) : bytesOf(iv, 'iv');
  const tagBytes = tagBytesOf(options) ?? (mode === CHACHA ? TAG_BYTES : undefined);
  const [least, most] = VECTOR_BYTES[mode];
  if (vector.length < least || vector.length > most) {
    throw withCode(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
  }
  if (keyBytes.length * 8 !== keyBits) {
    throw withCode(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
  }
  if (taggedMode(mode) !== undefined && tagBytes !== undefined) checkTagLength(mode, tagBytes);
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
