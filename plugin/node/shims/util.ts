import polyfill from 'util/util.js';
import { systemErrorName } from '../shared/systemErrors.ts';
import { validateFunction, validateString } from '../shared/validators.ts';
import { isDeepStrictEqual } from './deepEqual.ts';
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

/** What terminals take for commands (ECMA-48): those with a text of their own, such as links, those with parameters, all others. */
const CONTROL_SEQUENCE =
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  /\u001b\][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[ -/]*[0-~]/g;

function stripVTControlCharacters(text: string): string {
  validateString(text, 'str');
  return text.replace(CONTROL_SEQUENCE, '');
}

/** The polyfill with what it lacks. */
export default Object.assign(polyfill, {
  debug: polyfill.debuglog,
  /** The options, of which colours are one, have no effect. */
  formatWithOptions: (_options: object, ...values: unknown[]) => polyfill.format(...values),
  getSystemErrorName: (errno: number) => systemErrorName(-errno),
  inherits,
  inspect: Object.assign(polyfill.inspect, { custom }),
  isDeepStrictEqual,
  promisify: Object.assign(promisify, { custom: PROMISIFIED }),
  stripVTControlCharacters,
  TextDecoder,
  TextEncoder,
  types
});
