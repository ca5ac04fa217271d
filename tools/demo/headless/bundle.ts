import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withSlashes } from '../../../plugin/src/outputPath.ts';

const HOST = fileURLToPath(new URL('../../../test/host', import.meta.url));
const HERE = path.dirname(fileURLToPath(import.meta.url));

/** What the build delivers the sockets in. */
const DELIVERED_LIBRARY = 'npm/taro-harmony-socket/';

/** Node's names that HarmonyOS has not: the build must have brought what it uses of them. */
const NODE_NAMES = [
  ...['process', 'Buffer', 'global', 'setImmediate', 'clearImmediate', 'queueMicrotask'],
  ...['TextEncoder', 'TextDecoder', 'AbortController', 'performance', 'fetch', 'MessageChannel', 'WebSocket'],
  'crypto'
];

/** Gives `@ohos.*` and the native companion their stand-ins: the sockets' host modules, the demo's own few, and a placeholder for the rest. */
const systemModules: Plugin = {
  name: 'system-modules',
  setup(bundler) {
    bundler.onResolve({ filter: /^@(ohos|system|hmscore)[./]|^lib.*\.so$/ }, ({ path: name, importer }) => {
      const file = standIn(name);
      if (file !== undefined) return { path: pathToFileURL(file).href, external: true };
      if (!withSlashes(importer).includes(DELIVERED_LIBRARY)) return { path: name, namespace: 'placeholder' };
      return { errors: [{ text: `the sockets need ${name}: add test/host/modules/${name}.ts` }] };
    });
    bundler.onLoad({ filter: /./, namespace: 'placeholder' }, () => ({
      contents: `
        import { placeholder } from './placeholder.ts';
        const standIn = placeholder();
        export { standIn as default, standIn as BatteryChargeState };
      `,
      loader: 'ts',
      resolveDir: HERE
    }));
  }
};

/** One ES module for Node. */
const AS_DEVECO = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'silent',
  loader: { '.ets': 'ts' },
  resolveExtensions: ['.ts', '.js'],
  // As DevEco compiles it: without `define` semantics a field does not hide an accessor of the base class.
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  plugins: [systemModules]
} satisfies BuildOptions;

/** Taro's runtime where a build does not write it. */
export interface PrebuiltRuntime {
  /** What imports of it begin with. */
  prefix: string;
  /** What takes its place here: the `npm/` of an ordinary build. */
  folder: string;
}

/** For a bundler: each of {@link NODE_NAMES} is undefined. */
export function namesWithoutNode(): Record<string, string> {
  return Object.fromEntries(NODE_NAMES.map((name) => [name, 'undefined']));
}

/** What is taken from the build's output; in this order, because the modules are cyclic. */
function entryOf(pages: readonly string[], runtime: string): string {
  return [
    "export { default as EntryAbility } from './app.ets';",
    `export { createTaroEvent, eventHandler } from '${runtime}/@tarojs/runtime';`,
    ...pages.map((page, index) => `import page${index} from './${page}/index_taro_comp';`),
    `export const pages = { ${pages.map((page, index) => `'${page}': page${index}`).join(', ')} };`
  ].join('\n');
}

/**
 * Packs the build's output into one ES module for Node.
 *
 * @param ets the output: `<project>/entry/src/main/ets`
 * @param pages as the app's configuration has them: `pages/udp/index`
 * @param prebuilt what stands in for the package that has Taro's runtime, where the output has none
 * @throws when the sockets' library is no part of it
 */
export async function bundleOutput(
  ets: string,
  outfile: string,
  pages: readonly string[],
  prebuilt?: PrebuiltRuntime
): Promise<void> {
  const { metafile } = await build({
    ...AS_DEVECO,
    stdin: { contents: entryOf(pages, prebuilt?.prefix ?? './npm'), resolveDir: ets, loader: 'ts' },
    define: namesWithoutNode(),
    outfile,
    metafile: true,
    sourcemap: 'inline',
    ...(prebuilt && { alias: { [prebuilt.prefix]: prebuilt.folder } })
  });
  const delivered = Object.keys(metafile.inputs).filter((input) => input.includes(DELIVERED_LIBRARY));
  if (delivered.length === 0) {
    throw new Error(`${ets} does not use ${DELIVERED_LIBRARY}: the plugin did not deliver the library`);
  }
}

/** Packs Taro's own API, as a build has it, into one ES module for Node. */
export async function bundleTaroApi(ets: string, outfile: string): Promise<void> {
  await build({
    ...AS_DEVECO,
    stdin: { contents: "export { default } from './npm/@tarojs/taro';", resolveDir: ets, loader: 'ts' },
    outfile
  });
}

function standIn(name: string): string | undefined {
  if (name === '@ohos.net.socket' && process.env.OHOS_NET_SOCKET)
    return path.join(HOST, 'loader/nativeSocket.ts');
  const files = [path.join(HOST, 'modules', `${name}.ts`), path.join(HERE, 'modules', `${name}.ts`)];
  return files.find((file) => existsSync(file));
}
