import ts from 'ohos-typescript';

/** What `ts.CompilerHost.resolveModuleNames` returns for a file. */
export function resolvedModule(file: string | undefined): ts.ResolvedModuleFull | undefined {
  return file === undefined ? undefined : { resolvedFileName: file, extension: extensionOf(file) };
}

function extensionOf(file: string): ts.Extension {
  if (file.endsWith('.d.ets')) return ts.Extension.Dets;
  return file.endsWith('.ets') ? ts.Extension.Ets : ts.Extension.Dts;
}
