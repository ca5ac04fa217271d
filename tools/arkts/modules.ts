import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the checkout. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** What ArkTS code imports by name, other than `@ohos.*` modules; paths from the project's root. */
const PACKAGES: Readonly<Record<string, string>> = {
  'taro-harmony-socket': 'library/Index.ets',
  'libtaro_harmony_socket.so': 'library/src/main/cpp/types/libtaro_harmony_socket/Index.d.ts',
  '@hybrid/web-container': 'test/declarations/@hybrid/web-container.d.ts',
  '@ohos/hypium': 'node_modules/@ohos/hypium/index.d.ts'
};

/** What Node's modules for apps, `plugin/node/`, import by the npm package's name, and are imported by. */
const PACKAGE_MODULES: Readonly<Record<string, string>> = {
  'taro-harmony-socket/library': 'library/src/main/ets/channel/Channels.ets',
  'taro-harmony-socket/library/device': 'library/src/main/ets/channel/Device.ets',
  'taro-harmony-socket/dgram': 'plugin/node/dgram/index.ts',
  'taro-harmony-socket/net': 'plugin/node/net/index.ts',
  'taro-harmony-socket/tls': 'plugin/node/tls/index.ts',
  'taro-harmony-socket/http': 'plugin/node/http/index.ts',
  'taro-harmony-socket/https': 'plugin/node/https/index.ts'
};

const SYSTEM_MODULE = /^@ohos\./;

/** Whether `specifier` names a module of the system, such as `@ohos.net.socket`. */
export function isSystemModule(specifier: string): boolean {
  return SYSTEM_MODULE.test(specifier);
}

/** The file behind a module of the npm package that is made for apps; undefined for any other name. */
export function resolvePackageModule(specifier: string, root = repositoryRoot): string | undefined {
  const file = PACKAGE_MODULES[specifier];
  return file === undefined ? undefined : path.join(root, file);
}

/**
 * Finds the file in which the types of an import stand that an `.ets` file wrote.
 *
 * @returns an absolute path, or undefined when there is no such file
 */
export function resolveArkTsImport(
  specifier: string,
  importer: string,
  root = repositoryRoot
): string | undefined {
  const candidate = candidateFile(specifier, importer, root);
  return candidate !== undefined && existsSync(candidate) ? candidate : undefined;
}

function candidateFile(specifier: string, importer: string, root: string): string | undefined {
  if (specifier.startsWith('.')) return path.resolve(path.dirname(importer), `${specifier}.ets`);
  if (isSystemModule(specifier)) return path.join(root, 'test/declarations', `${specifier}.d.ts`);
  const file = PACKAGES[specifier];
  return file === undefined ? undefined : path.join(root, file);
}
