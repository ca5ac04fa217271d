import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Each file below the folder with its text. */
export function folderSnapshot(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names
      .filter((name) => statSync(path.join(folder, name)).isFile())
      .map((name) => [name, readFileSync(path.join(folder, name), 'latin1')])
  );
}
