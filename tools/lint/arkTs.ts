import ts from 'ohos-typescript';
import path from 'node:path';
import { arkTsOptions } from '../arkts/options.ts';
import { sdkHost } from '../arkts/sdkHost.ts';
import { arkTsFiles, globalDeclarations, libraryFiles } from '../arkts/sources.ts';
import { realPath, virtualPath } from '../arkts/virtualHost.ts';
import type { Check, Finding } from './finding.ts';
import { lowestApiLevel } from './lowestApiLevel.ts';

const SPECS = 'test/specs';
const MAY_THROW = 28040;

/**
 * The front end of the SDK, with the SDK's declarations of the system: the type checker, and the ArkTS linter of the standard mode.
 * Its warnings count as findings too.
 */
export const checkArkTs: Check = (root) => {
  if (libraryFiles(root).length === 0) {
    return [{ file: 'library', line: 1, message: 'there is no .ets file to check' }];
  }
  const files = arkTsFiles(root).map((file) => virtualPath(file, root));
  const rootNames = [...globalDeclarations(root).map((file) => virtualPath(file, root)), ...files];
  return arkTsDiagnostics(rootNames, root)
    .filter((diagnostic) => !isThrownInSpecs(diagnostic, root))
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
  const host = sdkHost(options, root);
  const program = ts.createIncrementalProgramForArkTs({ rootNames, options, host });
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
    ...ts.ArkTSLinter_1_1.runArkTSLinter(program, undefined, undefined, 'ArkTS_1_1')
  ];
}

/** A spec is to fail by what the system throws at its helpers. */
function isThrownInSpecs({ code, file }: ts.Diagnostic, root: string): boolean {
  return code === MAY_THROW && file?.fileName.startsWith(virtualPath(path.join(root, SPECS), root)) === true;
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
