import { crc32 } from 'node:zlib';

/** What was received in one run. It is kept until the clock has stopped; only then is its checksum made. */
export class Receipts {
  #pieces: (ArrayBuffer | Uint8Array)[] = [];

  add(piece: ArrayBuffer | Uint8Array): void {
    this.#pieces.push(piece);
  }

  /** Ends a run: CRC-32 of all its pieces, one behind the other. */
  takeChecksum(): number {
    const pieces = this.#pieces;
    this.#pieces = [];
    let checksum = 0;
    for (const piece of pieces) {
      checksum = crc32(piece instanceof ArrayBuffer ? new Uint8Array(piece) : piece, checksum);
    }
    return checksum;
  }
}

/** @throws when the checksums differ */
export function verifyChecksum(received: number, expected: number, what: string): void {
  if (received === expected) return;
  const hex = (checksum: number): string => checksum.toString(16).padStart(8, '0');
  throw new Error(`${what}: received bytes have CRC-32 ${hex(received)}, sent were ${hex(expected)}`);
}
