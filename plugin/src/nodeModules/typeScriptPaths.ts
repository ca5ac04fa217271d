import path from 'node:path';
import ts from 'typescript';

/** What has `paths` for TypeScript, and for JavaScript. */
const CONFIGS = ['tsconfig.json', 'jsconfig.json'];

/** Finds what names lead to by `paths` of a `tsconfig.json` or `jsconfig.json`, as Vite plugins do for the bundler. */
export class TypeScriptPaths {
  private readonly known = new Map<string, readonly ts.CompilerOptions[]>();

  /** @returns the file with slashes, undefined if what stands above the importer leads to none */
  resolve(specifier: string, importer: string): string | undefined {
    for (const options of this.optionsAbove(path.dirname(importer))) {
      const { resolvedModule } = ts.resolveModuleName(specifier, importer, options, ts.sys);
      if (resolvedModule !== undefined && resolvedModule.isExternalLibraryImport !== true)
        return resolvedModule.resolvedFileName;
    }
    return undefined;
  }

  private optionsAbove(folder: string): readonly ts.CompilerOptions[] {
    return CONFIGS.flatMap((name) => {
      const config = ts.findConfigFile(folder, (file) => ts.sys.fileExists(file), name);
      if (config === undefined) return [];
      const options = this.known.get(config) ?? readOptions(config);
      this.known.set(config, options);
      return options;
    });
  }
}

/** The options of a file and of those that it refers to: a `tsconfig.json` may do nothing else. */
function readOptions(file: string): ts.CompilerOptions[] {
  const { options, projectReferences = [] } = parse(file);
  const referred = projectReferences.map((each) => parse(ts.resolveProjectReferencePath(each)).options);
  return [options, ...referred].map((each) => ({
    ...each,
    moduleResolution: ts.ModuleResolutionKind.Bundler
  }));
}

function parse(file: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(file, (each) => ts.sys.readFile(each)) as { config?: object };
  // Which files it is for does not matter, and there may be thousands.
  const host: ts.ParseConfigHost = { ...ts.sys, readDirectory: () => [] };
  return ts.parseJsonConfigFileContent(config ?? {}, host, path.dirname(file), undefined, file);
}
