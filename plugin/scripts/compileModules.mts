import path from 'node:path';
import ts from 'typescript';
import { type FolderFiles, readFolder } from './folderFiles.mts';

const DECLARATIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  strict: true,
  declaration: true,
  isolatedDeclarations: true
};

/**
 * Compiles a folder's modules, each for itself, which takes a quarter of the time of a program of all: `npm run lint` checks
 * their types.
 *
 * @param options with `declaration` the modules are declared, too
 * @returns what comes of them, and the folder's other files
 * @throws with the compiler's text if a module cannot be compiled so
 */
export function compileModules(folder: string, options: ts.CompilerOptions): FolderFiles {
  const files: FolderFiles = new Map();
  for (const [name, content] of readFolder(folder)) {
    if (name.endsWith('.d.ts')) continue;
    const [, stem] = /^(.*)\.ts$/.exec(name) ?? [];
    if (stem === undefined) {
      files.set(name, content);
      continue;
    }
    const file = path.join(folder, name);
    const text = String(content);
    files.set(`${stem}.js`, transpile(ts.transpileModule, file, text, options));
    if (options.declaration === true) files.set(`${stem}.d.ts`, declareModule(file, text));
  }
  return files;
}

/** Declares a module that says the types of all that it exports. @throws with the compiler's text if it does not */
export function declareModule(file: string, text: string): string {
  return transpile(ts.transpileDeclaration, file, text, DECLARATIONS);
}

function transpile(
  how: typeof ts.transpileModule,
  fileName: string,
  text: string,
  compilerOptions: ts.CompilerOptions
): string {
  const { outputText, diagnostics = [] } = how(text, { compilerOptions, fileName, reportDiagnostics: true });
  const [error] = diagnostics;
  if (error === undefined) return outputText;
  const line = text.slice(0, error.start).split('\n').length;
  throw new Error(`${fileName}:${line}: ${ts.flattenDiagnosticMessageText(error.messageText, '\n')}`);
}
