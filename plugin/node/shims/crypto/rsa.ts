import { Buffer } from 'buffer';
import { concatBytes } from '@noble/hashes/utils';
import { DerReader, DerTag, pemBlocks, randomBytes } from 'taro-harmony-socket/library';
import { withCode } from '../../shared/errors.ts';
import { validateString } from '../../shared/validators.ts';
import { type Bytes, bytesOf, digestOf } from './digests.ts';

/** By OpenSSL's numbers. */
export const paddings = { RSA_PKCS1_PADDING: 1, RSA_PKCS1_OAEP_PADDING: 4 };

/** What may be of the key without limit would let a server stop the app; these are OpenSSL's limits (openssl/rsa.h). */
const MOST_MODULUS_BYTES = 16_384 / 8;
const MOST_EXPONENT_BYTES = 8;

/** Of RSA keys (RFC 8017, appendix A.1), as DER has it: 1.2.840.113549.1.1.1. */
const RSA_ENCRYPTION = '2a864886f70d010101';

/** Characters of PEM: some times what the longest key takes, and no more, as it takes long to look for its end. */
const MOST_PEM = 16_384;

/** Of PKCS #1 v1.5 (RFC 8017): zero and the kind in front of what fills, and zero behind it. */
const PKCS1_MARKS = 3;
const LEAST_FILLING = 8;

interface PublicKey {
  modulus: Buffer;
  exponent: Buffer;
}

interface KeyOptions {
  key: Bytes;
  encoding?: BufferEncoding;
  padding?: number;
  oaepHash?: string;
  oaepLabel?: Bytes;
}

/**
 * Encrypts for the owner of a key, as clients of MySQL 8 send passwords.
 *
 * @param key a public key of RSA as PEM (`PUBLIC KEY` or `RSA PUBLIC KEY`), or options with it: by default OAEP with SHA-1
 */
export function publicEncrypt(key: Bytes | KeyOptions, buffer: Bytes): Buffer {
  const isAlone = typeof key === 'string' || ArrayBuffer.isView(key) || key instanceof ArrayBuffer;
  const options: KeyOptions = isAlone ? { key } : { ...key };
  const { padding = paddings.RSA_PKCS1_OAEP_PADDING, oaepHash = 'sha1', oaepLabel, encoding } = options;
  const pem = bytesOf(options.key, isAlone ? 'key' : 'key.key').toString('latin1');
  validateString(oaepHash, 'key.oaepHash');
  const label = bytesOf(oaepLabel ?? '', 'key.oaepLabel');
  const message = bytesOf(buffer, 'buffer', encoding);
  const { modulus, exponent } = readPem(pem);
  if (padding === paddings.RSA_PKCS1_PADDING) {
    return raise(padPkcs1(message, modulus.length), exponent, modulus);
  }
  if (padding === paddings.RSA_PKCS1_OAEP_PADDING) {
    return raise(padOaep(message, modulus.length, oaepHash, label), exponent, modulus);
  }
  throw withCode(
    new Error(`publicEncrypt has RSA_PKCS1_PADDING and RSA_PKCS1_OAEP_PADDING, not the padding ${padding}`),
    'ERR_OSSL_RSA_UNKNOWN_PADDING_TYPE'
  );
}

function readPem(text: string): PublicKey {
  if (text.length > MOST_PEM) throw unsupported(`a text of more than ${MOST_PEM} characters`);
  const [block] = pemBlocks(text);
  if (block === undefined) throw unsupported('no PEM');
  const { label, bytes = new Uint8Array() } = block;
  try {
    if (label === 'PUBLIC KEY') return readPublicKey(bytes);
    if (label === 'RSA PUBLIC KEY') return readRsaKey(bytes);
  } catch (error) {
    throw unsupported(error instanceof Error ? error.message : String(error));
  }
  throw unsupported(`PEM of ${label}`);
}

function unsupported(what: string): Error {
  const text = `publicEncrypt takes a public key of RSA as PEM (PUBLIC KEY or RSA PUBLIC KEY), not this: ${what}`;
  return withCode(new Error(text), 'ERR_OSSL_UNSUPPORTED');
}

/** SubjectPublicKeyInfo of RFC 5280. */
function readPublicKey(bytes: Uint8Array): PublicKey {
  const info = new DerReader(new DerReader(bytes).expect(DerTag.Sequence));
  const algorithm = new DerReader(info.expect(DerTag.Sequence)).expect(DerTag.ObjectIdentifier);
  if (Buffer.from(algorithm).toString('hex') !== RSA_ENCRYPTION) throw new Error('a key of another kind');
  // In front stands how many bits of the last octet are unused: none.
  return readRsaKey(info.expect(DerTag.BitString).subarray(1));
}

/** RSAPublicKey of RFC 8017. */
function readRsaKey(bytes: Uint8Array): PublicKey {
  const numbers = new DerReader(new DerReader(bytes).expect(DerTag.Sequence));
  const [modulus, exponent] = [withoutZeros(numbers), withoutZeros(numbers)];
  if (modulus.length > MOST_MODULUS_BYTES) throw new Error('a modulus of more than 16384 bits');
  if (exponent.length > MOST_EXPONENT_BYTES) throw new Error('an exponent of more than 64 bits');
  if (modulus.length === 0 || exponent.length === 0) throw new Error('numbers that are 0');
  return { modulus, exponent };
}

function withoutZeros(numbers: DerReader): Buffer {
  const bytes = numbers.expect(DerTag.Integer);
  const first = bytes.findIndex((each) => each !== 0);
  return Buffer.from(first < 0 ? [] : bytes.subarray(first));
}

function tooLarge(): Error {
  return withCode(new Error('data too large for key size'), 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE');
}

/** EME-PKCS1-v1_5 of RFC 8017. */
function padPkcs1(message: Uint8Array, size: number): Uint8Array {
  const filled = size - message.length - PKCS1_MARKS;
  if (filled < LEAST_FILLING) throw tooLarge();
  const filling = new Uint8Array(filled).map(() => randomByteOtherThanZero());
  return concatBytes(Uint8Array.of(0, 2), filling, Uint8Array.of(0), message);
}

function randomByteOtherThanZero(): number {
  let byte = 0;
  while (byte === 0) byte = randomBytes(1)[0] ?? 0;
  return byte;
}

/** EME-OAEP of RFC 8017. */
function padOaep(message: Uint8Array, size: number, hashName: string, label: Uint8Array): Uint8Array {
  const hash = digestOf(hashName, 'key.oaepHash');
  const filled = size - message.length - 2 * hash.outputLen - 2;
  if (filled < 0) throw tooLarge();
  const seed = Uint8Array.from(randomBytes(hash.outputLen));
  const block = concatBytes(hash(label), new Uint8Array(filled), Uint8Array.of(1), message);
  const masked = xor(block, mask(seed, block.length));
  return concatBytes(Uint8Array.of(0), xor(seed, mask(masked, seed.length)), masked);

  /** MGF1. */
  function mask(from: Uint8Array, length: number): Uint8Array {
    const count = Math.ceil(length / hash.outputLen);
    const parts = Array.from({ length: count }, (_, index) => {
      const counter = Buffer.alloc(4);
      counter.writeUInt32BE(index);
      return hash(concatBytes(from, counter));
    });
    return concatBytes(...parts).subarray(0, length);
  }
}

function xor(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((each, index) => each ^ (right[index] ?? 0));
}

function raise(bytes: Uint8Array, exponent: Buffer, modulus: Buffer): Buffer {
  const divisor = numberOf(modulus);
  const base = numberOf(bytes);
  if (base >= divisor) throw tooLarge();
  let result = BigInt(1);
  for (const bit of numberOf(exponent).toString(2)) {
    result = (result * result) % divisor;
    if (bit === '1') result = (result * base) % divisor;
  }
  return Buffer.from(result.toString(16).padStart(2 * modulus.length, '0'), 'hex');
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
