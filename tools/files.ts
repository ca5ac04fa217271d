import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/** Folders that the project's own scripts write, from its root. */
export const GENERATED_FOLDERS: readonly string[] = ['plugin/library', 'entry/src/ohosTest/ets'];

const BUILD_FOLDERS = new Set(['node_modules', 'oh_modules', 'build', 'dist']);

/**
 * The files below `folder` that `accepts` takes, sorted. Build output, installed packages and folders with a leading
 * dot are left out.
 *
 * @returns absolute paths if `folder` is absolute; an empty list when there is no such folder
 */
export function listFiles(folder: string, accepts: (file: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isFile()) return accepts(file) ? [file] : [];
    const skipped = BUILD_FOLDERS.has(entry.name) || entry.name.startsWith('.') || !entry.isDirectory();
    return skipped ? [] : listFiles(file, accepts);
  });
}

/** The files of the project at `root` that people write and `accepts` takes. */
export function sourceFiles(root: string, accepts: (file: string) => boolean): string[] {
  const generated = GENERATED_FOLDERS.map((folder) => path.join(root, folder, path.sep));
  return listFiles(root, (file) => accepts(file) && !generated.some((folder) => file.startsWith(folder)));
}

/** @param folder from the root, for Windows: there it becomes a junction, which needs no rights */
export function linkFolder(folder: string, link: string): void {
  symlinkSync(folder, link, 'junction');
}
