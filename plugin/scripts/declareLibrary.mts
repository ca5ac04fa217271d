import path from 'node:path';
import ts from 'typescript';
import type { FolderFiles } from './folderFiles.mts';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  declaration: true,
  emitDeclarationOnly: true,
  lib: ['lib.es2022.d.ts'],
  skipLibCheck: true,
  types: []
};

/**
 * Declares what `Index.ets` exports, and nothing else: files that the exports do not lead to stay out.
 *
 * @param library folder with `Index.ets`
 * @throws if an exported declaration leads to a system module, which an app's TypeScript does not know
 */
export function declareLibrary(library: string): FolderFiles {
  const declarations = emitDeclarations(path.join(library, 'Index.ets'));
  const reached = new Set([path.join(library, 'Index.d.ts')]);
  for (const file of reached) {
    for (const { fileName } of ts.preProcessFile(declarationText(declarations, file)).importedFiles) {
      if (!fileName.startsWith('.')) throw new Error(`the public API leads to ${fileName}, in ${file}`);
      reached.add(`${path.resolve(path.dirname(file), fileName)}.d.ts`);
    }
  }
  return new Map(
    [...reached].map((file) => [path.relative(library, file), declarationText(declarations, file)])
  );
}

function declarationText(declarations: Map<string, string>, file: string): string {
  const text = declarations.get(file);
  if (text === undefined) throw new Error(`${file} is imported but was not emitted`);
  return text;
}

/** ArkTS without UI is TypeScript, so the compiler reads each `.ets` file under a `.ts` name. */
function emitDeclarations(entry: string): Map<string, string> {
  const host = ts.createCompilerHost(OPTIONS);
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  const arkTS = (name: string): string => name.replace(/\.ts$/, '.ets');
  host.fileExists = (name) => fileExists(name) || (name.endsWith('.ts') && fileExists(arkTS(name)));
  host.readFile = (name) => (fileExists(name) ? readFile(name) : readFile(arkTS(name)));
  host.getSourceFile = (name, languageVersion) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, languageVersion, true);
  };
  const declarations = new Map<string, string>();
  host.writeFile = (name, text) => declarations.set(path.resolve(name), text);
  ts.createProgram([entry.replace(/\.ets$/, '.ts')], OPTIONS, host).emit();
  return declarations;
}
