import { build as bundle, type Plugin } from 'esbuild';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { API_GROUPS, functionsOf, type GroupName } from '../src/apiGroups.ts';
import type { FolderFiles } from './folderFiles.mts';

/** Every web view that the shell's API level has knows more than this. */
const TARGET = 'es2020';

/** The platform's own API, in the page. */
const PLATFORM_TARO = 'taro-harmony-socket/platform-taro';

const GROUPS = Object.keys(API_GROUPS) as GroupName[];

/**
 * Packs the page's side of the platform harmony-hybrid with what it shares with the ArkTS library: ArkTS without UI is
 * TypeScript.
 *
 * @param folder with `taro.ts`
 * @returns what belongs into `dist/hybrid`
 */
export async function bundlePage(folder: string): Promise<FolderFiles> {
  const { outputFiles } = await bundle({
    // The comments name files from here, wherever the build is started.
    absWorkingDir: folder,
    entryPoints: ['taro', ...GROUPS].map((name) => path.join(folder, `${name}.ts`)),
    outdir: folder,
    bundle: true,
    // The facade and the groups share their way to the app.
    splitting: true,
    write: false,
    format: 'esm',
    target: TARGET,
    charset: 'utf8',
    resolveExtensions: ['.ts', '.ets'],
    loader: { '.ets': 'ts' },
    // Those of the folders are for checks, which want imports of types to say so; ArkTS has no such imports.
    tsconfigRaw: {},
    external: [PLATFORM_TARO, 'taro-harmony-socket/page-group/*'],
    plugins: [replacingSystem(path.join(folder, 'system'))],
    logLevel: 'error'
  });
  return new Map([
    // The package around it is CommonJS.
    ['package.json', '{ "type": "module" }\n'],
    ...GROUPS.map((name): [string, string] => [`platform/${name}.js`, platformGroup(name)]),
    ...outputFiles.map(({ path: file, text }): [string, string] => [path.relative(folder, file), text])
  ]);
}

/** Where the library reaches for the system, the page has modules of the same names that reach for the app. */
function replacingSystem(folder: string): Plugin {
  const replaced = readdirSync(folder).map((file) => path.parse(file).name);
  return {
    name: 'page-system',
    setup(build) {
      build.onResolve({ filter: new RegExp(`/(?:${replaced.join('|')})$`) }, ({ path: module, importer }) =>
        importer.endsWith('.ets') ? { path: path.join(folder, `${path.basename(module)}.ts`) } : undefined
      );
    }
  };
}

/** A group of functions in a build that keeps Taro's own. */
function platformGroup(name: GroupName): string {
  const functions = functionsOf(API_GROUPS[name]).join(', ');
  return `export { ${functions} } from '${PLATFORM_TARO}';\nexport const isProvided = false;\n`;
}
