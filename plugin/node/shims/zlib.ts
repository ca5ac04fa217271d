import { Buffer } from 'buffer';
import pako, { type Coder } from 'pako';
import { Transform } from 'stream';
import { withCode } from '../shared/errors.ts';
import { nextTick } from '../shared/nextTick.ts';
import { missing } from './missing.ts';

type Done = (error: Error | null, result?: Buffer) => void;

/** Node's options as far as the package knows them. */
interface ZlibOptions {
  level?: number;
  memLevel?: number;
  strategy?: number;
  windowBits?: number;
  dictionary?: Uint8Array;
  chunkSize?: number;
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
  readonly #coder: Coder;
  readonly #isInflating: boolean;
  #chunks: Buffer[] = [];

  constructor(Made: typeof Coder, options: object) {
    this.#isInflating = Made === pako.Inflate;
    this.#coder = new Made(options);
    this.#coder.onData = (chunk) => this.#chunks.push(Buffer.from(chunk));
  }

  /** @throws what Node's own throws for bytes that are wrong, and for an end that comes too early */
  take(bytes: Uint8Array, flush: number): Buffer {
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

  /** The package keeps what does not fill a chunk for later; the protocol may wait for just that. */
  #takeRest({ ended, strm }: Coder): void {
    if (ended || strm.next_out === 0 || strm.avail_out === 0) return;
    this.#chunks.push(Buffer.from(strm.output.subarray(0, strm.next_out)));
    strm.avail_out = 0;
  }
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
  #zlib: Zlib;

  constructor(make: Make, options: ZlibOptions = {}) {
    super();
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
    this.#pass(Buffer.alloc(0), Z_FINISH, done);
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

function whole(name: Name, data: string | ArrayBuffer | Uint8Array, options?: ZlibOptions): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data) : new Uint8Array(data);
  return MAKERS[name](options).take(bytes, Z_FINISH);
}

/** `gzip`, `gzipSync`, `createGzip` and `Gzip`, and so on for the others. */
function membersOf(name: Name): object {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const make = (options?: ZlibOptions): ZlibStream => new ZlibStream(MAKERS[name], options);
  const answer = (data: string | Uint8Array, options: ZlibOptions | Done, callback?: Done): void => {
    const done = typeof options === 'function' ? options : callback;
    let settle: () => void;
    try {
      const result = whole(name, data, typeof options === 'function' ? {} : options);
      settle = () => done?.(null, result);
    } catch (error) {
      settle = () => done?.(error as Error);
    }
    nextTick(settle);
  };
  return {
    [lower]: answer,
    [`${lower}Sync`]: (data: string | Uint8Array, options?: ZlibOptions) => whole(name, data, options),
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
