import path from 'node:path';
import type { OutputBundle } from 'rollup' with { 'resolution-mode': 'import' };
import { exportedNames } from './check/exportedNames';
import { ProjectFiles } from './check/projectFiles';
import { inform } from './message';

const TARO = 'npm/@tarojs/taro';
/** How importing all of a module, or its default, is called. */
const NO_NAMES = ['*', 'default'];

/**
 * What packages import by name of Taro and Taro's platform does not export, such as `getWindowInfo`: HarmonyOS loads no module with
 * such an import, so that the app would end at its start. In the app's own code Taro has made properties of its default object of
 * such names.
 *
 * @param facade the module that code imports in the place of Taro's
 * @param own what that module exports besides Taro's names
 * @returns in the order of the alphabet; none where Taro's runtime is a package of which only DevEco has the code
 */
export function lackingNames(
  bundle: OutputBundle,
  outputRoot: string,
  facade: string,
  own: readonly string[]
): string[] {
  const imported = Object.values(bundle).flatMap((chunk) =>
    chunk.type === 'chunk' ? (chunk.importedBindings[facade] ?? []) : []
  );
  const names = new Set(imported.filter((name) => !NO_NAMES.includes(name) && !own.includes(name)));
  if (names.size === 0) return [];
  const files = new ProjectFiles(outputRoot);
  const taro = files.complete(path.join(outputRoot, TARO));
  const exported =
    taro &&
    exportedNames(files, taro, (importer, specifier) =>
      specifier.startsWith('.') ? files.complete(path.resolve(path.dirname(importer), specifier)) : undefined
    );
  return exported ? [...names].filter((name) => !exported.has(name)).sort() : [];
}

/** Tells what becomes of such names. */
export function informOfLacking(names: readonly string[]): void {
  inform(
    `Taro's platform for HarmonyOS does not export ${names.join(', ')} of @tarojs/taro, which a package imports by name. ` +
      'It gets what the default object has by that name, mostly undefined, without which the app would not start'
  );
}
