import { cbc, cfb, ctr, ecb } from '@noble/ciphers/aes';
import { Buffer } from 'buffer';
import { chaCha } from './chaCha.ts';
import { gcm, type TaggedMode } from './gcm.ts';

export const BLOCK_BYTES = 16;

type PlainMode = 'cbc' | 'cfb' | 'ctr' | 'ecb';
/** Of AES, by the ends of their names, and a cipher of its own. */
export type Mode = PlainMode | 'gcm' | 'chacha20-poly1305';

interface Coder {
  encrypt: (bytes: Uint8Array) => Uint8Array;
  decrypt: (bytes: Uint8Array) => Uint8Array;
}

const UNPADDED = { disablePadding: true };

const PLAIN: Readonly<Record<PlainMode, (key: Uint8Array, vector: Uint8Array) => Coder>> = {
  cbc: (key, vector) => cbc(key, vector, UNPADDED),
  cfb,
  ctr,
  ecb: (key) => ecb(key, UNPADDED)
};

/** What the modes are that have a tag; undefined for the others, and for what the app does without. */
export function taggedMode(mode: Mode): TaggedMode | undefined {
  if (mode === 'gcm') return gcm;
  return mode === 'chacha20-poly1305' ? chaCha : undefined;
}

/** Whether a mode makes as many bytes of any number of bytes. */
export function isStream(mode: Mode): boolean {
  return mode === 'cfb' || mode === 'ctr' || taggedMode(mode) !== undefined;
}

/** The counter some blocks later. */
function counted(vector: Uint8Array, blocks: number): Uint8Array {
  const next = Uint8Array.from(vector);
  let carry = blocks;
  for (let at = BLOCK_BYTES - 1; at >= 0 && carry > 0; at--) {
    carry += next[at] ?? 0;
    next[at] = carry & 0xff;
    carry = Math.floor(carry / 0x100);
  }
  return next;
}

/** One mode in one direction, block after block. */
export class BlockChain {
  readonly #mode: Mode;
  readonly #tagged: TaggedMode | undefined;
  readonly #key: Uint8Array;
  readonly #isEncrypting: boolean;
  #vector: Uint8Array;

  constructor(mode: Mode, key: Uint8Array, vector: Uint8Array, isEncrypting: boolean) {
    this.#mode = mode;
    this.#tagged = taggedMode(mode);
    this.#key = key;
    this.#vector = vector;
    this.#isEncrypting = isEncrypting;
  }

  /** The next bytes, without going on. */
  look(bytes: Uint8Array): Buffer {
    if (bytes.length === 0) return Buffer.alloc(0);
    // The package wants memory that begins with the bytes.
    const own = Uint8Array.from(bytes);
    if (this.#tagged !== undefined) return Buffer.from(this.#tagged.crypted(this.#key, this.#vector, own));
    const coder = PLAIN[this.#mode as PlainMode](this.#key, this.#vector);
    return Buffer.from(this.#isEncrypting ? coder.encrypt(own) : coder.decrypt(own));
  }

  /** The next whole blocks. */
  run(blocks: Uint8Array): Buffer {
    const result = this.look(blocks);
    if (blocks.length === 0) return result;
    if (this.#tagged !== undefined) {
      this.#vector = this.#tagged.counted(this.#vector, blocks.length / this.#tagged.blockBytes);
    } else if (this.#mode === 'ctr') {
      this.#vector = counted(this.#vector, blocks.length / BLOCK_BYTES);
    } else if (this.#mode !== 'ecb') {
      this.#vector = Uint8Array.from((this.#isEncrypting ? result : blocks).slice(-BLOCK_BYTES));
    }
    return result;
  }
}
