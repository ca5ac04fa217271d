import { cbc, cfb, ctr, ecb } from '@noble/ciphers/aes';
import { Buffer } from 'buffer';
import { counted as countedOfGcm, crypted } from './gcm.ts';

export const BLOCK_BYTES = 16;

export type Mode = 'cbc' | 'cfb' | 'ctr' | 'ecb' | 'gcm';

interface Coder {
  encrypt: (bytes: Uint8Array) => Uint8Array;
  decrypt: (bytes: Uint8Array) => Uint8Array;
}

const UNPADDED = { disablePadding: true };

/** The modes of AES by the ends of their names; what GCM adds to CTR is the tag. */
export const MODES: Readonly<Record<Mode, (key: Uint8Array, vector: Uint8Array) => Coder>> = {
  cbc: (key, vector) => cbc(key, vector, UNPADDED),
  cfb,
  ctr,
  ecb: (key) => ecb(key, UNPADDED),
  gcm: (key, counter) => {
    const code = (bytes: Uint8Array): Uint8Array => crypted(key, counter, bytes);
    return { encrypt: code, decrypt: code };
  }
};

/** Whether a mode makes as many bytes of any number of bytes. */
export function isStream(mode: Mode): boolean {
  return mode === 'cfb' || mode === 'ctr' || mode === 'gcm';
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

/** AES in one mode and direction, block after block. */
export class BlockChain {
  readonly #mode: Mode;
  readonly #key: Uint8Array;
  readonly #isEncrypting: boolean;
  #vector: Uint8Array;

  constructor(mode: Mode, key: Uint8Array, vector: Uint8Array, isEncrypting: boolean) {
    this.#mode = mode;
    this.#key = key;
    this.#vector = vector;
    this.#isEncrypting = isEncrypting;
  }

  /** The next bytes, without going on. */
  look(bytes: Uint8Array): Buffer {
    if (bytes.length === 0) return Buffer.alloc(0);
    const coder = MODES[this.#mode](this.#key, this.#vector);
    // The package wants memory that begins with the bytes.
    const own = Uint8Array.from(bytes);
    return Buffer.from(this.#isEncrypting ? coder.encrypt(own) : coder.decrypt(own));
  }

  /** The next whole blocks. */
  run(blocks: Uint8Array): Buffer {
    const result = this.look(blocks);
    if (blocks.length === 0) return result;
    if (this.#mode === 'ctr') {
      this.#vector = counted(this.#vector, blocks.length / BLOCK_BYTES);
    } else if (this.#mode === 'gcm') {
      this.#vector = countedOfGcm(this.#vector, blocks.length / BLOCK_BYTES);
    } else if (this.#mode !== 'ecb') {
      this.#vector = Uint8Array.from((this.#isEncrypting ? result : blocks).slice(-BLOCK_BYTES));
    }
    return result;
  }
}
