import { Buffer } from 'buffer';
import pako, { type Coder, type InflateState } from 'pako';
import { Transform } from 'stream';
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

/** @throws as Node for what is no limit; NaN counts as none */
function limitOf(options: ZlibOptions | null | undefined): number {
  const name = 'options.maxOutputLength';
  const limit = options?.maxOutputLength;
  if (limit === undefined || Number.isNaN(limit)) return LONGEST_BUFFER;
  validateNumber(limit, name);
  if (!Number.isFinite(limit)) throw outOfRange(name, 'a finite number', limit);
  if (limit < 1 || limit > LONGEST_BUFFER) {
    throw outOfRange(name, `>= 1 and <= ${LONGEST_BUFFER}`, limit);
  }
  return limit;
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

const MAKERS = {
  Deflate: (options = {}) => new Zlib(pako.Deflate, options),
  DeflateRaw: (options = {}) => new Zlib(pako.Deflate, raw(options)),
  Gzip: (options = {}) => new Zlib(pako.Deflate, { ...options, gzip: true }),
  Inflate: (options = {}) => new Zlib(pako.Inflate, { windowBits: 15, ...options }),
  InflateRaw: (options = {}) => new Zlib(pako.Inflate, raw(options)),
  Gunzip: ({ windowBits = 15, ...options } = {}) =>
    new Zlib(pako.Inflate, { ...options, windowBits: windowBits + 16 }),
  Unzip: ({ windowBits = 15, ...options } = {}) =>
    new Zlib(pako.Inflate, { ...options, windowBits: windowBits + 32 })
} satisfies Record<string, Make>;

type Name = keyof typeof MAKERS;

/** One of Node's streams of zlib. */
class ZlibStream extends Transform {
  bytesWritten = 0;
  readonly #make: () => Zlib;
  readonly #finish: number;
  #zlib: Zlib;

  constructor(make: Make, options: ZlibOptions = {}) {
    super();
    limitOf(options);
    this.#finish = options.finishFlush ?? Z_FINISH;
    this.#make = () => make(options);
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

function whole(name: Name, data: Data, options?: ZlibOptions): Buffer {
  const zlib = MAKERS[name](options).limit(limitOf(options));
  return zlib.take(bytesOf(data), options?.finishFlush ?? Z_FINISH);
}

/** `gzip`, `gzipSync`, `createGzip` and `Gzip`, and so on for the others. */
function membersOf(name: Name): object {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const make = (options?: ZlibOptions): ZlibStream => new ZlibStream(MAKERS[name], options);
  const answer = (data: Data, options: ZlibOptions | Done, callback?: Done): void => {
    const done = typeof options === 'function' ? options : callback;
    const given = typeof options === 'function' ? {} : options;
    limitOf(given);
    let settle: () => void;
    try {
      const result = whole(name, data, given);
      settle = () => done?.(null, result);
    } catch (error) {
      settle = () => done?.(error as Error);
    }
    nextTick(settle);
  };
  return {
    [lower]: answer,
    [`${lower}Sync`]: (data: Data, options?: ZlibOptions) => whole(name, data, options),
    [`create${name}`]: make,
    [name]: make
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
