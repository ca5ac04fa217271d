/** The bytes of all pieces in a buffer of their own: what the library sends as one datagram. */
export function wholeMessage(pieces: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let position = 0;
  for (const piece of pieces) {
    whole.set(piece, position);
    position += piece.length;
  }
  return whole.buffer;
}
