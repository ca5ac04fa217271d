import { Buffer } from 'buffer';
import { addAbortSignal, finished } from 'stream';
import net from '../net/index.ts';
import { requireDuration } from '../net/idleTimer.ts';
import { callable } from '../shared/callable.ts';
import { nextTick } from '../shared/nextTick.ts';
import { validateFunction } from '../shared/validators.ts';
import { type AgentClass, defaults } from './agent.ts';
import { ClientExchange } from './clientExchange.ts';
import { connectionReset, headersSent } from './httpErrors.ts';
import type { HttpSocket } from './httpSocket.ts';
import type { IncomingMessageClass } from './incomingMessage.ts';
import { MAX_HEADER_SIZE } from './messageParser.ts';
import { OutgoingMessageClass } from './outgoingMessage.ts';
import { uniqueNames } from './uniqueNames.ts';
import {
  agentOf,
  checkRequest,
  type RequestArguments,
  requestOptions,
  type RequestOptions
} from './requestOptions.ts';

/** Methods of requests that have no body unless its length is given. */
const WITHOUT_BODY = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

/** Whether an agent finds out its protocol for each request (agent-base, of which all proxies are made), by files of Node's in the stack. */
function servesBoth(agent: AgentClass): boolean {
  return 'protocol' in agent && !Object.prototype.hasOwnProperty.call(agent, 'protocol');
}

/** Node's `http.ClientRequest`. */
export class ClientRequestClass extends OutgoingMessageClass {
  agent: AgentClass | undefined;
  method: string;
  path: string;
  host: string;
  protocol: string;
  /** Milliseconds; see {@link setTimeout}. */
  timeout: number | undefined;
  timeoutCb: (() => void) | null = null;
  maxHeadersCount: number | null = null;
  maxHeaderSize: number;
  insecureHTTPParser: boolean;
  joinDuplicateHeaders: boolean | undefined;
  /** Whether `abort` was called. */
  aborted = false;
  /** Whether the connection had been kept from an earlier request. */
  reusedSocket = false;
  upgradeOrConnect = false;
  res: IncomingMessageClass | null = null;
  /** Whether the response is read. */
  _ended = false;

  constructor(...args: RequestArguments) {
    const { options, callback } = requestOptions(args);
    super({ highWaterMark: options.highWaterMark });
    const fallback = options._defaultAgent ?? defaults.agent;
    this.agent = agentOf(options, fallback);
    this.protocol = options.protocol || fallback.protocol;
    const told = this.agent !== undefined && servesBoth(this.agent) ? fallback : this.agent;
    this.method = checkRequest(options, told?.protocol || fallback.protocol, this.protocol);
    // Agents that serve both would look for the name of Node's file in the stack without it.
    options.protocol = this.protocol;
    const defaultPort = options.defaultPort || told?.defaultPort;
    options.port = options.port || defaultPort || 80;
    this.host = options.host = options.hostname || options.host || 'localhost';
    this.path = options.path ? String(options.path) : '/';
    this.timeout = options.timeout === undefined ? undefined : requireDuration(options.timeout, 'timeout');
    this.maxHeaderSize = options.maxHeaderSize || MAX_HEADER_SIZE;
    this.insecureHTTPParser = options.insecureHTTPParser ?? false;
    this.joinDuplicateHeaders = options.joinDuplicateHeaders;
    this.useChunkedEncodingByDefault = !WITHOUT_BODY.includes(this.method);
    this.shouldKeepAlive = this.#mayBeKept();
    this._last = !this.shouldKeepAlive;
    this._uniqueHeaders = uniqueNames(options.uniqueHeaders);
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.once('response', callback);
    }
    this.#takeHeaders(options, defaultPort);
    if (options.signal) addAbortSignal(options.signal, this as unknown as HttpSocket);
    this.#start(options);
  }

  /** An agent that keeps none and has no limit would use no connection twice. */
  #mayBeKept(): boolean {
    const { agent } = this;
    return agent !== undefined && (Boolean(agent.keepAlive) || Number.isFinite(agent.maxSockets));
  }

  #takeHeaders(options: RequestOptions, defaultPort: number | string | undefined): void {
    const { headers, auth, setHost = true } = options;
    if (Array.isArray(headers)) {
      this._storeHeader(this.#firstLine, headers);
      return;
    }
    for (const [name, value] of Object.entries(headers ?? {})) this.setHeader(name, value as string);
    if (setHost && !this.getHeader('host')) this.setHeader('Host', this.#hostHeader(options, defaultPort));
    if (auth && !this.getHeader('Authorization')) {
      this.setHeader('Authorization', `Basic ${Buffer.from(auth).toString('base64')}`);
    }
    if (this.getHeader('expect')) this._implicitHeader();
  }

  #hostHeader({ port }: RequestOptions, defaultPort: number | string | undefined): string {
    const { host } = this;
    const isIPv6 = host.includes(':') && host.indexOf(':') !== host.lastIndexOf(':') && !host.startsWith('[');
    const shown = isIPv6 ? `[${host}]` : host;
    return port && Number(port) !== Number(defaultPort) ? `${shown}:${port}` : shown;
  }

  #start(given: RequestOptions): void {
    // The signal ends the request, not only its connection.
    const options = { ...given, signal: undefined };
    if (this.agent !== undefined) {
      this.agent.addRequest(this, options);
      return;
    }
    if (typeof options.createConnection !== 'function') {
      this.onSocket(net.connect(options));
      return;
    }
    let isMade = false;
    const onCreated = (error: Error | null, socket?: HttpSocket): void => {
      if (isMade) return;
      isMade = true;
      this.onSocket(socket, error);
    };
    try {
      const socket = options.createConnection(options, onCreated);
      if (socket) onCreated(null, socket);
    } catch (error) {
      onCreated(error as Error);
    }
  }

  get #firstLine(): string {
    return `${this.method} ${this.path} HTTP/1.1\r\n`;
  }

  override _implicitHeader(): void {
    if (this._header !== null) throw headersSent('render');
    this._storeHeader(this.#firstLine);
  }

  /** An agent has found a connection, or it could not. */
  onSocket(socket?: HttpSocket | null, error: Error | null = null): void {
    nextTick(() => this.#takeSocket(socket ?? undefined, error));
  }

  #takeSocket(socket: HttpSocket | undefined, error: Error | null): void {
    if (!this.destroyed && error === null && socket !== undefined) {
      this.#begin(socket);
      return;
    }
    this.destroyed = true;
    const reason = this.errored ?? error;
    if (socket === undefined) {
      this.#fail(reason);
    } else if (error === null && this.agent !== undefined && !socket.destroyed) {
      // Another request may have it.
      socket.emit('free');
      this.#fail(reason);
    } else {
      socket.destroy(reason ?? undefined);
      finished(socket, (closed) => {
        this.#fail((closed?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? null : closed) ?? reason);
      });
    }
  }

  #begin(socket: HttpSocket): void {
    this.socket = socket;
    new ClientExchange(this, socket);
    if (this.timeout !== undefined || this.agent?.options.timeout) this.#listenForTimeout();
    this.emit('socket', socket);
    this._flush();
  }

  /** The request ends without a connection. */
  #fail(reason: Error | null): void {
    nextTick(() => {
      if (reason !== null || !this.aborted) {
        this.emit('error', reason ?? connectionReset('socket hang up'));
      }
      this._close();
    });
  }

  /** Nothing of the request is left to do. */
  _close(): void {
    if (this._closed) return;
    this.forgetOutput();
    this.destroyed = true;
    this._closed = true;
    this.emit('close');
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    nextTick(() => this.emit('abort'));
    this.destroy();
  }

  override destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.res?._dump();
    this.errored = error ?? null;
    this.socket?.destroy(error);
    return this;
  }

  /** Emits `timeout` when the connection has been silent for as long; the request goes on unless the app ends it. */
  override setTimeout(milliseconds: number, callback?: () => void): this {
    if (this._ended) return this;
    this.#listenForTimeout();
    const duration = requireDuration(milliseconds, 'msecs');
    if (callback !== undefined) this.once('timeout', callback);
    this.#withSocket((socket) => {
      if (socket.connecting === true) socket.once('connect', () => socket.setTimeout?.(duration));
      else socket.setTimeout?.(duration);
    });
    return this;
  }

  #listenForTimeout(): void {
    if (this.timeoutCb !== null) return;
    const emit = (): void => {
      this.emit('timeout');
    };
    this.timeoutCb = emit;
    this.#withSocket((socket) => {
      socket.once('timeout', emit);
    });
  }

  clearTimeout(callback?: () => void): void {
    this.setTimeout(0, callback);
  }

  setNoDelay(isOn?: boolean): void {
    this.#whenConnected((socket) => socket.setNoDelay?.(isOn));
  }

  setSocketKeepAlive(isOn?: boolean, initialDelay?: number): void {
    this.#whenConnected((socket) => socket.setKeepAlive?.(isOn, initialDelay));
  }

  #whenConnected(action: (socket: HttpSocket) => void): void {
    this.#withSocket((socket) => {
      if (socket.writable && socket.connecting !== true) action(socket);
      else socket.once('connect', () => action(socket));
    });
  }

  #withSocket(action: (socket: HttpSocket) => void): void {
    if (this.socket === null) this.once('socket', action);
    else action(this.socket);
  }
}

export const ClientRequest = callable(ClientRequestClass);
