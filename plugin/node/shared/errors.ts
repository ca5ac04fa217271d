import { describeReceived } from './describeReceived.ts';

/** An error of Node's own, which programs tell by its `code`. */
export interface CodedError extends Error {
  code: string;
}

/** @param error decides the class: `Error`, `TypeError` or `RangeError`; its stack shows the code, as in Node */
export function withCode<Kind extends Error>(error: Kind, code: string): Kind & CodedError {
  const { stack } = error;
  if (stack?.startsWith(`${error.name}:`) === true) {
    error.stack = `${error.name} [${code}]${stack.slice(error.name.length)}`;
  }
  return Object.assign(error, { code });
}

const PRIMITIVES = new Set(['string', 'function', 'number', 'object', 'boolean', 'bigint', 'symbol']);
const CLASS_NAME = /^(?:[A-Z][a-z0-9]*)+$/;

function list(words: readonly string[], conjunction: string): string {
  const [first = '', second = ''] = words;
  if (words.length < 3) return words.length < 2 ? first : `${first} ${conjunction} ${second}`;
  return `${words.slice(0, -1).join(', ')}, ${conjunction} ${words.at(-1) ?? ''}`;
}

function expectation(expected: readonly string[]): string {
  const types = expected
    .filter((each) => PRIMITIVES.has(each.toLowerCase()))
    .map((each) => each.toLowerCase());
  const rest = expected.filter((each) => !PRIMITIVES.has(each.toLowerCase()));
  const classes = rest.filter((each) => CLASS_NAME.test(each));
  if (classes.length > 0 && types.includes('object')) {
    types.splice(types.indexOf('object'), 1);
    classes.push('Object');
  }
  const others = rest.filter((each) => !CLASS_NAME.test(each));
  const parts: string[] = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${list(types, 'or')}`);
  if (classes.length > 0) parts.push(`an instance of ${list(classes, 'or')}`);
  if (others.length > 0) parts.push(others.length > 1 ? `one of ${list(others, 'or')}` : (others[0] ?? ''));
  return parts.join(' or ');
}

/** @param expected types (`string`), classes (`Buffer`), or words of their own */
export function invalidArgType(
  name: string,
  expected: string | readonly string[],
  actual: unknown
): CodedError {
  const kind = name.includes('.') ? 'property' : 'argument';
  const subject = name.endsWith(' argument') ? name : `"${name}" ${kind}`;
  const wanted = expectation(typeof expected === 'string' ? [expected] : expected);
  const text = `The ${subject} must be ${wanted}. Received ${describeReceived(actual)}`;
  return withCode(new TypeError(text), 'ERR_INVALID_ARG_TYPE');
}

/** @param reason such as `is not supported` */
export function invalidArgValue(name: string, value: unknown, reason: string): CodedError {
  const kind = name.includes('.') ? 'property' : 'argument';
  const shown =
    typeof value === 'object' && value !== null
      ? `{ ${Object.keys(value).join(', ')} }`
      : typeof value === 'string'
        ? `'${value}'`
        : String(value);
  return withCode(
    new TypeError(`The ${kind} '${name}' ${reason}. Received ${shown}`),
    'ERR_INVALID_ARG_VALUE'
  );
}

/** @param range in words, such as `>= 0 && <= 4294967295` or `an integer` */
export function outOfRange(name: string, range: string, received: number): CodedError {
  const shown =
    Number.isInteger(received) && Math.abs(received) > 2 ** 32 ? separated(received) : String(received);
  const text = `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`;
  return withCode(new RangeError(text), 'ERR_OUT_OF_RANGE');
}

function separated(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, '_');
}

export function badPort(name: string, port: unknown, allowsZero: boolean): CodedError {
  const text = `${name} should be ${allowsZero ? '>=' : '>'} 0 and < 65536. Received ${describeReceived(port)}.`;
  return withCode(new RangeError(text), 'ERR_SOCKET_BAD_PORT');
}

export function missingArgs(...names: readonly string[]): CodedError {
  const quoted = names.map((name) => `"${name}"`);
  const text = `The ${list(quoted, 'and')} argument${names.length > 1 ? 's' : ''} must be specified`;
  return withCode(new TypeError(text), 'ERR_MISSING_ARGS');
}
