import path from 'node:path';
import ts from 'typescript';
import type { FolderFiles } from './folderFiles.mts';

/**
 * Compiles `src` as tsconfig.build.json says. The compiler's API is used because another package of the workspace
 * brings a `tsc` command of its own.
 *
 * @returns what belongs into `dist`
 * @throws with the compiler's text if there is any error
 */
export function compilePlugin(packageFolder: string): FolderFiles {
  const { options, fileNames } = readConfig(path.join(packageFolder, 'tsconfig.build.json'));
  const program = ts.createProgram(fileNames, options);
  const files: FolderFiles = new Map();
  const { diagnostics } = program.emit(undefined, (name, text) => {
    files.set(path.relative(path.join(packageFolder, 'dist'), name), text);
  });
  reportErrors([...ts.getPreEmitDiagnostics(program), ...diagnostics]);
  return files;
}

function readConfig(file: string): ts.ParsedCommandLine {
  const config = ts.getParsedCommandLineOfConfigFile(file, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => reportErrors([diagnostic])
  });
  if (config === undefined) throw new Error(`${file} cannot be read`);
  reportErrors(config.errors);
  return config;
}

function reportErrors(diagnostics: readonly ts.Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  const host: ts.FormatDiagnosticsHost = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => '\n'
  };
  throw new Error(`TypeScript found errors:\n${ts.formatDiagnostics(diagnostics, host)}`);
}
