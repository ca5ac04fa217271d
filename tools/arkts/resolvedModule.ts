import ts from 'ohos-typescript';

/** What `ts.CompilerHost.resolveModuleNames` returns for a file. */
export function resolvedModule(file: string | undefined): ts.ResolvedModuleFull | undefined {
  if (file === undefined) return undefined;
  return { resolvedFileName: file, extension: file.endsWith('.ets') ? ts.Extension.Ets : ts.Extension.Dts };
}
