import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { declareModule } from './compileModules.mts';
import type { FolderFiles } from './folderFiles.mts';

/**
 * Declares what `Index.ets` exports, and nothing else: files that the exports do not lead to stay out. ArkTS without UI is
 * TypeScript, and says every type, so each file is declared for itself.
 *
 * @param library folder with `Index.ets`
 * @throws if an exported declaration leads to a system module, which an app's TypeScript does not know
 */
export function declareLibrary(library: string): FolderFiles {
  const declarations: FolderFiles = new Map();
  const reached = new Set(['Index']);
  for (const module of reached) {
    const file = path.join(library, `${module}.ets`);
    if (!existsSync(file)) throw new Error(`${file} is imported but does not exist`);
    const text = declareModule(file.replace(/\.ets$/, '.ts'), readFileSync(file, 'utf8'));
    declarations.set(`${module}.d.ts`, text);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (!fileName.startsWith('.')) throw new Error(`the public API leads to ${fileName}, in ${file}`);
      reached.add(path.posix.join(path.posix.dirname(module), fileName));
    }
  }
  return declarations;
}
