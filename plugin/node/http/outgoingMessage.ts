import { Buffer } from 'buffer';
import { Stream } from 'stream';
import { adoptable, callable } from '../shared/callable.ts';
import { invalidArgType } from '../shared/errors.ts';
import { nextTick } from '../shared/nextTick.ts';
import { validateString } from '../shared/validators.ts';
import {
  hasForbiddenCharacter,
  type HeaderValue,
  validateHeaderName,
  validateHeaderValue
} from './headerChecks.ts';
import {
  bodyNotAllowed,
  contentLengthMismatch,
  destroyedStream,
  finishedStream,
  invalidCharacter,
  notImplemented,
  notReadable,
  nullChunk,
  writeAfterEnd
} from './httpErrors.ts';
import type { HttpSocket } from './httpSocket.ts';
import { composeHead, type Framing, type GivenHeaders, headerLines, headerPairs } from './messageHead.ts';
import { OutgoingHeaders, requireUnsent } from './outgoingHeaders.ts';

/** What a part of a body may be. */
export type Chunk = string | Uint8Array;

type Done = (error?: Error | null) => void;

/** What waits for a connection. */
interface Piece {
  readonly data: Chunk;
  readonly encoding: BufferEncoding | undefined;
  readonly callback: Done | undefined;
}

export interface OutgoingOptions {
  highWaterMark?: number | undefined;
  /** Whether content for a message that has none is an error instead of being left out. */
  rejectNonStandardBodyWrites?: boolean | undefined;
}

/** Bytes that wait, from which on `write` asks to wait for `drain`. */
const HIGH_WATER_MARK = 16 * 1024;
const LINE_END = '\r\n';

const ignore = (): void => undefined;

/** Encodings of texts that a head can be put in front of: without letters beyond ASCII it is the same bytes in them. */
const JOINED = new Set<BufferEncoding | undefined>([undefined, 'utf8', 'latin1']);
const BEYOND_ASCII = /[\x80-\xff]/;

function requireChunk(chunk: unknown): asserts chunk is Chunk {
  if (chunk === null) throw nullChunk();
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
    throw invalidArgType('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  }
}

/** What is common to requests of clients and responses of servers: Node's `http.OutgoingMessage`. */
export class OutgoingMessageClass extends adoptable(Stream) implements Framing {
  socket: HttpSocket | null = null;
  outputData: Piece[] = [];
  outputSize = 0;
  writable = true;
  destroyed = false;
  errored: Error | null = null;
  chunkedEncoding = false;
  shouldKeepAlive = true;
  maxRequestsOnConnectionReached = false;
  useChunkedEncodingByDefault = true;
  sendDate = false;
  strictContentLength = false;
  /** Whether `end` was called. */
  finished = false;
  _last = false;
  _closed = false;
  _hasBody = true;
  _contentLength: number | null = null;
  _removedConnection = false;
  _removedContLen = false;
  _removedTE = false;
  _keepAliveTimeout = 0;
  _maxRequestsPerSocket = 0;
  /** The head as it goes out; null before it is made. */
  _header: string | null = null;
  _headerSent = false;
  _trailer = '';
  /** Is told how many more bytes wait. */
  _onPendingData: (bytes: number) => void = ignore;
  protected outgoingHeaders = new OutgoingHeaders();
  /** Names in lower case of headers whose values are sent in one line. */
  _uniqueHeaders: ReadonlySet<string> = new Set();
  private needsDrain = false;
  private corkCount = 0;
  private bytesOfBody = 0;
  private readonly highWaterMark: number;
  private readonly rejectsBody: boolean;

  constructor(options: OutgoingOptions = {}) {
    super();
    this.highWaterMark = options.highWaterMark ?? HIGH_WATER_MARK;
    this.rejectsBody = options.rejectNonStandardBodyWrites ?? false;
  }

  get connection(): HttpSocket | null {
    return this.socket;
  }

  set connection(socket: HttpSocket | null) {
    this.socket = socket;
  }

  get headersSent(): boolean {
    return Boolean(this._header);
  }

  get closed(): boolean {
    return this._closed;
  }

  get writableEnded(): boolean {
    return this.finished;
  }

  get writableFinished(): boolean {
    return this.finished && this.outputSize === 0 && (this.socket?.writableLength ?? 0) === 0;
  }

  get writableLength(): number {
    return this.outputSize + (this.socket?.writableLength ?? 0);
  }

  get writableHighWaterMark(): number {
    return this.socket?.writableHighWaterMark ?? this.highWaterMark;
  }

  get writableCorked(): number {
    return this.corkCount;
  }

  get writableObjectMode(): boolean {
    return false;
  }

  get writableNeedDrain(): boolean {
    return !this.destroyed && !this.finished && this.needsDrain;
  }

  cork(): void {
    this.corkCount += 1;
    this.socket?.cork();
  }

  uncork(): void {
    if (this.corkCount > 0) this.corkCount -= 1;
    this.socket?.uncork();
  }

  setTimeout(milliseconds: number, callback?: () => void): this {
    if (callback !== undefined) this.on('timeout', callback);
    if (this.socket === null) {
      this.once('socket', (socket: HttpSocket) => socket.setTimeout?.(milliseconds));
    } else {
      this.socket.setTimeout?.(milliseconds);
    }
    return this;
  }

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.errored = error ?? null;
    if (this.socket === null) this.once('socket', (socket: HttpSocket) => socket.destroy(error));
    else this.socket.destroy(error);
    return this;
  }

  setHeader(name: string, value: HeaderValue): this {
    requireUnsent(this._header, 'set');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    this.outgoingHeaders.set(name, value);
    return this;
  }

  /** @param headers `Headers` or a `Map` */
  setHeaders(headers: Iterable<[string, HeaderValue]>): this {
    requireUnsent(this._header, 'set');
    const given = headers as Partial<Map<string, HeaderValue>> | null | undefined;
    if (typeof given !== 'object' || Array.isArray(given) || typeof given?.get !== 'function') {
      throw invalidArgType('headers', ['Headers', 'Map'], headers);
    }
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }

  appendHeader(name: string, value: HeaderValue): this {
    requireUnsent(this._header, 'append');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    this.outgoingHeaders.append(name, value);
    return this;
  }

  getHeader(name: string): HeaderValue | undefined {
    validateString(name, 'name');
    return this.outgoingHeaders.get(name);
  }

  getHeaderNames(): string[] {
    return this.outgoingHeaders.names();
  }

  getRawHeaderNames(): string[] {
    return this.outgoingHeaders.rawNames();
  }

  getHeaders(): Record<string, HeaderValue> {
    return this.outgoingHeaders.toObject();
  }

  hasHeader(name: string): boolean {
    validateString(name, 'name');
    return this.outgoingHeaders.has(name);
  }

  removeHeader(name: string): void {
    validateString(name, 'name');
    requireUnsent(this._header, 'remove');
    const field = name.toLowerCase();
    if (field === 'connection') this._removedConnection = true;
    else if (field === 'content-length') this._removedContLen = true;
    else if (field === 'transfer-encoding') this._removedTE = true;
    else if (field === 'date') this.sendDate = false;
    this.outgoingHeaders.delete(name);
  }

  /** Makes the head of what was set. */
  _implicitHeader(): void {
    throw notImplemented('_implicitHeader()');
  }

  /** @param headers those that were set when absent */
  _storeHeader(firstLine: string, headers?: GivenHeaders): void {
    const given = headers ?? this.outgoingHeaders.entries();
    const { text, expectsContinue } = composeHead(this, firstLine, given, this._uniqueHeaders);
    this._header = text;
    this._headerSent = false;
    if (expectsContinue) this._send('');
  }

  flushHeaders(): void {
    if (this._header === null) this._implicitHeader();
    this._send('');
  }

  addTrailers(headers: GivenHeaders): void {
    this._trailer = '';
    for (const [name, value] of headerPairs(headers)) {
      validateHeaderName(name, 'Trailer name');
      if (hasForbiddenCharacter(String(value))) throw invalidCharacter('trailer content', name);
      this._trailer += headerLines(name, value as HeaderValue, this._uniqueHeaders);
    }
  }

  write(chunk: Chunk, encoding?: BufferEncoding | Done, callback?: Done): boolean {
    requireChunk(chunk);
    const [named, done] = typeof encoding === 'function' ? [undefined, encoding] : [encoding, callback];
    const isTaken = this.#put(chunk, named, done, false);
    if (!isTaken) this.needsDrain = true;
    return isTaken;
  }

  end(chunk?: Chunk | Done | null, encoding?: BufferEncoding | Done, callback?: Done): this {
    const done = [chunk, encoding, callback].find((each) => typeof each === 'function');
    const data = typeof chunk === 'function' ? undefined : chunk;
    const named = typeof encoding === 'function' ? undefined : encoding;
    if (data) {
      requireChunk(data);
      if (this.finished) {
        this.#fail(writeAfterEnd(), done);
        return this;
      }
      this.socket?.cork();
      this.#put(data, named, undefined, true);
    } else if (this.finished) {
      if (done === undefined) return this;
      if (this.writableFinished) done(finishedStream('end'));
      else this.on('finish', () => done(finishedStream('end')));
      return this;
    } else if (this._header === null) {
      this.socket?.cork();
      this._contentLength = 0;
      this._implicitHeader();
    }
    if (done !== undefined) this.once('finish', done);
    this.#endBody(Boolean(data));
    return this;
  }

  #endBody(hasSent: boolean): void {
    if (this.strictContentLength && this._hasBody && !this._removedContLen) this.#checkLength();
    const onFinished = (error?: Error | null): void => {
      if (!error && this.socket?._hadError !== true) this.emit('finish');
    };
    if (this._hasBody && this.chunkedEncoding) {
      this._send(`0${LINE_END}${this._trailer}${LINE_END}`, 'latin1', onFinished);
    } else if (!this._headerSent || this.writableLength > 0 || hasSent) {
      this._send('', 'latin1', onFinished);
    } else {
      nextTick(onFinished);
    }
    this.#uncorkWhole();
    this.finished = true;
    if (this.outputData.length === 0 && this.socket?._httpMessage === this) this._finish();
  }

  #uncorkWhole(): void {
    this.corkCount = 0;
    for (let count = this.socket?.writableCorked ?? 0; count > 0; count -= 1) this.socket?.uncork();
  }

  #checkLength(): void {
    if (this._contentLength !== null && this.bytesOfBody !== this._contentLength) {
      throw contentLengthMismatch(this.bytesOfBody, this._contentLength);
    }
  }

  /** All that belongs to the message was handed over. */
  _finish(): void {
    this.emit('prefinish');
  }

  /** @returns whether more may come at once */
  #put(chunk: Chunk, encoding: BufferEncoding | undefined, done: Done | undefined, isLast: boolean): boolean {
    if (this.finished || this.destroyed) {
      this.#fail(this.finished ? writeAfterEnd() : destroyedStream('write'), done);
      return false;
    }
    const length = typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength;
    if (this._header === null) {
      if (isLast) this._contentLength = length;
      this._implicitHeader();
    }
    if (!this._hasBody) {
      if (this.rejectsBody) throw bodyNotAllowed();
      if (done !== undefined) nextTick(() => done());
      return true;
    }
    this.#checkOverrun(this.bytesOfBody + length, isLast);
    this.bytesOfBody += length;
    if (!isLast) this.#corkForTurn();
    if (!this.chunkedEncoding || length === 0) return this._send(chunk, encoding, done);
    this._send(length.toString(16) + LINE_END, 'latin1');
    this._send(chunk, encoding);
    return this._send(LINE_END, 'latin1', done);
  }

  #checkOverrun(size: number, isLast: boolean): void {
    if (!this.strictContentLength || this._contentLength === null || this._removedContLen) return;
    const announced = this._contentLength;
    if (isLast ? size !== announced : size > announced) throw contentLengthMismatch(size, announced);
  }

  /** What is written in one turn of the app goes out together. */
  #corkForTurn(): void {
    const { socket } = this;
    if (socket === null || socket.writableCorked > 0) return;
    socket.cork();
    nextTick(() => socket.uncork());
  }

  #fail(error: Error, done: Done | undefined): void {
    nextTick(() => {
      done?.(error);
      if (!this.destroyed) this.emit('error', error);
    });
  }

  /** Sends a part of the message as it is, after its head. */
  _send(data: Chunk, encoding?: BufferEncoding, callback?: Done): boolean {
    if (!this._headerSent && this._header !== null) {
      this._headerSent = true;
      if (typeof data === 'string' && JOINED.has(encoding) && !BEYOND_ASCII.test(this._header)) {
        return this._writeRaw(this._header + data, encoding, callback);
      }
      // A socket that was corked here gets both in one piece.
      this.socket?.cork();
      this._writeRaw(this._header, 'latin1');
      const isTaken = this._writeRaw(data, encoding, callback);
      this.socket?.uncork();
      return isTaken;
    }
    return this._writeRaw(data, encoding, callback);
  }

  /** To the connection if it is this message's turn, otherwise to what waits. */
  _writeRaw(data: Chunk, encoding?: BufferEncoding, callback?: Done): boolean {
    const { socket } = this;
    if (socket?.destroyed === true) return false;
    if (socket?._httpMessage === this && socket.writable) {
      this.#flushOutput(socket);
      return socket.write(data, encoding ?? 'utf8', callback);
    }
    const size = typeof data === 'string' ? Buffer.byteLength(data, encoding) : data.byteLength;
    this.outputData.push({ data, encoding, callback });
    this.#countPending(size);
    return this.outputSize < this.highWaterMark;
  }

  #countPending(bytes: number): void {
    this.outputSize += bytes;
    this._onPendingData(bytes);
  }

  /** The message has got its connection. */
  _flush(): void {
    const { socket } = this;
    if (socket?.writable !== true) return;
    const isTaken = this.#flushOutput(socket);
    if (this.finished) this._finish();
    else if (isTaken && this.needsDrain) this._drained();
  }

  /** The connection takes more. */
  _drained(): void {
    if (!this.needsDrain) return;
    this.needsDrain = false;
    this.emit('drain');
  }

  #flushOutput(socket: HttpSocket): boolean {
    const pieces = this.outputData;
    if (pieces.length === 0) return true;
    this.outputData = [];
    for (let count = this.corkCount; count > 0; count -= 1) socket.cork();
    socket.cork();
    let isTaken = true;
    for (const { data, encoding, callback } of pieces) {
      isTaken = socket.write(data, encoding ?? 'utf8', callback);
    }
    socket.uncork();
    this.#countPending(-this.outputSize);
    return isTaken;
  }

  /** What a message has still to send is nobody's any more. */
  protected forgetOutput(): void {
    this.outputData = [];
    this.#countPending(-this.outputSize);
  }

  override pipe(): never {
    this.emit('error', notReadable());
    return undefined as never;
  }

  [Symbol.for('nodejs.rejection')](error: Error): void {
    this.destroy(error);
  }
}

export const OutgoingMessage = callable(OutgoingMessageClass);
