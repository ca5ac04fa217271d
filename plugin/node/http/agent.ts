import { EventEmitter } from 'events';
import net from '../net/index.ts';
import { requireDuration } from '../net/idleTimer.ts';
import { isIP } from '../net/ipAddress.ts';
import { adoptable, callable } from '../shared/callable.ts';
import { invalidArgType, invalidArgValue, outOfRange } from '../shared/errors.ts';
import { validateNumber } from '../shared/validators.ts';
import type { ClientRequestClass } from './clientRequest.ts';
import type { HttpSocket } from './httpSocket.ts';

/** How to connect, and what else `http.request` was given. */
export interface ConnectionOptions {
  host?: string | null | undefined;
  port?: number | string | null | undefined;
  localAddress?: string | undefined;
  family?: number | undefined;
  socketPath?: string | undefined;
  path?: string | null | undefined;
  servername?: string | undefined;
  timeout?: number | undefined;
  keepAlive?: boolean;
  keepAliveInitialDelay?: number;
  encoding?: null;
  [other: string]: unknown;
}

/** See Node's documentation of `new Agent`. */
export interface AgentOptions extends ConnectionOptions {
  /** Milliseconds; the system's own delay is used. */
  keepAliveMsecs?: number;
  maxSockets?: number;
  maxTotalSockets?: number;
  maxFreeSockets?: number;
  scheduling?: 'fifo' | 'lifo';
}

type OnSocket = (error: Error | null, socket?: HttpSocket) => void;

/** By the names that {@link AgentClass.getName} gives. */
type ByName<Item> = Record<string, Item[] | undefined>;

function none<Item>(): ByName<Item> {
  return Object.create(null) as ByName<Item>;
}

/** Takes an item out of a list of lists. @returns whether it was there */
function takeOut<Item>(from: ByName<Item>, name: string, item: Item): boolean {
  const list = from[name] ?? [];
  const index = list.indexOf(item);
  if (index < 0) return false;
  list.splice(index, 1);
  if (list.length === 0) Reflect.deleteProperty(from, name);
  return true;
}

function once(callback: OnSocket): OnSocket {
  let isCalled = false;
  return (error, socket) => {
    if (isCalled) return;
    isCalled = true;
    callback(error, socket);
  };
}

/** An idle connection that fails is closed, and nobody is told: the next request gets another one. */
export function ignoreIdleError(): void {
  // `close` follows, which takes the socket out of the agent.
}

/** Node's `http.Agent`: keeps connections for further requests to the same host. */
export class AgentClass extends adoptable(EventEmitter) {
  // Set and not defined: classes that serve both protocols have accessors for them (agent-base).
  declare defaultPort: number;
  declare protocol: string;
  readonly options: AgentOptions;
  requests = none<ClientRequestClass>();
  sockets = none<HttpSocket>();
  freeSockets = none<HttpSocket>();
  keepAliveMsecs: number;
  keepAlive: boolean;
  maxSockets: number;
  maxFreeSockets: number;
  maxTotalSockets: number;
  totalSocketCount = 0;
  scheduling: 'fifo' | 'lifo';
  /** With what options a request in `requests` came. */
  readonly #waiting = new WeakMap<ClientRequestClass, ConnectionOptions>();

  constructor(given?: AgentOptions) {
    super();
    this.defaultPort = 80;
    this.protocol = 'http:';
    // The names of connections tell no path, and connections to hosts have none.
    this.options = Object.assign(Object.create(null) as AgentOptions, { noDelay: true }, given, {
      path: null
    });
    const { options } = this;
    this.keepAliveMsecs = options.keepAliveMsecs || 1000;
    this.keepAlive = options.keepAlive || false;
    this.maxSockets = options.maxSockets || Infinity;
    this.maxFreeSockets = options.maxFreeSockets || 256;
    this.scheduling = options.scheduling || 'lifo';
    this.maxTotalSockets = options.maxTotalSockets ?? Infinity;
    if (!['fifo', 'lifo'].includes(this.scheduling)) {
      throw invalidArgValue('scheduling', this.scheduling, "must be one of: 'fifo', 'lifo'");
    }
    if (options.maxTotalSockets !== undefined) {
      validateNumber(options.maxTotalSockets, 'maxTotalSockets');
      if (!(options.maxTotalSockets >= 1)) {
        throw outOfRange('maxTotalSockets', '>= 1', options.maxTotalSockets);
      }
    }
    if (options.timeout !== undefined) requireDuration(options.timeout, 'timeout');
    this.on('free', (socket: HttpSocket, ofSocket: ConnectionOptions) => this.#onFree(socket, ofSocket));
  }

  /** May be replaced, by an app or by a subclass: see Node's documentation. */
  createConnection(options: ConnectionOptions, _callback?: OnSocket): HttpSocket | undefined {
    return net.connect(options);
  }

  getName(options: ConnectionOptions = {}): string {
    const { host, port, localAddress, family, socketPath } = options;
    const isOneFamily = family === 4 || family === 6;
    return [
      `${host || 'localhost'}:${port || ''}:${localAddress || ''}`,
      ...(isOneFamily ? [String(family)] : []),
      ...(socketPath ? [socketPath] : [])
    ].join(':');
  }

  /** Gives the request a connection: a kept one, a new one, or the next that becomes free. */
  addRequest(
    request: ClientRequestClass,
    given: ConnectionOptions | string,
    port?: number,
    localAddress?: string
  ): void {
    const options = this.#merged(
      typeof given === 'string' ? { host: given, port, localAddress } : given,
      request
    );
    const name = this.getName(options);
    const used = this.sockets[name]?.length ?? 0;
    const kept = this.#takeFree(name);
    if (kept !== undefined) {
      this.reuseSocket(kept, request);
      this.#assign(request, kept);
      (this.sockets[name] ??= []).push(kept);
    } else if (used + this.#freeCount(name) < this.maxSockets && this.#hasRoom) {
      this.#create(request, options);
    } else {
      (this.requests[name] ??= []).push(request);
      this.#waiting.set(request, options);
    }
  }

  get #hasRoom(): boolean {
    return this.totalSocketCount < this.maxTotalSockets;
  }

  #freeCount(name: string): number {
    return this.freeSockets[name]?.length ?? 0;
  }

  #merged(given: ConnectionOptions, request: ClientRequestClass): ConnectionOptions {
    const options: ConnectionOptions = { ...given, ...this.options };
    if (options.socketPath) options.path = options.socketPath;
    // For TLS: whom the request names in its header `Host`.
    options.servername ??= nameOf(given, request);
    return options;
  }

  #takeFree(name: string): HttpSocket | undefined {
    const free = this.freeSockets[name];
    if (free === undefined) return undefined;
    const alive = free.filter(({ destroyed }) => !destroyed);
    const kept = this.scheduling === 'fifo' ? alive.shift() : alive.pop();
    if (alive.length === 0) Reflect.deleteProperty(this.freeSockets, name);
    else this.freeSockets[name] = alive;
    return kept;
  }

  createSocket(request: ClientRequestClass, given: ConnectionOptions, callback: OnSocket): void {
    const options = this.#merged(given, request);
    const name = this.getName(options);
    options.encoding = null;
    if (this.keepAlive) {
      options.keepAlive = true;
      options.keepAliveInitialDelay = this.keepAliveMsecs;
    }
    const onCreated = once((error, socket) => {
      if (error !== null || socket === undefined) {
        callback(error);
        return;
      }
      (this.sockets[name] ??= []).push(socket);
      this.totalSocketCount += 1;
      this.#listenTo(socket, options);
      callback(null, socket);
    });
    const socket = this.createConnection(options, (error, made) => onCreated(error, made));
    if (socket) onCreated(null, socket);
  }

  #create(request: ClientRequestClass, options: ConnectionOptions): void {
    this.createSocket(request, options, (error, socket) => {
      if (error !== null || socket === undefined) request.onSocket(socket, error);
      else this.#assign(request, socket);
    });
  }

  #assign(request: ClientRequestClass, socket: HttpSocket): void {
    request.onSocket(socket);
    const { timeout = 0 } = this.options;
    if (request.timeout !== undefined && request.timeout !== timeout) socket.setTimeout?.(request.timeout);
  }

  #listenTo(socket: HttpSocket, options: ConnectionOptions): void {
    const onFree = (): boolean => this.emit('free', socket, options);
    const onClose = (): void => {
      this.totalSocketCount -= 1;
      this.removeSocket(socket, options);
    };
    const onTimeout = (): void => {
      if (!Object.values(this.freeSockets).some((free) => free?.includes(socket))) return;
      socket.destroy();
      takeOut(this.freeSockets, this.getName(options), socket);
    };
    const onRemove = (): void => {
      this.totalSocketCount -= 1;
      this.removeSocket(socket, options);
      socket.off('close', onClose).off('free', onFree).off('timeout', onTimeout).off('agentRemove', onRemove);
    };
    socket.on('free', onFree).on('close', onClose).on('timeout', onTimeout).on('agentRemove', onRemove);
    const { timeout } = this.options;
    if (timeout) socket.setTimeout?.(timeout);
  }

  #onFree(socket: HttpSocket, options: ConnectionOptions): void {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const name = this.getName(options);
    const next = this.requests[name]?.shift();
    if (this.requests[name]?.length === 0) Reflect.deleteProperty(this.requests, name);
    if (next !== undefined) {
      this.#assign(next, socket);
      return;
    }
    const last = socket._httpMessage as Partial<ClientRequestClass> | null | undefined;
    const isInTheWay = !this.#hasRoom && Object.keys(this.requests).length > 0;
    if (last?.shouldKeepAlive !== true || !this.keepAlive || isInTheWay || !this.#mayKeep(name)) {
      socket.destroy();
      return;
    }
    if (!this.keepSocketAlive(socket)) {
      socket.destroy();
      return;
    }
    socket._httpMessage = null;
    this.removeSocket(socket, options);
    socket.once('error', ignoreIdleError);
    (this.freeSockets[name] ??= []).push(socket);
  }

  #mayKeep(name: string): boolean {
    const free = this.#freeCount(name);
    const count = free + (this.sockets[name]?.length ?? 0);
    return (
      this.totalSocketCount <= this.maxTotalSockets && count <= this.maxSockets && free < this.maxFreeSockets
    );
  }

  /** The connection is not in use any more: another request may get one. */
  removeSocket(socket: HttpSocket, options: ConnectionOptions): void {
    const name = this.getName(options);
    if (!socket.writable) takeOut(this.freeSockets, name, socket);
    takeOut(this.sockets, name, socket);
    const next = this.#nextWaiting(name);
    if (next === undefined) return;
    this.createSocket(next, this.#waiting.get(next) ?? options, (error, made) => {
      if (error !== null || made === undefined) next.onSocket(null, error);
      else made.emit('free');
    });
  }

  /** First those for the same host; then, where the total was what they waited for, the others. */
  #nextWaiting(name: string): ClientRequestClass | undefined {
    const names = [name, ...(this.#hasRoom ? Object.keys(this.requests) : [])];
    const mayConnect = (each: string): boolean => (this.sockets[each]?.length ?? 0) < this.maxSockets;
    const found = names.find((each) => this.requests[each] !== undefined && mayConnect(each));
    return found === undefined ? undefined : this.requests[found]?.[0];
  }

  /** Whether a connection may be kept that no request needs any more. A subclass may decide otherwise. */
  keepSocketAlive(socket: HttpSocket): boolean {
    socket.setKeepAlive?.(true, this.keepAliveMsecs);
    socket.unref?.();
    const { timeout = 0 } = this.options;
    const hint = keepAliveHint(socket);
    const limit = hint !== undefined && (timeout === 0 || hint < timeout) ? hint : timeout;
    if (limit === 0 && hint === 0) return false;
    if (socket.timeout !== limit) socket.setTimeout?.(limit);
    return true;
  }

  /** A kept connection gets a request. A subclass may do more. */
  reuseSocket(socket: HttpSocket, request: ClientRequestClass): void {
    socket.off('error', ignoreIdleError);
    request.reusedSocket = true;
    socket.ref?.();
  }

  /** Closes all connections, those in use too. */
  destroy(): void {
    for (const byName of [this.freeSockets, this.sockets]) {
      for (const sockets of Object.values(byName)) for (const each of [...(sockets ?? [])]) each.destroy();
    }
  }
}

/** How long the server keeps an idle connection, in milliseconds, by its header `Keep-Alive`. */
function keepAliveHint(socket: HttpSocket): number | undefined {
  const { res } = (socket._httpMessage ?? {}) as Partial<ClientRequestClass>;
  const seconds = /(?:^|,\s*)timeout=(\d+)/.exec(String(res?.headers['keep-alive'] ?? ''))?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function nameOf({ host }: ConnectionOptions, request: ClientRequestClass): string {
  const header = request.getHeader('host');
  if (header === undefined) return isIP(host ?? '') === 0 ? (host ?? '') : '';
  if (typeof header !== 'string') throw invalidArgType('options.headers.host', 'String', header);
  const name = header.startsWith('[') ? header.slice(1).split(']')[0] : header.split(':')[0];
  return isIP(name ?? '') === 0 ? (name ?? '') : '';
}

export const Agent = callable(AgentClass);
export type Agent = AgentClass;

/** The agent of requests that name none; `http.globalAgent` may be set to another. */
export const defaults = { agent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
