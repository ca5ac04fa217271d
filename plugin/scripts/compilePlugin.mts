import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * Compiles `src` to `dist` as tsconfig.build.json says. The compiler's API is used because another package of the
 * workspace brings a `tsc` command of its own.
 *
 * @throws with the compiler's text if there is any error; then `dist` is left alone
 */
export function compilePlugin(packageFolder: string): void {
  const { options, fileNames } = readConfig(path.join(packageFolder, 'tsconfig.build.json'));
  const program = ts.createProgram(fileNames, options);
  const outputs = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (name, text) => outputs.set(name, text));
  reportErrors([...ts.getPreEmitDiagnostics(program), ...diagnostics]);
  rmSync(path.join(packageFolder, 'dist'), { recursive: true, force: true });
  for (const [name, text] of outputs) {
    mkdirSync(path.dirname(name), { recursive: true });
    writeFileSync(name, text);
  }
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
