// node --import ./test/plugin/keptBabel.mjs TARO build …: what Babel makes of a text is kept, and given again for the same text with
// the same settings. Tests build apps of the same packages dozens of times, and half of a build's time is Babel's. Apps that use the
// installed packages share what is kept, wherever they lie: the app's folder has a name of its own in all texts.
import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const KEPT = path.join(REPOSITORY, 'node_modules/.cache/taro-harmony-socket-babel');
const APP = process.cwd();
const APP_NAME = '/the folder of the app';
/** For files of an app with packages or settings of its own, which go with the app. */
const APP_FOLDER = path.join(APP, '.kept-babel');

/** What decides besides the settings what becomes of a text: the packages, and this package's own plugin for Babel. */
const INSTALLED = ['package-lock.json', 'plugin/dist/nodeModules/strictCode.js', 'test/plugin/keptBabel.mjs'];
/** What an app's settings lie in. */
const SETTINGS = ['babel.config.js', 'package.json'];
const ENVIRONMENT = /^(?:NODE_ENV|BABEL_ENV|FRAMEWORK|BROWSERSLIST.*|TARO_.*)$/;

/** Plugins for Babel without side effects that are given as functions: Taro's that rename an import or take out a call, and ours. */
const PURE = ['renameImportPlugin', 'pluginRemovePageConfig', 'strictCode'];
/** One of Taro's that has side effects where it finds this name. */
const CALLER = 'pluginImportNativeComponent';
const CALLED = 'importNativeComponent';

const state = hash(INSTALLED.map((name) => readFileSync(path.join(REPOSITORY, name), 'utf8')));
const isShared = isOrdinary();
const wrapped = new Map();
const load = Module._load;
Module._load = function (request, ...rest) {
  const exported = load.call(this, request, ...rest);
  if (request !== '@babel/core') return exported;
  if (!wrapped.has(exported)) wrapped.set(exported, keeping(exported));
  return wrapped.get(exported);
};

/** Babel, whose results are kept where nothing but them comes of a call. */
function keeping(babel) {
  const transformSync = (code, options) => {
    const place = placeOf(babel, code, options);
    return read(place) ?? keep(place, babel.transformSync(code, options));
  };
  const transformAsync = async (code, options) => {
    const place = placeOf(babel, code, options);
    return read(place) ?? keep(place, await babel.transformAsync(code, options));
  };
  const descriptors = Object.getOwnPropertyDescriptors(babel);
  for (const [name, value] of Object.entries({ transformSync, transformAsync }))
    descriptors[name] = { value, enumerable: true };
  return Object.defineProperties({}, descriptors);
}

/** @returns undefined for a call that may do more than give a result */
function placeOf(babel, code, options) {
  const settings = describe(options, code.includes(CALLED) ? PURE : [...PURE, CALLER]);
  if (settings === undefined) return undefined;
  const environment = Object.entries(process.env).filter(([name]) => ENVIRONMENT.test(name));
  const key = hash([
    babel.version,
    withoutFolder(code),
    withoutFolder(settings),
    withoutFolder(JSON.stringify(environment.sort())),
    ...SETTINGS.map((name) => readIfThere(name) ?? '')
  ]);
  const isOfOther = isIn(path.resolve(options.filename ?? ''), APP) && !isShared;
  return path.join(isOfOther ? APP_FOLDER : path.join(KEPT, state), `${key}.json`);
}

/** Whether the app has the installed packages, and no other file but its settings decides. */
function isOrdinary() {
  const packages = unlessGone(() => realpathSync('node_modules'));
  const isInstalled = packages === path.join(REPOSITORY, 'node_modules') || isIn(APP, REPOSITORY);
  return isInstalled && !/['"`]\.{1,2}\//.test(readIfThere('babel.config.js') ?? '');
}

function isIn(file, place) {
  return file.startsWith(place + path.sep);
}

function withoutFolder(text) {
  return text.replaceAll(APP, APP_NAME);
}

/** Settings as a text, which names all that they consist of; undefined where that cannot be told. */
function describe(options, pure) {
  try {
    return JSON.stringify(options, (_name, value) => {
      if (typeof value === 'function' && pure.includes(value.name)) return `function ${value}`;
      if (value instanceof RegExp) return `regular expression ${value}`;
      if (value?.constructor?.name === 'ConfigItem' && value.file)
        return [value.file.resolved, value.options];
      if (typeof value === 'function' || (typeof value === 'object' && !isPlain(value)))
        throw new TypeError('more than data');
      return value;
    });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function isPlain(value) {
  return value === null || [Object.prototype, Array.prototype, null].includes(Object.getPrototypeOf(value));
}

function read(place) {
  const text = place && readIfThere(place);
  return text && JSON.parse(text.replaceAll(APP_NAME, APP));
}

function keep(place, result) {
  if (place === undefined || !result) return result;
  const { code, map, metadata } = result;
  const draft = `${place}.${randomUUID()}`;
  unlessGone(() => {
    makeRoom(path.dirname(place));
    writeFileSync(draft, withoutFolder(JSON.stringify({ code, map, metadata })));
    renameSync(draft, place);
  });
  return result;
}

/** What belongs to other states of the packages goes. */
function makeRoom(folder) {
  if (mkdirSync(folder, { recursive: true }) === undefined || folder === APP_FOLDER) return;
  for (const name of readdirSync(KEPT))
    if (name !== state) rmSync(path.join(KEPT, name), { recursive: true, force: true });
}

function readIfThere(file) {
  return unlessGone(() => readFileSync(file, 'utf8'));
}

/** Another process may make room for another state at any moment: then nothing is kept. */
function unlessGone(action) {
  try {
    return action();
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function hash(texts) {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(`${text.length}:`).update(text);
  return sum.digest('hex').slice(0, 32);
}
