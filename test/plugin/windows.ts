import fs from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';

const DIST = path.resolve(import.meta.dirname, '../../plugin/dist');

type Load = (request: string, parent: { filename: string | null } | null, isMain: boolean) => unknown;
const modules = Module as unknown as { _load: Load };

/**
 * Loads a module of the plugin, and what it needs of the plugin, as on Windows: with Node's paths for Windows, over this
 * machine's files, which are found by either separator.
 *
 * @param name below the plugin's `dist`
 */
export function loadOnWindows<T>(name: string): T {
  const require = createRequire(import.meta.url);
  const load = modules._load;
  const isOfPlugin = (file: string): boolean => file.startsWith(DIST + path.sep);
  const forget = (): void => {
    for (const file of Object.keys(require.cache).filter(isOfPlugin))
      Reflect.deleteProperty(require.cache, file);
  };
  forget();
  modules._load = (request, parent, isMain) => {
    if (isOfPlugin(parent?.filename ?? '')) {
      if (request === 'node:path') return path.win32;
      if (request === 'node:fs') return windowsFiles;
    }
    return load(request, parent, isMain);
  };
  try {
    return require(path.join(DIST, name)) as T;
  } finally {
    modules._load = load;
    forget();
  }
}

/** A file's name on this machine, which may be one with Windows. */
function local(file: unknown): unknown {
  return typeof file === 'string' && path.sep === '/'
    ? file.replace(/^[A-Za-z]:/, '').replaceAll('\\', '/')
    : file;
}

type Call = (file: unknown) => unknown;

/** The letter of a drive stays as it is given, as in Node. */
function keepingDrive(call: Call): Call {
  return (file) => `${/^[a-z]:/i.exec(String(file))?.[0] ?? ''}${String(call(file))}`;
}

/** The system itself gives drives a capital, has other names for those of the network, and for some in memory none. */
function asSystem(call: Call): Call {
  return (file) => {
    const real = String(keepingDrive(call)(file));
    if (real.startsWith('m:'))
      throw Object.assign(new Error('illegal operation on a directory'), { code: 'EISDIR' });
    return real.startsWith('n:')
      ? `\\\\server\\${real.slice(2)}`
      : real.replace(/^[a-z]:/, (drive) => drive.toUpperCase());
  };
}

const windowsFiles = new Proxy(fs, {
  get(target, name) {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== 'function') return value;
    const call = (file: unknown, ...rest: unknown[]): unknown =>
      Reflect.apply(value, target, [local(file), ...rest]);
    return name === 'realpathSync' ? Object.assign(keepingDrive(call), { native: asSystem(call) }) : call;
  }
});
