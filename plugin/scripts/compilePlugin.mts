import path from 'node:path';
import { rmSync } from 'node:fs';
import ts from 'typescript';
import { reportErrors } from './diagnostics.mts';

/**
 * Compiles `src` to `dist` as the package's tsconfig.json says. The API is used because another package of the
 * workspace brings its own `tsc` command.
 */
export function compilePlugin(packageFolder: string): void {
  const configFile = path.join(packageFolder, 'tsconfig.json');
  const { config, error } = ts.readConfigFile(configFile, ts.sys.readFile);
  if (error) reportErrors([error]);
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, packageFolder);
  reportErrors(errors);
  rmSync(path.join(packageFolder, 'dist'), { recursive: true, force: true });
  const program = ts.createProgram(fileNames, options);
  const { diagnostics } = program.emit();
  reportErrors([...ts.getPreEmitDiagnostics(program), ...diagnostics]);
}
