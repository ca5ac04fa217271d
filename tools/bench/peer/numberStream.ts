import { NUMBER_BYTES, readNumber } from './services.ts';

/** Numbers that come as bytes of a stream, cut anywhere. */
export class NumberStream {
  readonly #onNumber: (number: number) => void;
  readonly #bytes = new Uint8Array(NUMBER_BYTES);
  #length = 0;

  constructor(onNumber: (number: number) => void) {
    this.#onNumber = onNumber;
  }

  feed(bytes: ArrayBuffer | Uint8Array): void {
    for (const byte of bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes) {
      this.#bytes[this.#length++] = byte;
      if (this.#length < NUMBER_BYTES) continue;
      this.#length = 0;
      this.#onNumber(readNumber(this.#bytes));
    }
  }
}
