import ts from 'typescript';

/** @throws with the compiler's own text if there is any diagnostic */
export function reportErrors(diagnostics: readonly ts.Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  const host: ts.FormatDiagnosticsHost = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => '\n'
  };
  throw new Error(`TypeScript found errors:\n${ts.formatDiagnostics(diagnostics, host)}`);
}
