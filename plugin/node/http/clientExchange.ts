import type { Buffer } from 'buffer';
import { nextTick } from '../shared/nextTick.ts';
import { ignoreIdleError } from './agent.ts';
import type { ClientRequestClass } from './clientRequest.ts';
import { connectionReset } from './httpErrors.ts';
import { endGently, handOver, type HttpSocket } from './httpSocket.ts';
import { IncomingMessage, type IncomingMessageClass } from './incomingMessage.ts';
import { type Continuation, type MessageHead, MessageParser, type ParseError } from './messageParser.ts';
import { receiveBody } from './receiveBody.ts';
import { SocketListeners } from './socketListeners.ts';

/** One request and its response on a connection, from the moment that the request has it. */
export class ClientExchange {
  readonly #request: ClientRequestClass;
  readonly #socket: HttpSocket;
  readonly #parser: MessageParser;
  /** The response whose body is being read. */
  #incoming: IncomingMessageClass | null = null;
  readonly #listeners: SocketListeners;
  #responseListeners: SocketListeners | undefined;

  constructor(request: ClientRequestClass, socket: HttpSocket) {
    this.#request = request;
    this.#socket = socket;
    this.#parser = new MessageParser(
      'RESPONSE',
      {
        onBegin: () => undefined,
        onHead: (head) => this.#onHead(head),
        onError: (error) => this.#onParseError(error),
        onUpgrade: (rest) => this.#onUpgrade(rest),
        ...receiveBody(() => this.#incoming)
      },
      { maxHeaderSize: request.maxHeaderSize, isLenient: request.insecureHTTPParser }
    );
    socket._httpMessage = request;
    this.#listeners = new SocketListeners(socket, {
      data: (bytes: Uint8Array) => this.#parser.read(bytes),
      end: () => this.#onEnd(),
      close: () => this.#onClose(),
      error: (error: Error) => this.#onError(error),
      drain: () => request._drained()
    });
    request.on('finish', () => this.#releaseIfDone());
  }

  #onParseError(error: ParseError): void {
    this.#parser.silence();
    this.#listeners.remove('data', 'end');
    this.#socket.destroy();
    this.#socket._hadError = true;
    this.#request.emit('error', error);
  }

  #onHead(head: MessageHead): Continuation {
    const request = this.#request;
    if (request.res !== null) {
      // A second response to one request.
      this.#parser.silence();
      this.#socket.destroy();
      return 'none';
    }
    const isConnect = request.method === 'CONNECT';
    const isSwitch = isConnect || (head.upgrade && head.statusCode === 101);
    if (!isSwitch && head.statusCode < 200) {
      this.#onInformation(head);
      return 'none';
    }
    const response = this.#responseOf(head);
    response.upgrade = isSwitch;
    request.res = response;
    response.req = request;
    this.#incoming = response;
    if (isSwitch) return 'upgrade';
    if (!head.keepsConnection || !(head.hasEnd || this.#hasNoBody(head))) request.shouldKeepAlive = false;
    this.#responseListeners = new SocketListeners(this.#socket, { timeout: () => response.emit('timeout') });
    response.on('end', () => this.#onResponseEnd(response));
    if (request.aborted || !request.emit('response', response)) response._dump();
    return this.#hasNoBody(head) ? 'none' : 'body';
  }

  #hasNoBody({ statusCode }: MessageHead): boolean {
    return this.#request.method === 'HEAD' || statusCode === 204 || statusCode === 304;
  }

  #responseOf(head: MessageHead): IncomingMessageClass {
    const response = new IncomingMessage(this.#socket);
    const { maxHeadersCount, joinDuplicateHeaders = false } = this.#request;
    response._begin(head, maxHeadersCount);
    response.statusCode = head.statusCode;
    response.statusMessage = head.statusMessage;
    response.joinDuplicateHeaders = joinDuplicateHeaders;
    return response;
  }

  #onInformation(head: MessageHead): void {
    const response = this.#responseOf(head);
    if (response.statusCode === 100) this.#request.emit('continue');
    this.#request.emit('information', {
      statusCode: response.statusCode,
      statusMessage: response.statusMessage,
      httpVersion: response.httpVersion,
      httpVersionMajor: response.httpVersionMajor,
      httpVersionMinor: response.httpVersionMinor,
      headers: response.headers,
      rawHeaders: response.rawHeaders
    });
  }

  /** The other protocol begins: with what came behind the response. */
  #onUpgrade(head: Buffer): void {
    const request = this.#request;
    const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
    this.#parser.silence();
    if (request.listenerCount(event) === 0) {
      this.#socket.destroy();
      return;
    }
    request.upgradeOrConnect = true;
    this.#socket.emit('agentRemove');
    this.#listeners.remove('data', 'end', 'close', 'error', 'drain');
    this.#forgetTimeout();
    this.#socket._httpMessage = null;
    handOver(this.#socket);
    request.emit(event, request.res, this.#socket, head);
    request._close();
  }

  #forgetTimeout(): void {
    this.#responseListeners?.remove('timeout');
    const { timeoutCb } = this.#request;
    if (timeoutCb !== null) this.#socket.off('timeout', timeoutCb);
  }

  #onResponseEnd(response: IncomingMessageClass): void {
    const request = this.#request;
    request._ended = true;
    this.#forgetTimeout();
    if (request.shouldKeepAlive) {
      if (!response.aborted) this.#releaseIfDone();
      return;
    }
    if (this.#socket.writable) endGently(this.#socket);
  }

  /** The connection is free again when the request was sent and the response read. */
  #releaseIfDone(): void {
    const request = this.#request;
    const socket = this.#socket;
    if (!request.shouldKeepAlive || !request._ended || !request.writableFinished || request._closed) return;
    this.#parser.silence();
    this.#listeners.remove('data', 'end', 'close', 'error', 'drain');
    if (request.timeoutCb !== null) {
      socket.setTimeout?.(0);
      request.timeoutCb = null;
    }
    socket.once('error', ignoreIdleError);
    request._close();
    nextTick(() => {
      socket.off('error', ignoreIdleError);
      socket.emit('free');
    });
  }

  #onEnd(): void {
    if (this.#request.res === null) this.#hangUp();
    this.#finishParser();
    this.#socket.end();
  }

  #finishParser(): void {
    this.#parser.onEnd();
    this.#parser.silence();
  }

  #hangUp(): void {
    if (this.#socket._hadError === true) return;
    this.#socket._hadError = true;
    this.#request.emit('error', connectionReset('socket hang up'));
  }

  #onError(error: Error): void {
    this.#socket._hadError = true;
    this.#request.emit('error', error);
    this.#finishParser();
    this.#listeners.remove('data', 'end');
    this.#socket.destroy();
  }

  #onClose(): void {
    const request = this.#request;
    const response = request.res;
    request.destroyed = true;
    if (response === null) {
      this.#hangUp();
    } else if (!response.complete) {
      response.destroy(connectionReset('aborted'));
    }
    request._close();
    if (response !== null && !response.aborted && response.readable) response.push(null);
    // Only now: the end of a body that only the end of the connection ends is none where the app has ended that.
    this.#finishParser();
  }
}
