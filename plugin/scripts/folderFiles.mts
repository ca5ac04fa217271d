import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../src/filesBelow.ts';
import { withSlashes } from '../src/outputPath.ts';

/** Files by their names below a folder, with `/` between the parts: texts, and native libraries as they are. */
export type FolderFiles = Map<string, string | Buffer>;

/** Reads a folder. */
export function readFolder(folder: string): FolderFiles {
  const names = filesBelow(folder).map((file) => withSlashes(path.relative(folder, file)));
  return new Map(names.sort().map((name) => [name, readOne(path.join(folder, name))]));
}

function readOne(file: string): string | Buffer {
  return file.endsWith('.so') ? readFileSync(file) : readFileSync(file, 'utf8');
}

/** Makes the folder hold these files and no others. */
export function replaceFolder(folder: string, files: FolderFiles): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
