import { crc32 } from 'node:zlib';

/** How the messages of a workload are given to the sockets. */
export type MessageForm = 'buffer' | 'text';

/** Length of an acknowledgement (how much has come) and of a checksum (CRC-32 of a run), in bytes. */
export const NUMBER_BYTES = 4;

/** Bytes that look random and are the same in every process: what lies where they belong is told apart from what does not. */
export function patternBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** Different messages of one size, made before the clock starts and used again and again in the same order. */
export class MessageRing {
  readonly #bytes: readonly Uint8Array[];
  readonly #messages: readonly (string | ArrayBuffer)[];

  /** @param size of one message, in bytes */
  constructor(size: number, count: number, form: MessageForm = 'buffer') {
    const pattern = patternBytes(size * count);
    // Printable ASCII, so that a text has as many bytes as characters.
    if (form === 'text') pattern.forEach((byte, index) => (pattern[index] = 0x20 + (byte % 0x5f)));
    this.#bytes = Array.from({ length: count }, (_, i) => pattern.slice(i * size, (i + 1) * size));
    this.#messages = this.#bytes.map((bytes) =>
      form === 'text' ? Buffer.from(bytes).toString('latin1') : (bytes.buffer as ArrayBuffer)
    );
  }

  /** The message that is sent as the index-th of a run. */
  at(index: number): string | ArrayBuffer {
    return this.#messages[index % this.#messages.length] as string | ArrayBuffer;
  }

  /** CRC-32 of the first so many messages, one behind the other. */
  checksum(messages: number): number {
    let checksum = 0;
    for (let i = 0; i < messages; i++) {
      checksum = crc32(this.#bytes[i % this.#bytes.length] as Uint8Array, checksum);
    }
    return checksum;
  }
}

/** What was received in one run. It is kept until the clock has stopped; only then is its checksum made. */
export class Receipts {
  #pieces: (ArrayBuffer | Uint8Array)[] = [];

  add(piece: ArrayBuffer | Uint8Array): void {
    this.#pieces.push(piece);
  }

  /** Ends a run: CRC-32 of all its pieces, one behind the other. */
  takeChecksum(): number {
    const checksum = this.#pieces.reduce(
      (sum: number, piece) => crc32(piece instanceof ArrayBuffer ? new Uint8Array(piece) : piece, sum),
      0
    );
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

/** The number at an offset of a message. */
export function readNumber(bytes: ArrayBuffer | Uint8Array, offset = 0): number {
  const whole = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  return new DataView(whole.buffer, whole.byteOffset).getUint32(offset);
}

/** Takes the bytes of a stream, cut anywhere, and gives each number in them. */
export function numberReader(onNumber: (number: number) => void): (bytes: ArrayBuffer | Uint8Array) => void {
  const number = new Uint8Array(NUMBER_BYTES);
  let length = 0;
  return (bytes) => {
    for (const byte of bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes) {
      number[length++] = byte;
      if (length < NUMBER_BYTES) continue;
      length = 0;
      onNumber(readNumber(number));
    }
  };
}
