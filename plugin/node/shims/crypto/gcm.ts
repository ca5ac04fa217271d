import { ecb, unsafe } from '@noble/ciphers/aes';
import { ghash } from '@noble/ciphers/_polyval';
import { Buffer } from 'buffer';

// The package's own `gcm` wants the whole message at once, and a vector of 8 bytes and more. The names are those of NIST SP 800-38D.

const BLOCK_BYTES = 16;
const USUAL_VECTOR_BYTES = 12;
const BITS = 8;

/** A cipher that counts its blocks, with a tag that vouches for the message. */
export interface TaggedMode {
  blockBytes: number;
  /** The counter of a message's first block. */
  first: (key: Uint8Array, iv: Uint8Array) => Uint8Array;
  /** The counter so many blocks later. */
  counted: (counter: Uint8Array, blocks: number) => Uint8Array;
  /** What is encrypted, or was: both are the same. */
  crypted: (key: Uint8Array, counter: Uint8Array, bytes: Uint8Array) => Uint8Array;
  /** The tag of a message. @param data what it vouches for besides */
  tagOf: (key: Uint8Array, iv: Uint8Array, data: Uint8Array, secret: Uint8Array) => Buffer;
}

/** Followed by zeros up to the end of a block. */
export function filled(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((BLOCK_BYTES - (bytes.length % BLOCK_BYTES)) % BLOCK_BYTES)]);
}

/** Two lengths in bits, as one block. */
function lengths(first: number, second: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  [first, second].forEach((bytes, index) => {
    block.writeUInt32BE(Math.floor((bytes * BITS) / 2 ** 32), index * 8);
    block.writeUInt32BE((bytes * BITS) % 2 ** 32, index * 8 + 4);
  });
  return block;
}

function encrypted(key: Uint8Array, block: Uint8Array): Uint8Array {
  return ecb(Uint8Array.from(key), { disablePadding: true }).encrypt(Uint8Array.from(block));
}

function hash(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  return ghash(Uint8Array.from(Buffer.concat(parts)), encrypted(key, Buffer.alloc(BLOCK_BYTES)));
}

/** The block before the first counter, of a vector of any length. */
function firstBlock(key: Uint8Array, iv: Uint8Array): Uint8Array {
  return iv.length === USUAL_VECTOR_BYTES
    ? Buffer.concat([iv, Buffer.from([0, 0, 0, 1])])
    : hash(key, filled(iv), lengths(0, iv.length));
}

/** Its last four bytes count, and begin anew without a carry. */
function counted(counter: Uint8Array, blocks: number): Buffer {
  const next = Buffer.from(counter);
  next.writeUInt32BE((next.readUInt32BE(USUAL_VECTOR_BYTES) + blocks) % 2 ** 32, USUAL_VECTOR_BYTES);
  return next;
}

export const gcm: TaggedMode = {
  blockBytes: BLOCK_BYTES,
  // Its first number is the tag's.
  first: (key, iv) => counted(firstBlock(key, iv), 1),
  counted,
  crypted: (key, counter, bytes) =>
    unsafe.ctr32(unsafe.expandKeyLE(Uint8Array.from(key)), false, Uint8Array.from(counter), bytes),
  tagOf: (key, iv, data, secret) => {
    const sum = hash(key, filled(data), filled(secret), lengths(data.length, secret.length));
    const mask = encrypted(key, firstBlock(key, iv));
    return Buffer.from(sum.map((byte, index) => byte ^ (mask[index] ?? 0)));
  }
};
