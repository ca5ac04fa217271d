import path from 'node:path';
import type { Plugin } from 'vite' with { 'resolution-mode': 'import' };

/**
 * What leaves out of the bundle in watch mode whatever is made of files that have not changed: packages, too, that a changed file
 * is the first to import, and modules in which such an import changes a path. The plugin leaves out itself what is written.
 */
const INCREMENT = 'taro:rollup-watch-increment';

/** Completes arguments of the app's calls, of harmony_cpp. */
const METHOD_ENV = 'taro:vite-add-method-env';

/** A module that has nothing but Taro's own data, for which its plugins wait. */
const COMPILER = 'taro:compiler';

/**
 * Makes names that the app's code imports of Taro members of its default export, of which any may be missing. It knows the app's
 * code by the beginning of its path, as Node writes it. All of Taro under one name it leaves out: `import * as Taro`, and what Taro
 * imports for code that has WeChat's `wx`.
 */
const IMPORT_API = 'taro:vite-import-api';

/** By this name, which that plugin does not know, Taro's module is imported as well. */
export const TARO_ALIAS = 'taro-harmony-socket:taro';

const ALL_OF_TARO = /\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*(['"])@tarojs\/taro\2/g;

/** Puts styles into code, and maps each character of what it has made to itself: millions where each page has an app's styles. */
const STYLES_IN_CODE = 'taro:vite-style';

/**
 * What takes modules out of the bundle that have nothing but styles, and with them imports without names of all files that are called
 * the same: where modules stay apart, as in watch mode, that is each `index.js`.
 */
const STYLES = 'taro:vite-style-post';

/** Takes from Taro's Vite plugins what keeps a build that watches from its end, or any from being whole, also on Windows. */
export function mendTaroPlugins(plugins: readonly Plugin[], isWatch: boolean): void {
  for (const plugin of plugins) {
    if (plugin.name === INCREMENT || (isWatch && plugin.name === STYLES)) delete plugin.generateBundle;
    // Before anything else this plugin waits for that module, in development until it is transformed: also while it transforms it.
    if (plugin.name === METHOD_ENV) changeInput(plugin, (id) => (id === COMPILER ? null : id));
    if (plugin.name === STYLES_IN_CODE) leaveOutMap(plugin);
    if (plugin.name === IMPORT_API) changeInput(plugin, (id) => path.normalize(id), importAllOfTaro);
  }
}

/** Taro's default object has all of it, and what a build lacks of it is undefined there. */
function importAllOfTaro(code: string): string {
  return code.replace(ALL_OF_TARO, `import $1 from '${TARO_ALIAS}'`);
}

/**
 * @param nameOf what the plugin is told for a module's id; null if it is not to see the module
 * @param codeOf what it is told for a module's code
 */
function changeInput(
  plugin: Plugin,
  nameOf: (id: string) => string | null,
  codeOf = (code: string): string => code
): void {
  const { transform } = plugin;
  if (typeof transform !== 'function') return;
  plugin.transform = function (code, id, options) {
    const name = nameOf(id);
    return name === null ? null : transform.call(this, codeOf(code), name, options);
  };
}

/** To Rollup that is a map of all to itself, which costs nothing: watch mode came to its end where it had to decode those of 54 pages. */
function leaveOutMap(plugin: Plugin): void {
  const { transform } = plugin;
  if (typeof transform !== 'function') return;
  plugin.transform = async function (code, id, options) {
    const result = await transform.call(this, code, id, options);
    return typeof result === 'object' && result !== null ? { ...result, map: null } : result;
  };
}
