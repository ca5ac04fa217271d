import { warn } from './message';

/** How Webpack names a module of Node that it does not find; it knows nothing of `node:`. */
const MISSING_MODULE = /Can't resolve '(dgram|net|tls)'|"node:(dgram|net|tls)" is not handled/;

/** The part of Webpack's compiler that is used here. */
interface Compiler {
  hooks: { done: { tap(options: { name: string; stage: number }, told: (stats: Stats) => void): void } };
}

interface Stats {
  toJson(options: object): { errors?: { message: string }[] };
}

/** Says in a build for harmony-hybrid why Webpack has not found the modules of Node that other Harmony builds have. */
export class MissingModules {
  apply({ hooks }: Compiler): void {
    // Taro prints the errors at stage 0, and ends the process with that.
    hooks.done.tap({ name: 'taro-harmony-socket', stage: -1 }, explain);
  }
}

function explain(stats: Stats): void {
  const { errors = [] } = stats.toJson({ all: false, errors: true });
  const found = errors.map(({ message }) => MISSING_MODULE.exec(message)).filter((each) => each !== null);
  const names = new Set(found.map(([, name, withScheme]) => name ?? withScheme));
  if (names.size === 0) return;
  warn(
    `harmony-hybrid has no ${[...names].join(', ')} of Node, which are in builds for harmony and harmony_cpp only: ` +
      'use Taro.createUDPSocket() and Taro.createTCPSocket() there, and require what needs Node in ' +
      "if (process.env.TARO_ENV !== 'harmony-hybrid')"
  );
}
