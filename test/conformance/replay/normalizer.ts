import { createHash } from 'node:crypto';

const LONGEST_SHOWN = 48;
const LARGEST_STANDARD_FD = 2;
const DEEPEST = 4;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Payload bytes in short: as text, as hexadecimal digits, or as a digest. */
export function digest(bytes: Buffer): string {
  if (bytes.length > LONGEST_SHOWN)
    return `sha1:${createHash('sha1').update(bytes).digest('hex').slice(0, 12)}`;
  const text = bytes.toString('latin1');
  return /^[\x20-\x7e]*$/.test(text) ? text : `hex:${bytes.toString('hex')}`;
}

/** Writes values so that two runs can be compared: ports become letters, descriptors and payloads short forms. */
export class Normalizer {
  readonly #fixedPorts: ReadonlySet<number>;
  readonly #portNames = new Map<number, string>();
  readonly #sockets: ReadonlyMap<string, object>;

  /** @param sockets the sockets of the scenario by name */
  constructor(fixedPorts: readonly number[], sockets: ReadonlyMap<string, object>) {
    this.#fixedPorts = new Set(fixedPorts);
    this.#sockets = sockets;
  }

  /** The same port gets the same letter; letters are given in the order in which ports are first seen. */
  port(port: unknown): unknown {
    if (typeof port !== 'number' || port === 0 || this.#fixedPorts.has(port)) return port;
    const known = this.#portNames.get(port);
    if (known !== undefined) return known;
    const name = `<port:${LETTERS[this.#portNames.size % LETTERS.length]}>`;
    this.#portNames.set(port, name);
    return name;
  }

  /** @param key the property under which the value stands: `port` and `fd` have a meaning */
  value(value: unknown, key: string | undefined = undefined, depth = 0): unknown {
    if (value === undefined) return '<undefined>';
    if (typeof value === 'number') return this.#number(value, key);
    if (typeof value === 'function') return '<function>';
    if (typeof value !== 'object' || value === null) return value;
    return this.#object(value, depth);
  }

  #number(value: number, key: string | undefined): unknown {
    if (key === 'port') return this.port(value);
    if (key === 'fd') return value > LARGEST_STANDARD_FD ? '<fd>' : value;
    return Number.isNaN(value) ? '<NaN>' : value;
  }

  #object(value: object, depth: number): unknown {
    if (value instanceof ArrayBuffer)
      return { ArrayBuffer: value.byteLength, data: digest(Buffer.from(value)) };
    if (ArrayBuffer.isView(value)) return { view: value.constructor.name, bytes: value.byteLength };
    if (value instanceof Error) return describeError(value);
    if (depth > DEEPEST) return '<deep>';
    if (Array.isArray(value)) return value.map((item: unknown) => this.value(item, undefined, depth + 1));
    for (const [name, socket] of this.#sockets) {
      if (socket === value) return `<socket:${name}>`;
    }
    if (typeof Reflect.get(value, 'send') === 'function') {
      return { object: value.constructor.name, clientId: typeof Reflect.get(value, 'clientId') };
    }
    const entries = Object.entries(value).map(([name, item]) => [name, this.value(item, name, depth + 1)]);
    return Object.fromEntries(entries);
  }
}

function describeError(error: Error): object {
  const code: unknown = Reflect.get(error, 'code');
  return {
    error: error.name,
    code: code === undefined ? '<undefined>' : code,
    codeType: typeof code,
    message: error.message
  };
}
