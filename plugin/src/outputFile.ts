import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file of the build's output unless it is there already: DevEco compiles again what has a new date.
 *
 * @returns whether it was not there, or another one
 */
export function writeFile(file: string, content: string | Buffer): boolean {
  const bytes = Buffer.from(content);
  if (readIfPresent(file)?.equals(bytes) === true) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return true;
}

/** The content of a file, or `undefined` if there is no such file. Any other trouble is thrown. */
export function readIfPresent(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
