/** What was read while the JS thread was blocked: it comes after that, and before what libuv reads later. */
export class ReadAhead {
  readonly #deliver: (bytes: Uint8Array) => void;
  #chunks: Uint8Array[] = [];

  constructor(deliver: (bytes: Uint8Array) => void) {
    this.#deliver = deliver;
  }

  add(bytes: Uint8Array): void {
    if (this.#chunks.length === 0) setImmediate(() => this.flush());
    this.#chunks.push(bytes);
  }

  /** Delivers what there is now. */
  flush(): void {
    const chunks = this.#chunks;
    this.#chunks = [];
    chunks.forEach((bytes) => this.#deliver(bytes));
  }
}
