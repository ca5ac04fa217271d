import path from 'node:path';
import ts from 'typescript';

/** Finds what names lead to by `paths` of a `tsconfig.json`, as Vite plugins do for the bundler. */
export class TypeScriptPaths {
  private readonly known = new Map<string, ts.CompilerOptions>();

  /** @returns the file with slashes, undefined if the `tsconfig.json` above the importer leads to none */
  resolve(specifier: string, importer: string): string | undefined {
    const config = ts.findConfigFile(path.dirname(importer), (file) => ts.sys.fileExists(file));
    if (config === undefined) return undefined;
    const options = this.known.get(config) ?? readOptions(config);
    this.known.set(config, options);
    const { resolvedModule } = ts.resolveModuleName(specifier, importer, options, ts.sys);
    return resolvedModule?.isExternalLibraryImport === true ? undefined : resolvedModule?.resolvedFileName;
  }
}

function readOptions(file: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(file, (each) => ts.sys.readFile(each)) as { config?: object };
  // Which files it is for does not matter, and there may be thousands.
  const host: ts.ParseConfigHost = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, host, path.dirname(file), undefined, file);
  return { ...options, moduleResolution: ts.ModuleResolutionKind.Bundler };
}
