import ts from 'ohos-typescript';
import { resolveArkTsImport } from '../../../tools/arkts/modules.ts';
import { arkTsOptions } from '../../../tools/arkts/options.ts';
import { resolvedModule } from '../../../tools/arkts/resolvedModule.ts';

const options: ts.CompilerOptions = { ...arkTsOptions, inlineSourceMap: true, inlineSources: true };

const host = ts.createCompilerHost(options, true);
const sourceFiles = new Map<string, ts.SourceFile | undefined>();
const readSourceFile = host.getSourceFile.bind(host);
host.getSourceFile = (fileName, ...rest) => {
  if (!sourceFiles.has(fileName)) sourceFiles.set(fileName, readSourceFile(fileName, ...rest));
  return sourceFiles.get(fileName);
};
host.resolveModuleNames = (specifiers, importer) =>
  specifiers.map((specifier) => resolvedModule(resolveArkTsImport(specifier, importer)));

let program: ts.Program | undefined;

/**
 * Compiles one `.ets` file to an ES module with an inline source map. The file is emitted from a program that holds
 * all that it imports: only then are re-exported types left out.
 *
 * @throws SyntaxError with `file:line:column` and the compiler's text
 */
export function emitModule(file: string): string {
  const whole = programWith(file);
  const sourceFile = whole.getSourceFile(file);
  if (sourceFile === undefined) throw new Error(`${file}: no such file`);
  const diagnostics = whole.getSyntacticDiagnostics(sourceFile);
  if (diagnostics.length > 0) throw new SyntaxError(ts.formatDiagnostics(diagnostics, host));
  let output: string | undefined;
  whole.emit(sourceFile, (_name, text) => {
    output = text;
  });
  if (output === undefined) throw new Error(`${file}: the compiler emitted nothing`);
  return output;
}

/** Another entry file makes the program grow; what was parsed before is used again. */
function programWith(file: string): ts.Program {
  if (program?.getSourceFile(file) === undefined) {
    const roots = [...(program?.getRootFileNames() ?? []), file];
    program = ts.createProgram(roots, options, host, program);
  }
  return program;
}
