/** The bytes of all pieces in a buffer of their own: what the library sends as one datagram. */
export class WholeMessage {
  #bytes = new Uint8Array(0);
  #buffer = this.#bytes.buffer;

  /** @returns a buffer that holds them until the next call: the library sends what it holds at the time of its call */
  of(pieces: readonly Uint8Array[]): ArrayBuffer {
    let size = 0;
    for (const piece of pieces) size += piece.length;
    // Memory for each datagram costs more than what is done with it (measured); most are as long as the one before.
    if (size !== this.#bytes.length) {
      this.#buffer = new ArrayBuffer(size);
      this.#bytes = new Uint8Array(this.#buffer);
    }
    let position = 0;
    for (const piece of pieces) {
      this.#bytes.set(piece, position);
      position += piece.length;
    }
    return this.#buffer;
  }
}
