/** Bytes that tell where in a stream they stand: any loss, repetition or exchange shows. */
export function streamBytes(from: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => Math.imul(from + i, 2654435761) >>> 24);
}
