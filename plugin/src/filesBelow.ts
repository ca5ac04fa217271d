import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** All files below a folder, with the folder in front. Node before 20.12 does not tell in which folder an entry lies. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}
