/** A file that is not what it should be. */
export class FormatError extends Error {}

/** A little-endian number of 2, 4 or 8 bytes. */
export function numberAt(bytes: Buffer, offset: number, size: 2 | 4 | 8): number {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset + size > bytes.length) {
    throw new FormatError('ends before what its headers announce');
  }
  // Larger numbers than a double holds exactly are no offsets, sizes or flags of a real file.
  return size === 8 ? Number(bytes.readBigUInt64LE(offset)) : bytes.readUIntLE(offset, size);
}

/** The text from `offset` up to the next zero. */
export function cString(bytes: Buffer, offset: number): string {
  const end = bytes.indexOf(0, offset);
  if (offset >= bytes.length || end < 0) throw new FormatError('ends before what its headers announce');
  return bytes.toString('utf8', offset, end);
}
