import ts from 'ohos-typescript';
import { arkTsOptions } from '../arkts/options.ts';
import { arkTsFiles, globalDeclarations, libraryFiles } from '../arkts/sources.ts';
import { realPath, virtualHost, virtualPath } from '../arkts/virtualHost.ts';
import type { Check, Finding } from './finding.ts';
import { lowestApiLevel } from './lowestApiLevel.ts';

/**
 * The front end of the SDK: the type checker, and the ArkTS linter of the standard mode. Its warnings count as
 * findings too.
 */
export const checkArkTs: Check = (root) => {
  if (libraryFiles(root).length === 0) {
    return [{ file: 'library', line: 1, message: 'there is no .ets file to check' }];
  }
  const files = arkTsFiles(root).map((file) => virtualPath(file, root));
  const rootNames = [...globalDeclarations(root).map((file) => virtualPath(file, root)), ...files];
  return arkTsDiagnostics(rootNames, root)
    .map((diagnostic) => toFinding(diagnostic, root))
    .filter(uniquely());
};

function arkTsDiagnostics(rootNames: string[], root: string): ts.Diagnostic[] {
  const options: ts.CompilerOptions = {
    ...arkTsOptions,
    noEmit: true,
    compatibleSdkVersion: lowestApiLevel(root),
    compatibleSdkVersionStage: 'release'
  };
  const host = virtualHost(options, root);
  const program = ts.createIncrementalProgramForArkTs({ rootNames, options, host });
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
    ...ts.ArkTSLinter_1_1.runArkTSLinter(program, undefined, undefined, 'ArkTS_1_1')
  ];
}

export function toFinding({ file, start, messageText, code }: ts.Diagnostic, root: string): Finding {
  const message = `${ts.flattenDiagnosticMessageText(messageText, ' ')} (ArkTS ${code})`;
  if (file === undefined) return { file: '.', line: 1, message };
  const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
  return { file: realPath(file.fileName, root), line: line + 1, message };
}

/** The type checker and the linter's strict checks find the same error twice. */
function uniquely(): (finding: Finding) => boolean {
  const seen = new Set<string>();
  return (finding) => {
    const key = JSON.stringify(finding);
    return seen.size < seen.add(key).size;
  };
}
