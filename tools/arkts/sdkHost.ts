import ts from 'ohos-typescript';
import path from 'node:path';
import { isSystemModule, repositoryRoot } from './modules.ts';
import { resolvedModule } from './resolvedModule.ts';
import { virtualHost } from './virtualHost.ts';

/** The declarations of the SDK for API 13, as npm has them. */
const PACKAGE = path.join(repositoryRoot, 'node_modules/@arkts/declarations/dist');

/** Where the compiler sees them: by this path it knows the SDK, of whose functions it does not warn that wrong arguments throw. */
const SDK = '/sdk/default/openharmony/ets';

/** A {@link virtualHost} in which the modules of the system are the SDK's, as for DevEco, and not ours of `test/declarations`. */
export function sdkHost(options: ts.CompilerOptions, root: string): ts.CompilerHost {
  const project = virtualHost(options, root);
  const host = virtualHost(options, root);
  host.fileExists = (file) =>
    isOfSdk(file) ? ts.sys.fileExists(packageFile(file)) : project.fileExists(file);
  host.readFile = (file) => (isOfSdk(file) ? ts.sys.readFile(packageFile(file)) : project.readFile(file));
  host.resolveModuleNames = (specifiers, importer, ...others) =>
    specifiers.map((specifier) => {
      const file = sdkFile(specifier, importer);
      if (file === undefined) return project.resolveModuleNames?.([specifier], importer, ...others)[0];
      return resolvedModule(host.fileExists(file) ? file : undefined);
    });
  return host;
}

function isOfSdk(file: string): boolean {
  return file.startsWith(`${SDK}/`);
}

function packageFile(file: string): string {
  return path.join(PACKAGE, file.slice(SDK.length));
}

function sdkFile(specifier: string, importer: string): string | undefined {
  if (isSystemModule(specifier)) return `${SDK}/api/${specifier}.d.ts`;
  return isOfSdk(importer) ? path.posix.join(path.posix.dirname(importer), `${specifier}.d.ts`) : undefined;
}
