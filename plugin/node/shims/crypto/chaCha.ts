import { poly1305 } from '@noble/ciphers/_poly1305';
import { chacha20 } from '@noble/ciphers/chacha';
import { u64Lengths } from '@noble/ciphers/utils';
import { Buffer } from 'buffer';
import { filled, type TaggedMode } from './gcm.ts';

const COUNTER_BYTES = 4;
/** The key of a tag is what the block before the message's first encrypts. */
const TAG_KEY_BYTES = 32;

/** ChaCha20-Poly1305 of RFC 8439. The package's own wants the whole message at once. */
export const chaCha: TaggedMode | undefined = {
  blockBytes: 64,
  first: (_key, iv) => Buffer.concat([Buffer.from([1, 0, 0, 0]), iv]),
  counted: (counter, blocks) => {
    const next = Buffer.from(counter);
    next.writeUInt32LE((next.readUInt32LE() + blocks) % 2 ** 32);
    return next;
  },
  crypted: (key, counter, bytes) => {
    const number = Buffer.from(counter).readUInt32LE();
    return chacha20(Uint8Array.from(key), counter.slice(COUNTER_BYTES), bytes, undefined, number);
  },
  tagOf: (key, iv, data, secret) => {
    const tagKey = chacha20(Uint8Array.from(key), Uint8Array.from(iv), new Uint8Array(TAG_KEY_BYTES));
    const message = [filled(data), filled(secret), u64Lengths(secret.length, data.length, true)];
    return Buffer.from(poly1305(Uint8Array.from(Buffer.concat(message)), tagKey));
  }
};
