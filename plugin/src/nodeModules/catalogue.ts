import { builtinModules } from 'node:module';
import path from 'node:path';
import { LIBRARY_NAME } from '../libraryCopy';
import { findPackage, type InstalledPackage, packageOf } from './nodeResolution';
import { pathBelow, realPath, withSlashes } from '../outputPath';

/** This package's modules for apps, made by `npm run build`. */
const APP_MODULES = path.join(realPath(path.resolve(__dirname, '..')), 'node');
const MISSING = path.join(APP_MODULES, 'missing');
const ABSENT = path.resolve(APP_MODULES, '../absent');

/** Node's modules over the library. */
const SOCKETS = ['dgram', 'net', 'tls'];

/** Node's modules over these. */
const OVER_SOCKETS = ['http', 'https'];

/** This package's own, or polyfills with what they lack. */
const COMPLETED = ['buffer', 'events', 'process', 'timers', 'url', 'util'];

/** Modules of which this package has what clients of sockets need. */
const PARTS = [
  'async_hooks',
  'crypto',
  'diagnostics_channel',
  'dns',
  'dns/promises',
  'fs',
  'fs/promises',
  'os',
  'perf_hooks',
  'readline',
  'readline/promises',
  'stream/consumers',
  'timers/promises',
  'tty',
  'worker_threads',
  'zlib'
];

/** What the modules for apps are made of besides. */
const HELPERS = [
  'abortController',
  'base64',
  'callSuper',
  'domException',
  'engine',
  'global',
  'inherits',
  'missing',
  'modulePaths',
  'noBinding',
  'noDeepEqual',
  'promisified',
  'crypto/noChaCha',
  'dns/noServers',
  'qs',
  'queueMicrotask',
  'structuredClone',
  'textCoding'
];

/** Node's streams on npm: an app would get one copy for `stream` and others for the packages that bring it. */
export const STREAMS = 'readable-stream';

/** Files of npm packages that stand in for Node's modules. */
const POLYFILLS: Readonly<Record<string, string>> = {
  assert: 'assert/build/assert.js',
  path: 'path-browserify/index.js',
  querystring: 'querystring-es3/index.js',
  stream: 'readable-stream/lib/stream.js',
  'stream/promises': 'readable-stream/lib/stream/promises.js',
  // It is `Readable` itself, where Node's `stream` is the class of old streams.
  [STREAMS]: 'readable-stream/lib/ours/browser.js',
  string_decoder: 'string_decoder/lib/string_decoder.js'
};

/** Polyfills that this package's own modules complete. */
const COMPLETED_FILES = [
  'abortcontroller-polyfill/dist/cjs-ponyfill.js',
  'buffer/index.js',
  'core-js-pure/actual/url/index.js',
  'dns-packet/index.js',
  'events/events.js',
  'os-browserify/browser.js',
  'process/browser.js',
  'url/url.js',
  'util/util.js'
];

/** A package that Node has within `util`; its file for browsers replaces prototypes instead of linking them. */
export const INHERITS = 'inherits';

/** Babel's helper for `super()`. */
export const CALL_SUPER = 'callSuper';
const BABEL_CALL_SUPER = /(?:^|[\\/])@babel[\\/]runtime[\\/]helpers[\\/](?:esm[\\/])?callSuper(?:\.js)?$/;

export function isCallSuper(specifier: string): boolean {
  return BABEL_CALL_SUPER.test(specifier);
}

/** Files of ours that only apps have which name their use: what asks DNS servers needs sockets, a cipher 9 KB, and comparing 20. */
const BY_MENTION = [
  { specifier: './askServers.js', mention: /\bsetServers\b/, without: 'dns/noServers' },
  { specifier: './chaCha.js', mention: /chacha20/i, without: 'crypto/noChaCha' },
  { specifier: './deepEqual.js', mention: /\bisDeepStrictEqual\b/, without: 'noDeepEqual' }
];

/** What takes the place of files whose use a text names. */
export function mentionedIn(text: string): readonly string[] {
  return BY_MENTION.filter(({ mention }) => mention.test(text)).map(({ without }) => without);
}

/** What takes the place of an import when nothing in the app names its use; undefined for all others. */
export function withoutMention(specifier: string, importer: string): string | undefined {
  const found = BY_MENTION.find((each) => each.specifier === specifier);
  return found !== undefined && isOurs(importer) ? found.without : undefined;
}

/**
 * Packages that end the app while they are loaded, and the modules whose stand-ins their users get: HTTP/2 for those that speak HTTP
 * (got) wants the inside of Node's `tls`; what reads pictures for printers (escpos) makes functions of texts.
 */
const UNLOADABLE: ReadonlyMap<string, string> = new Map([
  ['http2-wrapper', 'http2'],
  ['get-pixels', 'get-pixels']
]);

/** Packages whose files for browsers end the app while they are loaded: they are names of browsers, and nothing more (request). */
const USELESS_FOR_BROWSERS = ['form-data'];

/** Whether what is written for Node gets Node's files of a package, whatever else is known of it. */
export function isUselessForBrowsers({ manifest: { name } }: InstalledPackage): boolean {
  return name !== undefined && USELESS_FOR_BROWSERS.includes(name);
}

/** The name of what is missing where a package is imported that cannot be loaded. */
export function missingFor(specifier: string): string | undefined {
  return UNLOADABLE.get(specifier);
}

/** Whether an import is how serialport looks for its native code, and fails: some bring it for all, and few have serial lines (escpos). */
export function isSerialBinding(specifier: string, importer: InstalledPackage | undefined): boolean {
  return specifier === 'node-gyp-build' && importer?.manifest.name === '@serialport/bindings-cpp';
}

/**
 * Modules of Node that are packages as well, of the same code: where nothing else is there for them, packages get what they bring.
 * Other names (cluster, child_process) are packages of another kind, which many depend on by mistake.
 */
const BROUGHT = ['punycode'];

/** The package that an importer depends on in the place of one of Node's modules. */
export function broughtFor(specifier: string, importer: string): InstalledPackage | undefined {
  if (!BROUGHT.includes(specifier)) return undefined;
  const isDependency = packageOf(importer)?.manifest.dependencies?.[specifier] !== undefined;
  return isDependency ? findPackage(specifier, importer) : undefined;
}

/** A package by which the polyfill of `url` reads queries otherwise than Node, and of 40 KB. */
export const QS = 'qs';

const BUILT_IN = new Set(builtinModules);

/** Other names of Node for modules of which this package has one. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['path/posix', 'path'],
  ['sys', 'util']
]);

/** Node's name of a module without `node:`; undefined for a package or a file. */
export function builtinName(specifier: string): string | undefined {
  const name = specifier.replace(/^node:/, '');
  return BUILT_IN.has(name) ? (OTHER_NAMES.get(name) ?? name) : undefined;
}

export function isSocketModule(name: string): boolean {
  return SOCKETS.includes(name);
}

/** Whether a module is one over sockets: a package that imports it is made for Node, unless it has other files for browsers. */
export function isOverSockets(name: string): boolean {
  return OVER_SOCKETS.includes(name);
}

/** Whether a module has a folder of its own in `plugin/node`. */
function isWhole(name: string): boolean {
  return isSocketModule(name) || isOverSockets(name);
}

/** Whether a build has the whole of this module, whoever imports it. */
export function isMapped(name: string): boolean {
  return isSocketModule(name) || COMPLETED.includes(name) || name in POLYFILLS;
}

/** Whether a build has nothing of this module but its name. */
export function isMissing(name: string): boolean {
  return !isMapped(name) && !isWhole(name) && !PARTS.includes(name) && !HELPERS.includes(name);
}

/**
 * The file that takes the place of one of Node's modules, or of another name that all modules of Node know, with slashes as
 * Vite's ids have.
 */
export function replacement(name: string): string {
  return withSlashes(fileOf(name));
}

function fileOf(name: string): string {
  const polyfill = POLYFILLS[name];
  if (polyfill !== undefined) return installedFile(polyfill);
  if (isWhole(name)) return path.join(APP_MODULES, name, 'index.js');
  return isMissing(name) ? path.join(MISSING, `${name}.js`) : path.join(APP_MODULES, 'shims', `${name}.js`);
}

const installedFiles = new Map<string, string>();

/** Asked for each module of an app. */
function installedFile(name: string): string {
  const known = installedFiles.get(name) ?? realPath(require.resolve(name));
  installedFiles.set(name, known);
  return known;
}

/** The name of the module whose stand-in this file is. Such files do not exist: the build makes their text. */
export function missingName(file: string): string | undefined {
  return pathBelow(MISSING, file)?.replace(/\.js$/, '');
}

/** The file of a package that is not installed, and that others do without. Its text is made, too. */
export function absentFile(name: string): string {
  return withSlashes(path.join(ABSENT, `${name}.js`));
}

/** The name of the package in the place of which this file is. */
export function absentName(file: string): string | undefined {
  return pathBelow(ABSENT, file)?.replace(/\.js$/, '');
}

/** The file of what apps import by this package's name. */
export function appModule(specifier: string): string | undefined {
  const [owner, name = ''] = specifier.split('/');
  return owner === LIBRARY_NAME && isWhole(name) ? replacement(name) : undefined;
}

/** Whether a file is one of this package's modules for apps. */
export function isOurs(file: string): boolean {
  return path.isAbsolute(file) && pathBelow(APP_MODULES, file) !== undefined;
}

/** Whether what a package brings as Node's streams may be the polyfill of `stream`: it has the same major version. */
export function isOurStreams(brought: InstalledPackage | undefined): boolean {
  return major(brought) === major(packageOf(replacement('stream')));
}

function major(of: InstalledPackage | undefined): string | undefined {
  return of?.manifest.version?.split('.')[0];
}

/** Whether a file is the polyfill of `url`. */
export function isUrlPolyfill(file: string): boolean {
  return file === withSlashes(installedFile('url/url.js'));
}

/** Whether a file is of core-js, of which `URL` is made here: it looks for the runtime's own. */
export function looksForOwnUrl(file: string): boolean {
  return file.startsWith(withSlashes(path.dirname(installedFile('core-js-pure/package.json'))));
}

/** Whether a file is one of core-js that exports what nothing reads. */
export function exportsForNobody(file: string): boolean {
  return file === withSlashes(installedFile('core-js-pure/modules/es.array.iterator.js'));
}

/** A file of each package that holds polyfills. */
export function polyfillFiles(): string[] {
  return [...Object.values(POLYFILLS), ...COMPLETED_FILES].map(installedFile);
}
