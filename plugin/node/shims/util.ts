import polyfill from 'util/util.js';
import { validateFunction } from '../shared/validators.ts';
import inherits from './inherits.ts';
import { PROMISIFIED } from './promisified.ts';
import { TextDecoder, TextEncoder } from './textCoding.ts';
import { setTimeout as wait } from './timers/promises.ts';

/** By which objects say how they want to be printed. */
const custom = Symbol.for('nodejs.util.inspect.custom');

const { promisify: promisifyAny } = polyfill;

/** That of the polyfill knows a symbol of its own, and no timers, whose callback comes first. */
function promisify(original: { [PROMISIFIED]?: unknown } | null | undefined): object {
  const own: unknown = original === setTimeout ? wait : original?.[PROMISIFIED];
  if (own === undefined) return promisifyAny(original);
  validateFunction(own, 'util.promisify.custom');
  return own;
}

/** Those of the polyfill throw for what only Node's inside can see, and got asks that of each connection. */
const types = {
  ...polyfill.types,
  isExternal: () => false,
  isModuleNamespaceObject: (value: unknown) => Object.prototype.toString.call(value) === '[object Module]',
  isProxy: () => false
};

/** The polyfill with what it lacks. */
export default Object.assign(polyfill, {
  inherits,
  inspect: Object.assign(polyfill.inspect, { custom }),
  promisify: Object.assign(promisify, { custom: PROMISIFIED }),
  TextDecoder,
  TextEncoder,
  types
});
