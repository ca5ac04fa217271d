import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Message } from './contenders/contender.ts';

/** Different bytes that a ring holds, at the least. */
const RING_BYTES = 65_536;
const SMALLEST_RING = 8;

/** Messages of one size. */
export interface MessageRing {
  /** The message that is sent as the index-th of a run. */
  at(index: number): Message;
  /** CRC-32 of the first so many messages, one behind the other. */
  checksum(messages: number): number;
}

/**
 * Different messages, made before the clock starts and used again and again in the same order: bytes that look random and are
 * the same in every process, so what lies where it belongs is told apart from what does not.
 */
export function messageRing(size: number, isText = false): MessageRing {
  const length = Math.max(SMALLEST_RING, Math.ceil(RING_BYTES / size));
  const random = createHash('shake256', { outputLength: size * length }).digest();
  // Printable ASCII, so that a text has as many bytes as characters.
  const all = Uint8Array.from(random, (byte) => (isText ? 0x20 + (byte % 0x5f) : byte));
  const bytes = Array.from({ length }, (_, i) => all.slice(i * size, (i + 1) * size));
  const messages = isText
    ? bytes.map((each) => Buffer.from(each).toString('latin1'))
    : bytes.map((each) => each.buffer);
  return {
    at: (index) => messages[index % length] as Message,
    checksum: (count) => checksumOf(Array.from({ length: count }, (_, i) => bytes[i % length] as Uint8Array))
  };
}

/** CRC-32 of bytes that came in pieces. */
export function checksumOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((checksum, piece) => crc32(piece, checksum), 0);
}

/** @throws when the checksums differ */
export function verifyChecksum(received: number, expected: number): void {
  if (received === expected) return;
  const hex = (checksum: number): string => checksum.toString(16).padStart(8, '0');
  throw new Error(`received bytes have CRC-32 ${hex(received)}, sent were ${hex(expected)}`);
}
