import { finished, Readable } from 'stream';
import { adoptable, callable } from '../shared/callable.ts';
import { nextTick } from '../shared/nextTick.ts';
import type { HttpSocket } from './httpSocket.ts';
import { addHeader, distinctHeaders, type IncomingHeaders, joinHeaders } from './incomingHeaders.ts';
import type { MessageHead } from './messageParser.ts';

/** Headers that count, unless the app says otherwise. */
const MAX_HEADERS = 1000;

/** Node's `http.IncomingMessage`: a request that a server has got, or a response that a client has got. */
export class IncomingMessageClass extends adoptable(Readable) {
  socket: HttpSocket;
  httpVersionMajor: number | null = null;
  httpVersionMinor: number | null = null;
  httpVersion: string | null = null;
  /** Whether all of the message has come. */
  complete = false;
  rawHeaders: string[] = [];
  rawTrailers: string[] = [];
  joinDuplicateHeaders = false;
  /** Whether the connection was lost before the message was complete. */
  aborted = false;
  upgrade: boolean | null = null;
  /** Of a request. */
  url = '';
  method: string | null = null;
  /** Of a response. */
  statusCode: number | null = null;
  statusMessage: string | null = null;
  client: HttpSocket;
  /** The request that this is the response to. */
  req?: object;
  /** Whether somebody has asked for the body. */
  _consumed = false;
  /** Whether nobody gets the body. */
  _dumped = false;
  private joined: IncomingHeaders | null = null;
  private distinct: Record<string, string[]> | null = null;
  private joinedTrailers: IncomingHeaders | null = null;
  private distinctTrailers: Record<string, string[]> | null = null;
  /** How many of the raw headers count. */
  private headerLimit = Infinity;

  constructor(socket: HttpSocket) {
    super(
      // Messages without a socket are made by tests and by servers that answer themselves.
      (socket as HttpSocket | undefined) === undefined ? {} : { highWaterMark: socket.readableHighWaterMark }
    );
    this.socket = socket;
    this.client = socket;
    this.askForMore(false);
  }

  /** Streams ask for more of their own accord, which would look as if somebody read. */
  private askForMore(isAllowed: boolean): void {
    (this as unknown as { _readableState: { readingMore: boolean } })._readableState.readingMore = !isAllowed;
  }

  /** Puts in what was read. @param maxHeadersCount the most headers that `headers` gets; 0 for all */
  _begin(head: MessageHead, maxHeadersCount: number | null | undefined): void {
    this.httpVersionMajor = head.versionMajor;
    this.httpVersionMinor = head.versionMinor;
    this.httpVersion = `${head.versionMajor}.${head.versionMinor}`;
    this.rawHeaders = head.rawHeaders;
    this.headerLimit = maxHeadersCount === 0 ? Infinity : (maxHeadersCount ?? MAX_HEADERS);
    this.upgrade = head.upgrade;
  }

  get connection(): HttpSocket {
    return this.socket;
  }

  set connection(socket: HttpSocket) {
    this.socket = socket;
  }

  get headers(): IncomingHeaders {
    this.joined ??= joinHeaders(this.rawHeaders.slice(0, 2 * this.headerLimit), this.joinDuplicateHeaders);
    return this.joined;
  }

  set headers(headers: IncomingHeaders) {
    this.joined = headers;
  }

  get headersDistinct(): Record<string, string[]> {
    this.distinct ??= distinctHeaders(this.rawHeaders.slice(0, 2 * this.headerLimit));
    return this.distinct;
  }

  set headersDistinct(headers: Record<string, string[]>) {
    this.distinct = headers;
  }

  /** Of a message in chunks, once it is complete. */
  get trailers(): IncomingHeaders {
    this.joinedTrailers ??= joinHeaders(this.rawTrailers, this.joinDuplicateHeaders);
    return this.joinedTrailers;
  }

  set trailers(trailers: IncomingHeaders) {
    this.joinedTrailers = trailers;
  }

  get trailersDistinct(): Record<string, string[]> {
    this.distinctTrailers ??= distinctHeaders(this.rawTrailers);
    return this.distinctTrailers;
  }

  set trailersDistinct(trailers: Record<string, string[]>) {
    this.distinctTrailers = trailers;
  }

  /** The connection's: see `net.Socket`. */
  setTimeout(milliseconds: number, callback?: () => void): this {
    if (callback !== undefined) this.on('timeout', callback);
    this.socket.setTimeout?.(milliseconds);
    return this;
  }

  override _read(): void {
    if (!this._consumed) this.askForMore(true);
    this._consumed = true;
    if (this.socket.readable && this.socket._paused !== true) this.socket.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    const settle = (reason: Error | null): void => {
      // Programs of before this event know `aborted` only.
      nextTick(() => done(this.listenerCount('error') === 0 ? null : reason));
    };
    const socket = this.socket as HttpSocket | undefined;
    if (socket === undefined || socket.destroyed || !this.aborted) {
      settle(error);
      return;
    }
    socket.destroy(error ?? undefined);
    const forget = finished(socket, (reason) => {
      forget();
      settle((reason?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? null : reason) ?? error);
    });
  }

  /** For packages that add headers to a message of their own making. */
  _addHeaderLine(field: string, value: string, to: IncomingHeaders): void {
    addHeader(to, field, value, this.joinDuplicateHeaders);
  }

  /** Nobody wants the body: it is read and thrown away, so that the connection can go on. */
  _dump(): void {
    if (this._dumped) return;
    this._dumped = true;
    this.removeAllListeners('data');
    this.resume();
  }
}

export const IncomingMessage = callable(IncomingMessageClass);
