import path from 'node:path';
import { compilePlugin } from './compilePlugin.mts';
import { declareLibrary } from './declareLibrary.mts';
import { type FolderFiles, readFolder } from './folderFiles.mts';

const PACKAGE = path.resolve(import.meta.dirname, '..');
const LIBRARY = path.resolve(PACKAGE, '../library');

/** Everything in the package that is made from sources: each folder with its files. */
export function packageFiles(): Map<string, FolderFiles> {
  return new Map([
    [path.join(PACKAGE, 'dist'), new Map([...compilePlugin(PACKAGE), ...libraryDeclarations()])],
    [path.join(PACKAGE, 'library'), deliveredFiles()]
  ]);
}

/** `types/index.d.ts` leads here. */
function libraryDeclarations(): FolderFiles {
  return new Map([...declareLibrary(LIBRARY)].map(([name, text]) => [`library/${name}`, text]));
}

/** What a Taro build delivers of the library: its ArkTS sources. */
function deliveredFiles(): FolderFiles {
  const isDelivered = (name: string): boolean =>
    name === 'Index.ets' || /^src\/main\/ets\/.*\.ets$/.test(name);
  return new Map([...readFolder(LIBRARY)].filter(([name]) => isDelivered(name)));
}
