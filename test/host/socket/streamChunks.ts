/** The largest message of a fresh connection, in bytes. */
const FIRST_CHUNK = 65536;
/** The largest message once the kernel's receive window has grown past 256 KiB, in bytes. */
export const LATER_CHUNK = 8192;
/** The window has grown when about this many bytes have come. */
const GROWN_AFTER = 262144;

/** Cuts what arrived into the pieces that a native receive thread reads (docs/native-module.md, section 7). */
export class StreamChunks {
  #received = 0;

  *split(bytes: Uint8Array): Generator<Uint8Array> {
    let start = 0;
    while (start < bytes.length) {
      const size = this.#received < GROWN_AFTER ? FIRST_CHUNK : LATER_CHUNK;
      const piece = bytes.subarray(start, start + size);
      start += piece.length;
      this.#received += piece.length;
      yield piece;
    }
  }
}
