import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Files by their names below a folder, with `/` between the parts: texts, and native libraries as they are. */
export type FolderFiles = Map<string, string | Buffer>;

/** Reads a folder. */
export function readFolder(folder: string): FolderFiles {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
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
