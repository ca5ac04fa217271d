import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { failure } from './message';
import { writeTextFile } from './textFile';

/** The package's own copy of the ArkTS library, made by `npm run build`. */
export const PACKAGED_LIBRARY = path.resolve(__dirname, '../library');

/** What app code imports, and the folder name of the library's copy in the build's `npm/`. */
export const LIBRARY_NAME = 'taro-harmony-socket';

/** The library's copy in a build: the module that apps and Taro's API files import, without extension. */
export function libraryEntry(outputRoot: string): string {
  return path.join(copyFolder(outputRoot), 'index');
}

/**
 * Delivers the library into the build's `npm/taro-harmony-socket/`.
 *
 * DevEco forbids `.ts` and `.js` files to import `.ets` (error 10311001), and Taro's runtime is TypeScript, so the
 * same text is delivered under `.ts` names. `@ts-nocheck` because ArkTS' rules are not TypeScript's default ones.
 *
 * @param source folder with `Index.ets` and `src/main/ets`
 * @throws if the folder holds no `Index.ets`
 */
export function deliverLibrary(source: string, outputRoot: string): void {
  const target = copyFolder(outputRoot);
  const delivered = new Set<string>();
  for (const name of listFiles(source).filter((name) => name.endsWith('.ets'))) {
    const copy = copyName(name);
    delivered.add(copy);
    writeTextFile(
      path.join(target, copy),
      `// @ts-nocheck\n${readFileSync(path.join(source, name), 'utf8')}`
    );
  }
  if (!delivered.has('index.ts')) {
    throw failure(
      `no Index.ets in ${source}: the package is incomplete, install it again (in a checkout: npm run build)`
    );
  }
  for (const name of listFiles(target)) {
    if (!delivered.has(name)) rmSync(path.join(target, name));
  }
}

function copyFolder(outputRoot: string): string {
  return path.join(outputRoot, 'npm', LIBRARY_NAME);
}

function copyName(name: string): string {
  return name === 'Index.ets' ? 'index.ts' : name.replace(/\.ets$/, '.ts');
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}
