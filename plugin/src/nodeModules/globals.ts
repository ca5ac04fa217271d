import inject from '@rollup/plugin-inject';
import type { Plugin } from 'vite' with { 'resolution-mode': 'import' };
import { mappedByLines, type Transform } from '../lineMap';
import { resolvedPlugins } from '../resolvedPlugins';
import { builtinName, isMapped, isOurs, isOverSockets, looksForOwnUrl, replacement } from './catalogue';
import { specifiersIn } from './specifiers';

/** An app's modules lie in no folder that they could read. */
const MODULE_URL = 'file:///app.js';

/** A global name, the module that exports it, and as what. */
type GlobalName = readonly [name: string, module: string, exported?: string];

const NAMES: readonly GlobalName[] = [
  ['Buffer', 'buffer'],
  ['process', 'process', 'default'],
  ['global', 'global', 'default'],
  ['setImmediate', 'timers'],
  ['clearImmediate', 'timers'],
  ['queueMicrotask', 'queueMicrotask', 'default'],
  ['structuredClone', 'structuredClone', 'default'],
  ['performance', 'perf_hooks'],
  ['TextEncoder', 'textCoding'],
  ['TextDecoder', 'textCoding'],
  ['crypto', 'crypto', 'webcrypto'],
  ['globalThis.crypto', 'crypto', 'webcrypto'],
  ...['AbortController', 'AbortSignal'].flatMap((name) => alsoOfGlobal(name, 'abortController')),
  ...['atob', 'btoa'].flatMap((name) => alsoOfGlobal(name, 'base64')),
  ['DOMException', 'domException', 'default'],
  ['URL', 'url'],
  ['URLSearchParams', 'url'],
  ['__dirname', 'modulePaths', 'directory'],
  ['__filename', 'modulePaths', 'file']
];

/** Only packages have them: what an app's module gets may be cleared in one that imports no module of Node. */
const TIMERS: readonly GlobalName[] = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'].map(
  (name) => [name, 'timers']
);

function alsoOfGlobal(name: string, module: string): GlobalName[] {
  return [name, `globalThis.${name}`].map((each) => [each, module, name]);
}

/** What `engine` installs or mends: on objects that all code shares, so that it is there only in apps that name it. */
const LACKING = /\b(?:__(?:define|lookup)[GS]etter__|captureStackTrace|toGMTString|unref)\b|\.source\b/;

function giving(names: readonly GlobalName[]): Transform {
  const modules = Object.fromEntries(
    names.map(([name, module, exported = name]): [string, [string, string]] => [
      name,
      [replacement(module), exported]
    ])
  );
  // By its type, as Vite brings a Rollup of its own.
  return mappedByLines(inject({ modules }).transform as Transform);
}

/**
 * Gives Node's global names to the modules that use them, by imports: those of packages that are written for Node, and
 * those of the app that import a module of Node themselves. All others get `global` alone.
 *
 * @param isForNode whether a file belongs to such a package
 */
export function createGlobalsPlugins(isForNode: (file: string) => boolean): Plugin[] {
  const toApps = giving(NAMES);
  const toPackages = giving([...NAMES, ...TIMERS]);
  const toAll = giving(NAMES.filter(([name]) => name === 'global'));
  const isGiven = (code: string, file: string): boolean =>
    (isForNode(file) && !looksForOwnUrl(file)) || isAppForNode(code, file);
  const hasNoBrowserNames = (file: string): boolean => file.includes('node_modules') && isForNode(file);
  let giveBrowserNames: Transform = () => null;
  return [
    {
      name: 'taro-harmony-socket:globals',
      // After CommonJS has become ES modules.
      enforce: 'post',
      // Taro gives `window`, `document`, `URL` and others of browsers to all modules that look for them. An installed package that is
      // written for Node would take itself to be in one, where there are no sockets. The app's own code, that of a workspace
      // too, may have both: what Node has as well is Node's there, since Taro's `URL` knows nothing but HTTP.
      configResolved(config) {
        const taroInject = resolvedPlugins(config)
          .filter(({ name }) => name === 'inject')
          .at(-1);
        if (taroInject === undefined) return;
        giveBrowserNames = mappedByLines(taroInject.transform as Transform);
        taroInject.transform = function (code, id) {
          const file = fileOf(id);
          return hasNoBrowserNames(file) || isGiven(code, file)
            ? null
            : giveBrowserNames.call(this, code, id);
        };
      },
      resolveImportMeta(property, { moduleId }) {
        return property === 'url' && isForNode(fileOf(moduleId)) ? JSON.stringify(MODULE_URL) : null;
      },
      transform(code, id) {
        const file = fileOf(id);
        // Mini programs have it, as has what Webpack builds, and code for those takes it for granted.
        if (!isGiven(code, file)) return id.startsWith('\0') ? null : toAll.call(this, code, id);
        const give = isForNode(file) ? toPackages : toApps;
        if (!LACKING.test(code)) return give.call(this, code, id);
        // On the first line, so that all others stay where they were.
        const completed = `import ${JSON.stringify(replacement('engine'))}; ${code}`;
        return give.call(this, completed, id) ?? { code: completed, map: null };
      }
    },
    {
      name: 'taro-harmony-socket:browser-names',
      enforce: 'post',
      transform(code, id) {
        const file = fileOf(id);
        return isGiven(code, file) && !hasNoBrowserNames(file) ? giveBrowserNames.call(this, code, id) : null;
      }
    }
  ];
}

function isAppForNode(code: string, file: string): boolean {
  if (file.includes('node_modules') || isOurs(file)) return false;
  return specifiersIn(code)
    .map((specifier) => builtinName(specifier) ?? '')
    .some((name) => isMapped(name) || isOverSockets(name));
}

/** CommonJS plugins put marks in front of a file's name and behind it. */
export function fileOf(id: string): string {
  return id.replace(/^\0/, '').replace(/\?.*$/, '');
}
