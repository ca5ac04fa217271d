import { crc32 } from 'node:zlib';
import type { Bytes, Message } from './contenders/contender.ts';

/** How the messages of a workload are given to the sockets. */
export type MessageForm = 'buffer' | 'text';

/** Different bytes that a ring holds, at the least. */
const RING_BYTES = 65536;
const SMALLEST_RING = 8;
const NUMBER_BYTES = 4;
/** Length of an acknowledgement: how much has come, and the CRC-32 of the run, 0 while it is not known. */
export const PAIR_BYTES = 2 * NUMBER_BYTES;

/** Bytes that look random and are the same in every process: what lies where they belong is told apart from what does not. */
export function patternBytes(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
}

/** Different messages of one size, made before the clock starts and used again and again in the same order. */
export class MessageRing {
  readonly #bytes: readonly Uint8Array[];
  readonly #messages: readonly Message[];

  /** @param size of one message, in bytes */
  constructor(
    size: number,
    form: MessageForm = 'buffer',
    count: number = Math.max(SMALLEST_RING, Math.ceil(RING_BYTES / size))
  ) {
    const pattern = patternBytes(size * count);
    // Printable ASCII, so that a text has as many bytes as characters.
    const all = form === 'text' ? pattern.map((byte) => 0x20 + (byte % 0x5f)) : pattern;
    this.#bytes = Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
    this.#messages = this.#bytes.map((bytes) =>
      form === 'text' ? Buffer.from(bytes).toString('latin1') : (bytes.buffer as ArrayBuffer)
    );
  }

  /** The message that is sent as the index-th of a run. */
  at(index: number): Message {
    return this.#messages[index % this.#messages.length] as Message;
  }

  /** The bytes of the same. */
  bytesAt(index: number): Uint8Array {
    return this.#bytes[index % this.#bytes.length] as Uint8Array;
  }

  /** CRC-32 of the first so many messages, one behind the other. */
  checksum(messages: number): number {
    let checksum = 0;
    for (let i = 0; i < messages; i++) checksum = crc32(this.bytesAt(i), checksum);
    return checksum;
  }
}

/** What was received in one run. It is kept until the clock has stopped; only then is its checksum made. */
export class Receipts {
  #pieces: Bytes[] = [];

  add(piece: Bytes): void {
    this.#pieces.push(piece);
  }

  /** Ends a run: CRC-32 of all its pieces, one behind the other. */
  takeChecksum(): number {
    const checksum = this.#pieces.reduce((sum: number, piece) => crc32(viewOf(piece), sum), 0);
    this.#pieces = [];
    return checksum;
  }
}

/** @throws when the checksums differ */
export function verifyChecksum(received: number, expected: number, what: string): void {
  if (received === expected) return;
  const hex = (checksum: number): string => checksum.toString(16).padStart(8, '0');
  throw new Error(`${what}: received bytes have CRC-32 ${hex(received)}, sent were ${hex(expected)}`);
}

/** A message that holds numbers. */
export function writeNumbers(...numbers: readonly number[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(NUMBER_BYTES * numbers.length));
  numbers.forEach((number, index) => view.setUint32(NUMBER_BYTES * index, number));
  return view.buffer;
}

/** Takes bytes, cut anywhere, and gives each pair of numbers in them. */
export function pairReader(onPair: (first: number, second: number) => void): (bytes: Bytes) => void {
  const pair = Buffer.alloc(PAIR_BYTES);
  let length = 0;
  return (bytes) => {
    for (const byte of viewOf(bytes)) {
      pair[length++] = byte;
      if (length < PAIR_BYTES) continue;
      length = 0;
      onPair(pair.readUInt32BE(0), pair.readUInt32BE(NUMBER_BYTES));
    }
  };
}

function viewOf(bytes: Bytes): Uint8Array {
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
}
