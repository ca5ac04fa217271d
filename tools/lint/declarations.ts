import path from 'node:path';
import ts from 'ohos-typescript';
import { arkTsOptions } from '../arkts/options.ts';
import { virtualHost, virtualPath } from '../arkts/virtualHost.ts';
import { listFiles } from '../files.ts';
import { toFinding } from './arkTs.ts';
import type { Check } from './finding.ts';

/** The compiler takes `@ohos.net.socket` for a native library, because the name contains `.so`. */
const NATIVE_LIBRARY_IMPORT = 28014;

/**
 * The ambient declarations themselves. The check of the ArkTS code does not see their errors: an unknown type in a
 * declaration just becomes `any` there.
 */
export const checkDeclarations: Check = (root) => {
  const folder = path.join(root, 'test/declarations');
  const files = listFiles(folder, (file) => /\.d\.ts$/.test(file));
  if (files.length === 0) return [{ file: folder, line: 1, message: 'there is no declaration to check' }];
  const options: ts.CompilerOptions = { ...arkTsOptions, skipLibCheck: false, skipDefaultLibCheck: true };
  options.needDoArkTsLinter = false;
  const rootNames = files.map((file) => virtualPath(file, root));
  const program = ts.createProgram({ rootNames, options, host: virtualHost(options, root) });
  return program
    .getSourceFiles()
    .filter(({ fileName }) => rootNames.includes(fileName))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .filter(({ code }) => code !== NATIVE_LIBRARY_IMPORT)
    .map((diagnostic) => toFinding(diagnostic, root));
};
