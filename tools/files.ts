import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const SKIPPED_FOLDERS = new Set(['node_modules', 'oh_modules', 'build', 'dist', '.git', '.hvigor']);

/**
 * The files below `folder` whose names `accepts` takes, sorted; build output and installed packages are left out.
 *
 * @returns absolute paths if `folder` is absolute; an empty list when there is no such folder
 */
export function listFiles(folder: string, accepts: (file: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : listFiles(file, accepts);
    return accepts(file) ? [file] : [];
  });
}
