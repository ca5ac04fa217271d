import { callable } from '../shared/callable.ts';
import { invalidArgType, invalidArgValue } from '../shared/errors.ts';
import { hasForbiddenCharacter, type HeaderValue } from './headerChecks.ts';
import { headersSent, invalidCharacter, invalidStatusCode, socketAssigned } from './httpErrors.ts';
import type { HttpSocket } from './httpSocket.ts';
import type { IncomingMessageClass } from './incomingMessage.ts';
import { type GivenHeaders, headerPairs } from './messageHead.ts';
import { OutgoingMessageClass, type OutgoingOptions } from './outgoingMessage.ts';
import { STATUS_CODES } from './statusCodes.ts';

/** The chunks that HTTP/1.0 may ask for. */
const WANTS_CHUNKS = /(?:^|\W)chunked(?:$|\W)/i;
const LINK = /^<[^>]*>(?:\s*;\s*[^;"\s]+(?:=(?:"[^"]*"|[^;"\s]*))?)*$/;
const LINE_END = '\r\n';

type Done = (error?: Error | null) => void;

/** Node's `http.ServerResponse`. */
export class ServerResponseClass extends OutgoingMessageClass {
  statusCode = 200;
  statusMessage = '';
  req: IncomingMessageClass;
  override sendDate = true;
  /** Whether the client waits for `100 Continue`, and whether it has got it. */
  _expect_continue = false;
  _sent100 = false;
  readonly #onSocketClose = (): void => {
    this.destroyed = true;
    this._closed = true;
    this.emit('close');
  };

  constructor(request: IncomingMessageClass, options?: OutgoingOptions) {
    super(options);
    this.req = request;
    if (request.method === 'HEAD') this._hasBody = false;
    const { httpVersionMajor, httpVersionMinor } = request;
    if ((httpVersionMajor ?? 1) < 1 || (httpVersionMinor ?? 1) < 1) {
      this.useChunkedEncodingByDefault = WANTS_CHUNKS.test(String(request.headers.te));
      this.shouldKeepAlive = false;
    }
  }

  /** It is this response's turn. */
  assignSocket(socket: HttpSocket): void {
    if (socket._httpMessage) throw socketAssigned();
    socket._httpMessage = this;
    socket.on('close', this.#onSocketClose);
    this.socket = socket;
    this.emit('socket', socket);
    this._flush();
  }

  detachSocket(socket: HttpSocket): void {
    socket.off('close', this.#onSocketClose);
    socket._httpMessage = null;
    this.socket = null;
  }

  /** The server has done with it. */
  _close(): void {
    if (this._closed) return;
    this.destroyed = true;
    this._closed = true;
    this.emit('close');
  }

  writeContinue(callback?: Done): void {
    this._writeRaw(`HTTP/1.1 100 Continue${LINE_END}${LINE_END}`, 'latin1', callback);
    this._sent100 = true;
  }

  writeProcessing(callback?: Done): void {
    this._writeRaw(`HTTP/1.1 102 Processing${LINE_END}${LINE_END}`, 'latin1', callback);
  }

  /** @param hints `link` is a must; other names and values are sent with it */
  writeEarlyHints(hints: Record<string, string | readonly string[]>, callback?: Done): void {
    if (typeof (hints as object | null) !== 'object' || (hints as object | null) === null) {
      throw invalidArgType('hints', 'Object', hints);
    }
    const { link, ...others } = hints;
    if (!link) return;
    const links = [link].flat().map(String);
    const wrong = links.find((each) => !LINK.test(each));
    if (wrong !== undefined) {
      const format = 'must be an array or string of format "</styles.css>; rel=preload; as=style"';
      throw invalidArgValue('hints', wrong, format);
    }
    if (links.length === 0) return;
    const lines = Object.entries(others).map(([name, value]) => `${name}: ${String(value)}${LINE_END}`);
    const head = `HTTP/1.1 103 Early Hints${LINE_END}Link: ${links.join(', ')}${LINE_END}${lines.join('')}`;
    this._writeRaw(head + LINE_END, 'latin1', callback);
  }

  override _implicitHeader(): void {
    this.writeHead(this.statusCode);
  }

  writeHead(statusCode: number, reason?: string | GivenHeaders, given?: GivenHeaders): this {
    if (this._header !== null) throw headersSent('write');
    const code = statusCode | 0;
    if (code < 100 || code > 999) throw invalidStatusCode(statusCode);
    if (typeof reason === 'string') this.statusMessage = reason;
    else this.statusMessage ||= STATUS_CODES[code] ?? 'unknown';
    this.statusCode = code;
    const headers = typeof reason === 'string' ? given : (reason ?? given);
    if (hasForbiddenCharacter(this.statusMessage)) throw invalidCharacter('statusMessage');
    const isInformation = code < 200;
    if (code === 204 || code === 304 || isInformation) this._hasBody = false;
    if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
    this._storeHeader(`HTTP/1.1 ${code} ${this.statusMessage}${LINE_END}`, this.#merged(headers));
    return this;
  }

  /** Those of this call win over those that were set. A list goes out as it is where none were. */
  #merged(headers: GivenHeaders | undefined): GivenHeaders | undefined {
    if (headers === undefined || this.outgoingHeaders.size === 0) return headers;
    const pairs = headerPairs(headers).filter(([name]) => name);
    const isList = Array.isArray(headers);
    if (isList) for (const [name] of pairs) this.removeHeader(name);
    for (const [name, value] of pairs) {
      if (isList) this.appendHeader(name, value as HeaderValue);
      else this.setHeader(name, value as HeaderValue);
    }
    return undefined;
  }

  /** Another name of {@link writeHead}. */
  writeHeader(...args: Parameters<ServerResponseClass['writeHead']>): this {
    return this.writeHead(...args);
  }
}

export const ServerResponse = callable(ServerResponseClass);
