import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../../plugin/src/filesBelow.ts';
import { withSlashes } from '../../plugin/src/outputPath.ts';

/** Each file below the folder, its name with slashes, with its text. */
export function folderSnapshot(folder: string): Map<string, string> {
  const files = filesBelow(folder).sort();
  return new Map(
    files.map((file) => [withSlashes(path.relative(folder, file)), readFileSync(file, 'latin1')])
  );
}
