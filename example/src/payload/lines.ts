const LINE_FEED = 0x0a;

/**
 * Cuts a TCP byte stream into lines. TCP keeps the order of bytes but not the borders of writes: one line may
 * come in several pieces, several lines in one. Works on bytes, so a character that was split comes out whole.
 */
export class LineJoiner {
  private rest: number[] = [];

  /** Takes the next piece of the stream; returns the lines that it completed, without their line feeds. */
  push(piece: Uint8Array): Uint8Array[] {
    const lines: Uint8Array[] = [];
    piece.forEach((byte) => {
      if (byte === LINE_FEED) {
        lines.push(Uint8Array.from(this.rest));
        this.rest = [];
      } else {
        this.rest.push(byte);
      }
    });
    return lines;
  }
}
