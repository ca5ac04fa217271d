import path from 'node:path';
import { listFiles } from '../files.ts';

const isArkTs = (file: string): boolean => file.endsWith('.ets');

/** The folders that hold ArkTS code, from the project's root. */
export const ARKTS_FOLDERS: readonly string[] = ['library', 'entry/src/main', 'test/specs'];

/** The ArkTS files of the HAR. */
export function libraryFiles(root: string): string[] {
  return listFiles(path.join(root, 'library'), isArkTs);
}

/** All ArkTS files of the project. */
export function arkTsFiles(root: string): string[] {
  return ARKTS_FOLDERS.flatMap((folder) => listFiles(path.join(root, folder), isArkTs));
}

/** The ambient declarations that every ArkTS file is checked with: not those of a module, whose name begins with `@`. */
export function globalDeclarations(root: string): string[] {
  return listFiles(
    path.join(root, 'test/declarations'),
    (file) => file.endsWith('.d.ts') && !file.includes('/declarations/@')
  );
}
