import { existsSync } from 'node:fs';
import type { LoadHook, ResolveHook } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  isSystemModule,
  repositoryRoot,
  resolveArkTsImport,
  resolvePackageModule
} from '../../../tools/arkts/modules.ts';
import { keepOutput, keptOutput } from './emitCache.ts';

const NATIVE_SOCKET = new URL('./nativeSocket.ts', import.meta.url).href;

/** Finds what `.ets` files import, and the npm package's modules for apps; everything else is left to Node and tsx. */
export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  const packageModule = resolvePackageModule(specifier);
  if (packageModule !== undefined) {
    const { href } = pathToFileURL(packageModule);
    return isArkTs(href) ? { url: href, shortCircuit: true } : nextResolve(href, context);
  }
  const importer = context.parentURL;
  if (importer === undefined || !isArkTs(importer)) return nextResolve(specifier, context);
  if (isSystemModule(specifier) || isNativeLibrary(specifier))
    return nextResolve(systemModule(specifier, importer), context);
  const file = resolveArkTsImport(specifier, fileURLToPath(importer));
  if (file === undefined || !isArkTs(file)) return nextResolve(specifier, context);
  return { url: pathToFileURL(file).href, shortCircuit: true };
};

/** Compiles `.ets` files. */
export const load: LoadHook = async (url, context, nextLoad) => {
  if (!url.startsWith('file:') || !isArkTs(url)) return nextLoad(url, context);
  const file = fileURLToPath(url);
  return { format: 'module', source: keptOutput(file) ?? (await compile(file)), shortCircuit: true };
};

async function compile(file: string): Promise<string> {
  const { emitModule } = await import('./emitter.ts');
  const output = emitModule(file);
  keepOutput(file, output);
  return output;
}

function isNativeLibrary(specifier: string): boolean {
  return /^lib.*\.so$/.test(specifier);
}

function isArkTs(fileOrUrl: string): boolean {
  return fileOrUrl.endsWith('.ets');
}

function systemModule(specifier: string, importer: string): string {
  if (specifier === '@ohos.net.socket' && process.env.OHOS_NET_SOCKET) return NATIVE_SOCKET;
  const file = path.join(repositoryRoot, 'test/host/modules', `${specifier}.ts`);
  if (existsSync(file)) return pathToFileURL(file).href;
  throw new Error(
    `${fileURLToPath(importer)} imports ${specifier}, which has no stand-in on Node: add test/host/modules/${specifier}.ts`
  );
}
