import path from 'node:path';
import typeScript from 'typescript';
import type ts from 'typescript';

/**
 * A program of texts that are in no file; what they import is.
 *
 * @param compiler another version of TypeScript than the project's
 */
export function inMemoryProgram(
  texts: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
  compiler: typeof ts = typeScript
): ts.Program {
  const folders = new Set([...texts.keys()].map((file) => path.dirname(file)));
  const host = compiler.createCompilerHost(options);
  const readSourceFile = host.getSourceFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const directoryExists = host.directoryExists?.bind(host);
  host.directoryExists = (folder) => folders.has(folder) || directoryExists?.(folder) === true;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.getSourceFile = (file, target) => {
    const text = texts.get(file);
    return text === undefined ? readSourceFile(file, target) : compiler.createSourceFile(file, text, target);
  };
  return compiler.createProgram([...texts.keys()], options, host);
}
