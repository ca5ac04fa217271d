import path from 'node:path';
import ts from 'typescript';
import { type FolderFiles, readFolder } from './folderFiles.mts';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true
};

/**
 * Compiles the modules that become a part of apps, each for itself: `npm run lint` checks their types.
 *
 * @returns what belongs into `dist/node`
 */
export function compileAppModules(folder: string): FolderFiles {
  const files: FolderFiles = new Map();
  for (const [name, text] of readFolder(folder)) {
    if (name.endsWith('.d.ts')) continue;
    const isModule = name.endsWith('.ts');
    files.set(isModule ? name.replace(/\.ts$/, '.js') : name, isModule ? compile(name, String(text)) : text);
  }
  return files;
}

function compile(name: string, text: string): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    compilerOptions: OPTIONS,
    fileName: path.posix.join('plugin/node', name),
    reportDiagnostics: true
  });
  const [error] = diagnostics;
  if (error !== undefined) {
    throw new Error(`plugin/node/${name}: ${ts.flattenDiagnosticMessageText(error.messageText, '\n')}`);
  }
  return outputText;
}
