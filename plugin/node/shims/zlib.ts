import { Buffer } from 'buffer';
import pako, { type Coder, type InflateState } from 'pako';
import { Transform } from 'stream';
import { adoptable, callable } from '../shared/callable.ts';
import { invalidArgType, outOfRange, withCode } from '../shared/errors.ts';
import { nextTick } from '../shared/nextTick.ts';
import { validateNumber } from '../shared/validators.ts';
import { missing } from './missing.ts';

type Done = (error: Error | null, result?: Buffer) => void;

/** The first byte of gzip, and the bits of the largest window: options with more mean that there is a head of gzip. */
const GZIP = 0x1f;
const LARGEST_WINDOW = 15;

/** Node's options as far as the package knows them. */
interface ZlibOptions {
  level?: number;
  memLevel?: number;
  strategy?: number;
  windowBits?: number;
  dictionary?: Uint8Array;
  chunkSize?: number;
  /** How the end is dealt with: Z_FINISH, or Z_SYNC_FLUSH for whoever takes what there is of bytes that end too early. */
  finishFlush?: number;
  /** Of the calls that give all at once: with more than so many bytes they fail. */
  maxOutputLength?: number;
}

/** Of a buffer, in Node 20. */
const LONGEST_BUFFER = 2 ** 32;

/** @throws as Node for what is not from `least` to `most`; undefined and NaN count as none. @returns undefined for none */
function checked(
  options: ZlibOptions,
  option: keyof ZlibOptions,
  least: number,
  most: number
): number | undefined {
  const name = `options.${option}`;
  const value = options[option];
  if (value === undefined || Number.isNaN(value)) return undefined;
  validateNumber(value, name);
  if (!Number.isFinite(value)) throw outOfRange(name, 'a finite number', value);
  if (value < least || value > most) throw outOfRange(name, `>= ${least} and <= ${most}`, value);
  return value;
}

/** @throws as Node for what is no limit */
function limitOf(options: ZlibOptions | null | undefined): number {
  return checked(options ?? {}, 'maxOutputLength', 1, LONGEST_BUFFER) ?? LONGEST_BUFFER;
}

function tooLarge(limit: number): Error {
  const error = new RangeError(`Cannot create a Buffer larger than ${limit} bytes`);
  return withCode(error, 'ERR_BUFFER_TOO_LARGE');
}

const { constants } = pako;
const { Z_NO_FLUSH = 0, Z_SYNC_FLUSH = 2, Z_FULL_FLUSH = 3, Z_FINISH = 4, Z_BUF_ERROR = -5 } = constants;

const CODES: Readonly<Record<string, string>> = {
  '2': 'Z_NEED_DICT',
  '-2': 'Z_STREAM_ERROR',
  '-3': 'Z_DATA_ERROR',
  '-4': 'Z_MEM_ERROR',
  '-5': 'Z_BUF_ERROR'
};

function failure(errno: number, text: string): Error {
  const code = CODES[errno] ?? 'Z_ERRNO';
  return Object.assign(withCode(new Error(text || code), code), { errno });
}

/** Compresses or expands as far as the bytes go that have come. */
class Zlib {
  readonly #make: () => Coder;
  #coder: Coder;
  readonly #isInflating: boolean;
  #firstByte: number | undefined;
  #chunks: Buffer[] = [];
  #limit = Infinity;
  #length = 0;

  constructor(Made: typeof Coder, options: object) {
    this.#isInflating = Made === pako.Inflate;
    this.#make = () => {
      const coder = new Made(options);
      coder.onData = (chunk) => this.#keep(chunk);
      if (this.#isInflating) renewWindow(coder.strm.state);
      return coder;
    };
    this.#coder = this.#make();
  }

  /** Ends with an error as soon as more than so many bytes have come out. */
  limit(bytes: number): this {
    this.#limit = bytes;
    return this;
  }

  #keep(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > this.#limit) throw tooLarge(this.#limit);
    this.#chunks.push(Buffer.from(chunk));
  }

  /** @throws what Node's own throws for bytes that are wrong, and for an end that comes too early */
  take(bytes: Uint8Array, flush: number): Buffer {
    this.#firstByte ??= bytes[0];
    if (this.#coder.ended && this.#isMember(bytes)) this.#coder = this.#make();
    const coder = this.#coder;
    if (!coder.ended) coder.push(bytes, flush);
    if (coder.err !== 0) throw failure(coder.err, coder.msg);
    if (this.#isInflating) {
      if (flush === Z_FINISH && !coder.ended) throw failure(Z_BUF_ERROR, 'unexpected end of file');
      this.#takeRest(coder);
    }
    const whole = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return whole;
  }

  /** A file of gzip may have several members, one after the other; zeros may fill up what is behind them. */
  #isMember(bytes: Uint8Array): boolean {
    const isGzip = this.#coder.options.windowBits > LARGEST_WINDOW && this.#firstByte === GZIP;
    return this.#isInflating && isGzip && bytes.length > 0 && bytes[0] !== 0;
  }

  /** The package keeps what does not fill a chunk for later; the protocol may wait for just that. */
  #takeRest({ ended, strm }: Coder): void {
    if (ended || strm.next_out === 0 || strm.avail_out === 0) return;
    this.#keep(strm.output.subarray(0, strm.next_out));
    strm.avail_out = 0;
  }
}

/**
 * The package begins a further member of a file with a window of no size, which it then never makes: what the member repeats is
 * missing. Without a window it makes one.
 */
function renewWindow(state: InflateState): void {
  let size = state.wsize;
  Object.defineProperty(state, 'wsize', {
    get: () => size,
    set: (value: number) => {
      size = value;
      if (value === 0) state.window = null;
    }
  });
}

type Make = (options?: ZlibOptions) => Zlib;

/** With a negative size of the window there is no header. */
function raw({ windowBits = 15, ...options }: ZlibOptions): object {
  return { ...options, windowBits: -windowBits, raw: true };
}

/** The algorithm cannot pack without a header into the smallest window, and Node takes the next one. */
function packedRaw({ windowBits = 15, ...options }: ZlibOptions): object {
  return raw({ ...options, windowBits: Math.max(windowBits, 9) });
}

/** The names that find the size of the window in what they expand take none, too. */
const FIND_WINDOW: readonly string[] = ['Gunzip', 'Inflate', 'Unzip'];

/** What is left of the options once they are checked: those that say nothing are absent. @throws as Node */
function checkedOptions(name: string, options: ZlibOptions | null | undefined): ZlibOptions {
  const given = options ?? {};
  const findsWindow = FIND_WINDOW.includes(name) && !given.windowBits;
  const numbers = {
    windowBits: findsWindow
      ? undefined
      : checked(given, 'windowBits', name === 'Gzip' ? 9 : 8, LARGEST_WINDOW),
    level: checked(given, 'level', -1, 9),
    memLevel: checked(given, 'memLevel', 1, 9),
    strategy: checked(given, 'strategy', 0, 4)
  };
  return Object.fromEntries(
    Object.entries({ ...given, ...numbers }).filter(([, value]) => value !== undefined)
  );
}

const MAKERS = {
  Deflate: (options = {}) => new Zlib(pako.Deflate, options),
  DeflateRaw: (options = {}) => new Zlib(pako.Deflate, packedRaw(options)),
  Gzip: (options = {}) => new Zlib(pako.Deflate, { ...options, gzip: true }),
  Inflate: (options = {}) => new Zlib(pako.Inflate, { windowBits: 15, ...options }),
  InflateRaw: (options = {}) => new Zlib(pako.Inflate, raw(options)),
  Gunzip: ({ windowBits = 15, ...options } = {}) =>
    new Zlib(pako.Inflate, { ...options, windowBits: windowBits + 16 }),
  Unzip: ({ windowBits = 15, ...options } = {}) =>
    new Zlib(pako.Inflate, { ...options, windowBits: windowBits + 32 })
} satisfies Record<string, Make>;

type Name = keyof typeof MAKERS;

/** @throws as Node for options out of their range */
function make(name: Name, options: ZlibOptions | null | undefined): Zlib {
  return MAKERS[name](checkedOptions(name, options));
}

/** One of Node's streams of zlib. */
class ZlibStream extends adoptable(Transform) {
  bytesWritten = 0;
  readonly #make: () => Zlib;
  readonly #finish: number;
  #zlib: Zlib;

  constructor(name: Name, options: ZlibOptions = {}) {
    super();
    limitOf(options);
    this.#finish = options.finishFlush ?? Z_FINISH;
    this.#make = () => make(name, options);
    this.#zlib = this.#make();
  }

  #pass(bytes: Uint8Array, flush: number, done: Done): void {
    try {
      const result = this.#zlib.take(bytes, flush);
      this.bytesWritten += bytes.length;
      if (result.length > 0) this.push(result);
      done(null);
    } catch (error) {
      done(error as Error);
    }
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#pass(chunk, Z_NO_FLUSH, done);
  }

  override _flush(done: Done): void {
    this.#pass(Buffer.alloc(0), this.#finish, done);
  }

  /** Has what was written so far come out. @param kind Z_FULL_FLUSH when absent */
  flush(kind?: number | (() => void), callback?: () => void): void {
    const done = typeof kind === 'function' ? kind : callback;
    const settle = (): void => {
      this.#pass(Buffer.alloc(0), typeof kind === 'number' ? kind : Z_FULL_FLUSH, (error) => {
        if (error) this.destroy(error);
        else done?.();
      });
    };
    // In the order of what was written.
    this.write(Buffer.alloc(0), settle);
  }

  /** Begins anew. */
  reset(): void {
    this.#zlib = this.#make();
  }

  close(callback?: () => void): void {
    if (callback !== undefined) this.once('close', callback);
    this.destroy();
  }
}

type Data = string | ArrayBuffer | ArrayBufferView;

function bytesOf(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw invalidArgType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], data);
}

/** A call that gives all at once, once its options are found right. @throws as {@link make}, and for what is no limit */
function prepare(name: Name, data: Data, options?: ZlibOptions): () => Buffer {
  const zlib = make(name, options).limit(limitOf(options));
  return () => zlib.take(bytesOf(data), options?.finishFlush ?? Z_FINISH);
}

/** `gzip`, `gzipSync`, `createGzip` and `Gzip`, and so on for the others. */
function membersOf(name: Name): object {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const Stream = callable(
    class extends ZlibStream {
      constructor(options?: ZlibOptions) {
        super(name, options);
      }
    }
  );
  const answer = (data: Data, options: ZlibOptions | Done, callback?: Done): void => {
    const done = typeof options === 'function' ? options : callback;
    const given = typeof options === 'function' ? {} : options;
    const work = prepare(name, data, given);
    let settle: () => void;
    try {
      const result = work();
      settle = () => done?.(null, result);
    } catch (error) {
      settle = () => done?.(error as Error);
    }
    nextTick(settle);
  };
  return {
    [lower]: answer,
    [`${lower}Sync`]: (data: Data, options?: ZlibOptions) => prepare(name, data, options)(),
    [`create${name}`]: (options?: ZlibOptions) => new Stream(options),
    [name]: Stream
  };
}

/** Node's `zlib` over the package `pako`, on the app's thread; Brotli is missing. */
export default missing('zlib', {
  ...constants,
  codes: constants,
  constants: { ...constants, Z_MIN_WINDOWBITS: 8, Z_MAX_WINDOWBITS: 15, Z_DEFAULT_WINDOWBITS: 15 },
  Z_SYNC_FLUSH,
  ...Object.fromEntries((Object.keys(MAKERS) as Name[]).flatMap((name) => Object.entries(membersOf(name))))
});
