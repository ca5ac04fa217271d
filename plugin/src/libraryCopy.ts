import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from './filesBelow';
import { failure } from './message';
import { writeFile } from './outputFile';
import { withSlashes } from './outputPath';
import { withoutCompanion } from './project/nativeCompanion';

/** The package's own copy of the ArkTS library, made by `npm run build`. */
export const PACKAGED_LIBRARY: string = path.resolve(__dirname, '../library');

/** What app code imports, and the folder name of the library's copy in the build's `npm/`. */
export const LIBRARY_NAME = 'taro-harmony-socket';

/** The delivered module that takes the place of `@tarojs/taro`. */
export const FACADE_MODULE = 'taro';

/** The library's entry, and those that this package's own modules for apps import, all of one copy. */
const ENTRIES: Readonly<Record<string, string>> = {
  [LIBRARY_NAME]: 'index',
  [`${LIBRARY_NAME}/library`]: 'src/main/ets/channel/Channels',
  [`${LIBRARY_NAME}/library/device`]: 'src/main/ets/channel/Device'
};

/**
 * The module of the library's copy in a build that a specifier names, without extension and with slashes; undefined if it
 * names another.
 */
export function libraryModule(outputRoot: string, specifier: string): string | undefined {
  const entry = Object.hasOwn(ENTRIES, specifier) ? ENTRIES[specifier] : undefined;
  return entry === undefined ? undefined : deliveredModule(outputRoot, entry);
}

/** A module of what a build delivers, without extension and with slashes. */
export function deliveredModule(outputRoot: string, name: string): string {
  return withSlashes(path.join(copyFolder(outputRoot), name));
}

/**
 * Delivers the library into the build's `npm/taro-harmony-socket/`, see {@link asTypeScript}.
 *
 * @param source folder with `Index.ets` and `src/main/ets`
 * @param facade what the app gets in the place of `@tarojs/taro`, delivered beside the library
 * @param isNative whether the native library is delivered with it
 * @throws if the folder holds no `Index.ets`
 */
export function deliverLibrary(source: string, outputRoot: string, facade: string, isNative: boolean): void {
  const target = copyFolder(outputRoot);
  const delivered = asTypeScript(isNative ? readArkTs(source) : withoutCompanion(readArkTs(source)));
  if (!delivered.has('index.ts')) {
    throw failure(
      `no Index.ets in ${source}: the package is incomplete, install it again (in a checkout: npm run build)`
    );
  }
  delivered.set(`${FACADE_MODULE}.ts`, facade);
  for (const [name, text] of delivered) writeFile(path.join(target, name), text);
  for (const name of listFiles(target)) {
    if (!delivered.has(name)) rmSync(path.join(target, name));
  }
}

/** Delivers the facade anew, beside a library that is delivered already. */
export function deliverFacade(outputRoot: string, facade: string): void {
  writeFile(path.join(copyFolder(outputRoot), `${FACADE_MODULE}.ts`), facade);
}

/**
 * The library for TypeScript and JavaScript, which DevEco forbids to import `.ets` (error 10311001): ArkTS without UI
 * is TypeScript, so the same texts stand under `.ts` names, with `index.ts` as the entry. `@ts-nocheck` because ArkTS'
 * rules are not TypeScript's default ones.
 *
 * @param arkTs the texts of `.ets` files by their paths below the library's folder
 */
export function asTypeScript(arkTs: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...arkTs].map(([name, text]) => [copyName(name), `// @ts-nocheck\n${text}`]));
}

function readArkTs(source: string): Map<string, string> {
  const names = listFiles(source).filter((name) => name.endsWith('.ets'));
  return new Map(names.map((name) => [name, readFileSync(path.join(source, name), 'utf8')]));
}

function copyFolder(outputRoot: string): string {
  return path.join(outputRoot, 'npm', LIBRARY_NAME);
}

function copyName(name: string): string {
  return name === 'Index.ets' ? 'index.ts' : name.replace(/\.ets$/, '.ts');
}

function listFiles(folder: string): string[] {
  return filesBelow(folder).map((file) => withSlashes(path.relative(folder, file)));
}
