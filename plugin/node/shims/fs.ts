import { nextTick } from '../shared/nextTick.ts';

/** What asks for a file, and can be told that there is none. */
const READS = /^(?:access|open|opendir|readFile|readdir|readlink|realpath|stat|lstat)$/;

const NO_FILES = 'packages of a Harmony app have no file system; use the file APIs of HarmonyOS or of Taro';

function refusal(name: string, path: unknown): Error {
  const isRead = READS.test(name);
  const code = isRead ? 'ENOENT' : 'ENOSYS';
  const reason = isRead ? 'no such file or directory' : 'function not implemented';
  const message = `${code}: ${reason}, ${name} '${String(path)}': ${NO_FILES}`;
  return Object.assign(new Error(message), { code, errno: isRead ? -2 : -38, syscall: name, path });
}

/** Throws, or tells its callback when it was called with one. */
function refusing(name: string): (...args: unknown[]) => void {
  // No arrow: packages ask whether something is one of Node's `Stats`, and extend `ReadStream`.
  return function (...args) {
    const error = refusal(name.replace(/Sync$/, ''), args[0]);
    const callback = args.at(-1);
    if (typeof callback !== 'function') throw error;
    nextTick(() => (callback as (error: Error) => void)(error));
  };
}

function module(members: object, member: (name: string) => unknown): object {
  return new Proxy(members, {
    get(target, key, receiver): unknown {
      if (Reflect.has(target, key)) return Reflect.get(target, key);
      // Symbols, and what tells modules and promises from other objects.
      if (typeof key === 'symbol' || key === 'then' || key === '__esModule') return undefined;
      return key === 'default' ? receiver : member(key);
    }
  });
}

export const promises = module({}, (name) => (path: unknown) => Promise.reject(refusal(name, path)));

/** Node's flags for `access`. */
const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };

/** Node's `fs` without a file: whoever asks for one is told that it does not exist. */
export default module({ constants, existsSync: () => false, promises }, refusing);
