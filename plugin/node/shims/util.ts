import polyfill from 'util/util.js';
import inherits from './inherits.ts';
import { TextDecoder, TextEncoder } from './textCoding.ts';

/** By which objects say how they want to be printed. */
const custom = Symbol.for('nodejs.util.inspect.custom');

/** The polyfill with what it lacks. */
export default Object.assign(polyfill, {
  inherits,
  inspect: Object.assign(polyfill.inspect, { custom }),
  TextDecoder,
  TextEncoder
});
