import type { Buffer } from 'buffer';
import { nextTick } from '../shared/nextTick.ts';
import { connectionReset, requestTimeout, socketEncoding } from './httpErrors.ts';
import { endGently, handOver, type HttpSocket } from './httpSocket.ts';
import type { IncomingMessageClass } from './incomingMessage.ts';
import { type Continuation, type MessageHead, MessageParser } from './messageParser.ts';
import { receiveBody } from './receiveBody.ts';
import type { ServerClass } from './server.ts';
import type { ServerResponseClass } from './serverResponse.ts';
import { SocketListeners } from './socketListeners.ts';

/** What a client is told that sent no request, before its connection is closed. */
const REFUSALS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout'
};

/** Milliseconds for which a connection is kept longer than clients are told: a request at the last moment has an answer. */
const KEPT_LONGER = 1000;

type Timer = ReturnType<typeof setTimeout>;

/** One connection of a server: its requests, one after the other, and their responses in the same order. */
export class ServerConnection {
  readonly socket: HttpSocket;
  readonly #server: ServerClass;
  readonly #parser: MessageParser;
  /** Requests that are not answered yet, with their responses. */
  readonly #unanswered = new Map<IncomingMessageClass, ServerResponseClass>();
  /** Responses that wait for those before them. */
  readonly #waiting: ServerResponseClass[] = [];
  /** The request whose body is being read. */
  #incoming: IncomingMessageClass | null = null;
  #pendingBytes = 0;
  #requestCount = 0;
  #isKeptAlive = false;
  #headTimer: Timer | undefined;
  #requestTimer: Timer | undefined;
  readonly #listeners: SocketListeners;

  constructor(server: ServerClass, socket: HttpSocket) {
    this.#server = server;
    this.socket = socket;
    const body = receiveBody(() => this.#incoming);
    this.#parser = new MessageParser(
      'REQUEST',
      {
        onBegin: () => this.#onBegin(),
        onHead: (head) => this.#onHead(head),
        onError: (error) => this.#onError(error),
        onUpgrade: (rest) => this.#onUpgrade(rest),
        onBody: body.onBody,
        onTrailers: body.onTrailers,
        onComplete: () => {
          this.#stopTimers();
          body.onComplete();
        }
      },
      { maxHeaderSize: server.maxHeaderSize, isLenient: server.insecureHTTPParser }
    );
    this.#listeners = new SocketListeners(socket, {
      data: (bytes: Uint8Array) => this.#parser.read(bytes),
      end: () => this.#onEnd(),
      close: () => this.#onClose(),
      error: (error: Error) => this.#onError(error),
      drain: () => this.#onDrain(),
      timeout: () => this.#onTimeout()
    });
    socket.setEncoding = (): never => {
      throw socketEncoding();
    };
    if (server.timeout) socket.setTimeout?.(server.timeout);
    this.#onBegin();
  }

  /** Whether no request is being read or answered. */
  get isIdle(): boolean {
    return this.#unanswered.size === 0 && this.#headTimer === undefined && this.#requestTimer === undefined;
  }

  /** A request begins, or the connection: the client has to go on within the server's time limits. */
  #onBegin(): void {
    const { headersTimeout, requestTimeout: limit, timeout } = this.#server;
    if (this.#isKeptAlive) {
      this.#isKeptAlive = false;
      this.socket.setTimeout?.(timeout || 0);
    }
    this.#stopTimers();
    if (headersTimeout > 0) this.#headTimer = this.#expireAfter(headersTimeout);
    if (limit > 0) this.#requestTimer = this.#expireAfter(limit);
  }

  #expireAfter(milliseconds: number): Timer {
    const timer = setTimeout(() => {
      this.#stopTimers();
      this.#onError(requestTimeout());
    }, milliseconds);
    // Timers are numbers on HarmonyOS.
    if (typeof timer === 'object') timer.unref();
    return timer;
  }

  #stopTimers(): void {
    clearTimeout(this.#headTimer);
    clearTimeout(this.#requestTimer);
    this.#headTimer = undefined;
    this.#requestTimer = undefined;
  }

  #onHead(head: MessageHead): Continuation {
    const server = this.#server;
    clearTimeout(this.#headTimer);
    this.#headTimer = undefined;
    const request = this.#requestOf(head);
    this.#incoming = request;
    if (head.upgrade) {
      request.upgrade = request.method === 'CONNECT' || server.listenerCount('upgrade') > 0;
      if (request.upgrade) {
        this.#stopTimers();
        return 'upgrade';
      }
    }
    this.#pauseIfFull();
    const response = this.#responseTo(request, head.keepsConnection);
    this.#unanswered.set(request, response);
    this.#dispatch(request, response);
    return 'body';
  }

  #requestOf(head: MessageHead): IncomingMessageClass {
    const server = this.#server;
    const request = new server.incomingMessageClass(this.socket);
    request._begin(head, server.maxHeadersCount);
    request.method = head.method;
    request.url = head.url;
    request.joinDuplicateHeaders = server.joinDuplicateHeaders;
    return request;
  }

  #responseTo(request: IncomingMessageClass, keepsConnection: boolean): ServerResponseClass {
    const server = this.#server;
    const response = new server.serverResponseClass(request, {
      highWaterMark: this.socket.writableHighWaterMark,
      rejectNonStandardBodyWrites: server.rejectNonStandardBodyWrites
    });
    response._keepAliveTimeout = server.keepAliveTimeout;
    response._maxRequestsPerSocket = server.maxRequestsPerSocket ?? 0;
    response._onPendingData = (bytes): void => this.#onPending(bytes);
    response.shouldKeepAlive = keepsConnection;
    response._uniqueHeaders = server.uniqueHeaders;
    if (this.socket._httpMessage) this.#waiting.push(response);
    else response.assignSocket(this.socket);
    response.on('finish', () => this.#onResponseSent(request, response));
    return response;
  }

  /** Emits the event that the request is for. */
  #dispatch(request: IncomingMessageClass, response: ServerResponseClass): void {
    const server = this.#server;
    const isCurrent = request.httpVersionMajor === 1 && request.httpVersionMinor === 1;
    const { host, expect } = request.headers;
    if (isCurrent && server.requireHostHeader && host === undefined) {
      response.writeHead(400, ['Connection', 'close']).end();
      return;
    }
    const most = server.maxRequestsPerSocket ?? 0;
    if (isCurrent && most > 0) {
      this.#requestCount += 1;
      response.maxRequestsOnConnectionReached = most <= this.#requestCount;
      if (most < this.#requestCount) {
        server.emit('dropRequest', request, this.socket);
        response.writeHead(503).end();
        return;
      }
    }
    if (!isCurrent || expect === undefined) {
      server.emit('request', request, response);
    } else if (/(?:^|\W)100-continue(?:$|\W)/i.test(String(expect))) {
      response._expect_continue = true;
      if (server.listenerCount('checkContinue') > 0) {
        server.emit('checkContinue', request, response);
      } else {
        response.writeContinue();
        server.emit('request', request, response);
      }
    } else if (server.listenerCount('checkExpectation') > 0) {
      server.emit('checkExpectation', request, response);
    } else {
      response.writeHead(417).end();
    }
  }

  #onResponseSent(request: IncomingMessageClass, response: ServerResponseClass): void {
    this.#unanswered.delete(request);
    if (this.#incoming === request && request.complete) this.#incoming = null;
    // Nobody has asked for the body: it is read, so that the next request can be.
    if (!request._consumed && !request.readableDidRead) request._dump();
    const { socket } = this;
    response.detachSocket(socket);
    nextTick(() => response._close());
    if (response._last) {
      endGently(socket);
      return;
    }
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next.assignSocket(socket);
    } else if (this.#server.keepAliveTimeout) {
      socket.setTimeout?.(this.#server.keepAliveTimeout + KEPT_LONGER);
      this.#isKeptAlive = true;
    }
  }

  #onPending(bytes: number): void {
    this.#pendingBytes += bytes;
    this.#resumeIfDrained();
  }

  /** A client that sends requests and takes no answers has to wait. */
  #pauseIfFull(): void {
    if (this.socket._paused === true) return;
    if (!this.socket.writableNeedDrain && this.#pendingBytes < this.socket.writableHighWaterMark) return;
    this.socket._paused = true;
    this.socket.pause();
  }

  #resumeIfDrained(): void {
    if (this.socket._paused !== true || this.#pendingBytes > this.socket.writableHighWaterMark) return;
    if (this.socket.writableNeedDrain) return;
    this.socket._paused = false;
    this.socket.resume();
  }

  #onDrain(): void {
    this.#resumeIfDrained();
    (this.socket._httpMessage as ServerResponseClass | null | undefined)?._drained();
  }

  /** What the client sends from now on is no HTTP. */
  #onUpgrade(head: Buffer): void {
    const request = this.#incoming;
    this.#leave();
    this.#listeners.remove('error');
    const event = request?.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (this.#server.listenerCount(event) === 0) {
      this.socket.destroy();
      return;
    }
    handOver(this.socket);
    this.#server.emit(event, request, this.socket, head);
  }

  /** No more is read of this connection. */
  #leave(): void {
    this.#stopTimers();
    this.#parser.silence();
    this.#listeners.remove('data', 'end', 'close', 'drain', 'timeout');
    Reflect.deleteProperty(this.socket, 'setEncoding');
    this.#server._connectionEnded(this);
  }

  #onEnd(): void {
    const error = this.#parser.onEnd();
    if (error !== undefined) {
      this.#onError(error);
      return;
    }
    if (this.#server.httpAllowHalfOpen) return;
    // The client may have sent its last request with it: who answers at once may do so.
    setTimeout(() => this.#endWithClient(), 0);
  }

  #endWithClient(): void {
    this.#abortRequests((response) => !response.finished);
    if (!this.socket.writable) return;
    const last = this.#waiting.at(-1) ?? (this.socket._httpMessage as ServerResponseClass | null | undefined);
    if (last) last._last = true;
    else this.socket.end();
  }

  #abortRequests(isAborted: (response: ServerResponseClass) => boolean = () => true): void {
    for (const [request, response] of this.#unanswered) {
      if (!isAborted(response)) continue;
      this.#unanswered.delete(request);
      request.destroy(connectionReset('aborted'));
    }
  }

  #onClose(): void {
    this.#abortRequests();
    this.#leave();
  }

  #onTimeout(): void {
    const request = this.#incoming;
    const response = this.socket._httpMessage as ServerResponseClass | null | undefined;
    const isHeard = [
      request !== null && !request.complete && request.emit('timeout', this.socket),
      response ? response.emit('timeout', this.socket) : false,
      this.#server.emit('timeout', this.socket)
    ].some(Boolean);
    if (!isHeard) this.socket.destroy();
  }

  #onError(error: Error & { code?: string }): void {
    const { socket } = this;
    this.#stopTimers();
    this.#parser.silence();
    this.#listeners.remove('error');
    // What follows from it is no new error.
    socket.on('error', () => undefined);
    if (this.#server.emit('clientError', error, socket)) return;
    const current = socket._httpMessage as ServerResponseClass | null | undefined;
    if (socket.writable && current?._headerSent !== true) {
      const status = REFUSALS[error.code ?? ''] ?? '400 Bad Request';
      socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, 'latin1');
    }
    socket.destroy(error);
  }
}
