const REPLACEMENT = 0xfffd;

/** The encoding standard's decoder of UTF-8; Buffer's gives other numbers of U+FFFD for what is broken. */
export class Utf8Decoder {
  readonly #isFatal: boolean;
  #codePoint = 0;
  /** Bytes of a character that have not come yet. */
  #needed = 0;
  /** What the next one of them has to lie between. */
  #lower = 0x80;
  #upper = 0xbf;

  constructor(isFatal: boolean) {
    this.#isFatal = isFatal;
  }

  /** @param isEnd whether what is not whole is broken @throws TypeError when fatal */
  decode(bytes: Uint8Array, isEnd: boolean): string {
    const codePoints: number[] = [];
    for (const byte of bytes) this.#take(byte, codePoints);
    if (isEnd && this.#needed > 0) this.#refuse(codePoints);
    // Not all at once: each is an argument.
    let text = '';
    for (let start = 0; start < codePoints.length; start += 4096) {
      text += String.fromCodePoint(...codePoints.slice(start, start + 4096));
    }
    return text;
  }

  #take(byte: number, codePoints: number[]): void {
    if (this.#needed === 0) {
      this.#begin(byte, codePoints);
    } else if (byte < this.#lower || byte > this.#upper) {
      this.#refuse(codePoints);
      this.#begin(byte, codePoints);
    } else {
      this.#lower = 0x80;
      this.#upper = 0xbf;
      this.#codePoint = (this.#codePoint << 6) | (byte & 0x3f);
      this.#needed -= 1;
      if (this.#needed === 0) codePoints.push(this.#codePoint);
    }
  }

  #begin(byte: number, codePoints: number[]): void {
    if (byte < 0x80) {
      codePoints.push(byte);
    } else if (byte >= 0xc2 && byte <= 0xf4) {
      this.#needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      this.#codePoint = byte & (0x3f >> this.#needed);
      // No longer forms than are needed, no halves of pairs, nothing beyond U+10FFFF.
      if (byte === 0xe0) this.#lower = 0xa0;
      if (byte === 0xed) this.#upper = 0x9f;
      if (byte === 0xf0) this.#lower = 0x90;
      if (byte === 0xf4) this.#upper = 0x8f;
    } else {
      this.#refuse(codePoints);
    }
  }

  #refuse(codePoints: number[]): void {
    this.#needed = 0;
    this.#lower = 0x80;
    this.#upper = 0xbf;
    if (this.#isFatal) throw new TypeError('The encoded data was not valid for encoding utf-8');
    codePoints.push(REPLACEMENT);
  }
}
