import { buildSync } from 'esbuild';
import path from 'node:path';
import type { FolderFiles } from './folderFiles.mts';

/** Every web view that the shell's API level has knows more than this. */
const TARGET = 'es2020';

/**
 * Packs the page's side of the platform harmony-hybrid with what it shares with the ArkTS library: ArkTS without UI is
 * TypeScript.
 *
 * @param folder with `taro.ts`
 * @returns what belongs into `dist/hybrid`
 */
export function bundlePage(folder: string): FolderFiles {
  const { outputFiles } = buildSync({
    // The comments name files from here, wherever the build is started.
    absWorkingDir: folder,
    entryPoints: [path.join(folder, 'taro.ts')],
    outdir: folder,
    bundle: true,
    write: false,
    format: 'esm',
    target: TARGET,
    charset: 'utf8',
    resolveExtensions: ['.ts', '.ets'],
    loader: { '.ets': 'ts' },
    // Those of the folders are for checks, which want imports of types to say so; ArkTS has no such imports.
    tsconfigRaw: {},
    external: ['taro-harmony-socket/platform-taro'],
    logLevel: 'error'
  });
  return new Map([
    // The package around it is CommonJS.
    ['package.json', '{ "type": "module" }\n'],
    ...outputFiles.map(({ path: file, text }): [string, string] => [path.relative(folder, file), text])
  ]);
}
