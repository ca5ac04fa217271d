import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Message } from './contenders/contender.ts';

/** Different bytes that a ring holds, at the least. */
const RING_BYTES = 65_536;
const SMALLEST_RING = 8;

/**
 * Different messages of one size, made before the clock starts and used again and again in the same order: bytes that look
 * random and are the same in every process, so what lies where it belongs is told apart from what does not.
 */
export class MessageRing {
  readonly #bytes: readonly Uint8Array[];
  readonly #messages: readonly Message[];

  /** @param size of one message, in bytes */
  constructor(size: number, isText = false) {
    const count = Math.max(SMALLEST_RING, Math.ceil(RING_BYTES / size));
    const random = createHash('shake256', { outputLength: size * count }).digest();
    // Printable ASCII, so that a text has as many bytes as characters.
    const all = Uint8Array.from(random, (byte) => (isText ? 0x20 + (byte % 0x5f) : byte));
    this.#bytes = Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
    this.#messages = this.#bytes.map((bytes) =>
      isText ? Buffer.from(bytes).toString('latin1') : (bytes.buffer as ArrayBuffer)
    );
  }

  /** The message that is sent as the index-th of a run. */
  at(index: number): Message {
    return this.#messages[index % this.#messages.length] as Message;
  }

  /** CRC-32 of the first so many messages, one behind the other. */
  checksum(messages: number): number {
    let checksum = 0;
    for (let i = 0; i < messages; i++)
      checksum = crc32(this.#bytes[i % this.#bytes.length] as Uint8Array, checksum);
    return checksum;
  }
}

/** @throws when the checksums differ */
export function verifyChecksum(received: number, expected: number): void {
  if (received === expected) return;
  const hex = (checksum: number): string => checksum.toString(16).padStart(8, '0');
  throw new Error(`received bytes have CRC-32 ${hex(received)}, sent were ${hex(expected)}`);
}
