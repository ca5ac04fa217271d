import { crc32 } from 'node:zlib';

/** How the messages of a workload are given to the sockets. */
export type MessageForm = 'buffer' | 'text';

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
  readonly size: number;
  readonly #bytes: readonly Uint8Array[];
  readonly #messages: readonly (string | ArrayBuffer)[];

  /** @param size of one message, in bytes */
  constructor(size: number, count: number, form: MessageForm = 'buffer') {
    this.size = size;
    const pattern = patternBytes(size * count);
    const buffers = Array.from({ length: count }, (_, index) =>
      pattern.slice(index * size, (index + 1) * size)
    );
    if (form === 'text') for (const bytes of buffers) asText(bytes);
    this.#bytes = buffers;
    this.#messages = buffers.map((bytes) =>
      form === 'text' ? Buffer.from(bytes).toString('latin1') : bytes.buffer
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

/** Printable ASCII, so that a text has as many bytes as characters. */
function asText(bytes: Uint8Array): void {
  bytes.forEach((byte, index) => {
    bytes[index] = 0x20 + (byte % 0x5f);
  });
}
