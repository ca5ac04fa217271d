import path from 'node:path';
import ts from 'ohos-typescript';
import { withSlashes } from '../../plugin/src/outputPath.ts';
import { resolveArkTsImport } from './modules.ts';
import { resolvedModule } from './resolvedModule.ts';

/**
 * The project's root as the ArkTS compiler sees it. A path with a component such as `build` or `node_modules` counts
 * as third-party code for which the linter relaxes its rules, and nobody knows where a checkout lies.
 */
export const VIRTUAL_ROOT = '/project';

/** The path in the checkout at `root` of a file that the compiler named. */
export function realPath(file: string, root: string): string {
  return file.startsWith(`${VIRTUAL_ROOT}/`) ? path.join(root, file.slice(VIRTUAL_ROOT.length)) : file;
}

/** The name that the compiler knows a file of the checkout at `root` by. */
export function virtualPath(file: string, root: string): string {
  return path.posix.join(VIRTUAL_ROOT, withSlashes(path.relative(root, file)));
}

/** A compiler host that shows the checkout at `root` as {@link VIRTUAL_ROOT}. */
export function virtualHost(options: ts.CompilerOptions, root: string): ts.CompilerHost {
  const host = ts.createIncrementalCompilerHost(options);
  host.fileExists = (file) => ts.sys.fileExists(realPath(file, root));
  host.readFile = (file) => ts.sys.readFile(realPath(file, root));
  host.getCurrentDirectory = () => VIRTUAL_ROOT;
  host.realpath = (file) => file;
  host.resolveModuleNames = (specifiers, importer) =>
    specifiers.map((specifier) => {
      const file = resolveArkTsImport(specifier, realPath(importer, root), root);
      return resolvedModule(file && virtualPath(file, root));
    });
  return host;
}
