import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Rollup } from 'vite' with { 'resolution-mode': 'import' };

/**
 * Writes a file of the build's output unless it is there already: DevEco compiles again what has a new date.
 *
 * @returns whether it was not there, or another one
 */
export function writeFile(file: string, content: string | Buffer): boolean {
  if (isWritten(file, content)) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return true;
}

/** Leaves out of a bundle what is in the output already, as {@link writeFile} does. */
export function leaveOutWritten(bundle: Rollup.OutputBundle, outputRoot: string): void {
  for (const [name, output] of Object.entries(bundle)) {
    const content = output.type === 'chunk' ? output.code : output.source;
    if (isWritten(path.join(outputRoot, name), content)) delete bundle[name];
  }
}

function isWritten(file: string, content: string | Uint8Array): boolean {
  return readIfPresent(file)?.equals(Buffer.from(content)) === true;
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
