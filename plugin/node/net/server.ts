import { EventEmitter } from 'events';
import { type HostFailure, type StreamChannel, StreamServer } from 'taro-harmony-socket/library';
import { type AddressFilter, isBlocked, readBlockList } from '../shared/addressFilter.ts';
import { adoptable, callable } from '../shared/callable.ts';
import { announce } from '../shared/diagnostics.ts';
import { closeOnAbort } from '../shared/closeOnAbort.ts';
import { invalidArgType } from '../shared/errors.ts';
import { hideFromJson } from '../shared/hideFromJson.ts';
import { nextTick } from '../shared/nextTick.ts';
import { replacedLookUp } from '../shared/replacedLookUp.ts';
import { validateFunction, validateNumber } from '../shared/validators.ts';
import { detached } from './detached.ts';
import { isIP } from './ipAddress.ts';
import { type ListenOptions, listenOptions } from './listenOptions.ts';
import { lookUp } from './lookUp.ts';
import { alreadyListening, listenException, notRunning } from './netErrors.ts';
import { normalizeArguments } from './normalizeArguments.ts';
import { Socket, type SocketClass } from './socket.ts';
import { type AddressInfo, addressInfoOf } from './socketBase.ts';
import { StartingServer } from './startingServers.ts';
import type { AcceptedSocketOptions } from './socketOptions.ts';

/** What a server can be made with; everything but the first three is for the sockets of its connections. */
export interface ServerOptions {
  /** Accepted sockets are not read before they are resumed. */
  pauseOnConnect?: boolean;
  /** See Node's `events`. */
  captureRejections?: boolean;
  allowHalfOpen?: boolean;
  noDelay?: boolean;
  keepAlive?: boolean;
  /** Milliseconds; the system's own delay is used. */
  keepAliveInitialDelay?: number;
  highWaterMark?: number;
  /** Of Node 22: a `BlockList`. */
  blockList?: AddressFilter;
}

type ConnectionListener = (socket: SocketClass) => void;

/** Node's `net.Server`. */
export class ServerClass extends adoptable(EventEmitter) {
  /** From this many connections on further ones are closed, with the event `drop`. */
  maxConnections: number | undefined;
  allowHalfOpen: boolean;
  pauseOnConnect: boolean;
  /** Null unless the server listens or is about to. */
  _handle: StreamServer | null = null;
  _connections = 0;
  /** What the server was told to listen on: `6::::80`. */
  _connectionKey = '';
  /** Whoever connects from one of its addresses is closed again. */
  blockList?: AddressFilter;
  readonly #options: ServerOptions;
  /** Counts calls of `listen` and `close`: a look-up that such a call overtakes comes to nothing. */
  #calls = 0;
  /** Native servers that are not closed yet. */
  #closing = 0;
  #starting: StartingServer | undefined;

  constructor(given?: ServerOptions | ConnectionListener | null, listener?: ConnectionListener) {
    const options = typeof given === 'function' ? {} : (given ?? {});
    if (typeof options !== 'object') throw invalidArgType('options', 'Object', given);
    const { keepAliveInitialDelay, highWaterMark } = options;
    if (keepAliveInitialDelay !== undefined) {
      validateNumber(keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    }
    if (highWaterMark !== undefined) validateNumber(highWaterMark, 'options.highWaterMark');
    const blockList = readBlockList(options.blockList, 'options.blockList');
    super({ captureRejections: options.captureRejections ?? false });
    if (blockList !== undefined) this.blockList = blockList;
    hideFromJson(this, '_handle');
    this.#options = options;
    this.allowHalfOpen = options.allowHalfOpen ?? false;
    this.pauseOnConnect = Boolean(options.pauseOnConnect);
    const onConnection = typeof given === 'function' ? given : listener;
    if (typeof onConnection === 'function') this.on('connection', onConnection);
  }

  get listening(): boolean {
    return this._handle !== null;
  }

  /** `(options | port?, host?, backlog?, listener?)`: see Node's documentation. IPC paths and descriptors are refused. */
  listen(...args: unknown[]): this {
    const normalized = normalizeArguments(args);
    if (this._handle !== null) throw alreadyListening();
    if (normalized.callback !== null) this.once('listening', normalized.callback);
    const options = listenOptions(args, normalized);
    this.#calls += 1;
    this.#closeOnAbort(options.signal);
    const { host } = options;
    if (host === undefined || isIP(host) !== 0) this.#start(options, host);
    else this.#startAtName(options, host);
    return this;
  }

  #closeOnAbort(signal: AbortSignal | undefined): void {
    if (signal?.aborted === true) nextTick(() => this.close());
    else if (signal !== undefined) closeOnAbort(this, signal, () => false);
  }

  #startAtName(options: ListenOptions, name: string): void {
    const call = this.#calls;
    const onFound = detached((error: Error | null, address?: unknown) => {
      if (this.#calls !== call) return;
      if (error) this.emit('error', error);
      else if (typeof address === 'string') this.#start(options, address);
    });
    const replaced = replacedLookUp();
    if (replaced === undefined) lookUp(name, {}, onFound);
    else replaced(name, onFound);
  }

  /** @param address all addresses of both families when absent, or of IPv4 where there is no IPv6 */
  #start(options: ListenOptions, address: string | undefined): void {
    const target = address ?? '::';
    const handle = this._openServer(
      isIP(target) === 4 ? 4 : 6,
      detached((channel: StreamChannel) => this.#onChannel(channel))
    );
    this._handle = handle;
    this._connectionKey = `${isIP(target)}:${target}:${options.port}`;
    const onResult = detached((errno: number, failure?: HostFailure) => {
      if (this._handle !== handle) return;
      this.#takeStarting()?.end();
      if (errno === 0) {
        const { noDelay, keepAlive } = this.#options;
        if (noDelay || keepAlive) handle.setConnectionOptions(Boolean(noDelay), Boolean(keepAlive));
        this.emit('listening');
        return;
      }
      this._handle = null;
      handle.close(() => undefined);
      const error = listenException(errno, target, options.port);
      error.message += this._explanation(failure);
      this.emit('error', error);
    });
    handle.listen({ address: target, port: options.port }, onResult);
    this.#starting = new StartingServer(handle.localEndpoint.port);
  }

  /** What follows the words of the error of a server that cannot listen. */
  _explanation(_failure: HostFailure | undefined): string {
    return '';
  }

  #takeStarting(): StartingServer | undefined {
    const starting = this.#starting;
    this.#starting = undefined;
    return starting;
  }

  #onChannel(channel: StreamChannel): void {
    if (this._handle === null) {
      // Accepted while the server was being closed.
      channel.close(() => undefined);
      return;
    }
    const { address } = channel.remoteEndpoint;
    if (isBlocked(this.blockList, address, isIP(address))) {
      channel.close(() => undefined);
      return;
    }
    if (this.maxConnections && this._connections >= this.maxConnections) {
      const local = addressInfoOf(channel.localEndpoint);
      const remote = addressInfoOf(channel.remoteEndpoint);
      channel.close(() => undefined);
      this.emit('drop', {
        localAddress: local.address,
        localPort: local.port,
        localFamily: local.family,
        remoteAddress: remote.address,
        remotePort: remote.port,
        remoteFamily: remote.family
      });
      return;
    }
    const { highWaterMark, noDelay, keepAlive } = this.#options;
    const socket = this._makeSocket({
      handle: channel,
      allowHalfOpen: this.allowHalfOpen,
      pauseOnCreate: this.pauseOnConnect,
      noDelay: Boolean(noDelay),
      keepAlive: Boolean(keepAlive),
      ...(highWaterMark === undefined ? {} : { highWaterMark })
    });
    this._connections += 1;
    socket.server = this;
    socket._server = this;
    this._announce(socket);
    announce('net.server.socket', () => ({ socket }));
  }

  /** What accepts connections: TCP. */
  _openServer(version: 4 | 6, onChannel: (channel: StreamChannel) => void): StreamServer {
    return new StreamServer(version, onChannel);
  }

  _makeSocket(options: AcceptedSocketOptions): SocketClass {
    return new Socket(options);
  }

  _announce(socket: SocketClass): void {
    this.emit('connection', socket);
  }

  /** A connection of this server is over. */
  _onSocketClosed(): void {
    this._connections -= 1;
    this.#emitCloseIfDrained();
  }

  /** Where the server listens; null before `listening`, but for a free port that the native companion has found. */
  address(): AddressInfo | null {
    const endpoint = this._handle?.localEndpoint;
    return endpoint === undefined || endpoint.port === 0 ? null : addressInfoOf(endpoint);
  }

  getConnections(callback: (error: Error | null, count: number) => void): this {
    validateFunction(callback, 'callback');
    nextTick(() => callback(null, this._connections));
    return this;
  }

  /** Stops listening; `close` comes when the last connection has ended. */
  close(callback?: (error?: Error) => void): this {
    const handle = this._handle;
    this.#calls += 1;
    if (typeof callback === 'function') {
      if (handle === null) this.once('close', () => callback(notRunning()));
      else this.once('close', callback);
    }
    this._handle = null;
    if (handle === null) {
      this.#emitCloseIfDrained();
      return this;
    }
    this.#closing += 1;
    const starting = this.#takeStarting();
    handle.close(() => {
      starting?.end();
      this.#closing -= 1;
      this.#emitCloseIfDrained();
    });
    return this;
  }

  #emitCloseIfDrained(): void {
    if (this._handle !== null || this._connections > 0 || this.#closing > 0) return;
    nextTick(() => this.emit('close'));
  }

  /** An app on HarmonyOS does not end with its last server: nothing to do. */
  ref(): this {
    return this;
  }

  /** As {@link ref}. */
  unref(): this {
    return this;
  }

  [Symbol.for('nodejs.rejection')](error: Error, event: string, ...[socket]: SocketClass[]): void {
    if (event === 'connection' || event === 'secureConnection') socket?.destroy(error);
    else this.emit('error', error);
  }

  async [(Symbol as { asyncDispose?: symbol }).asyncDispose ??
    Symbol.for('nodejs.asyncDispose')](): Promise<void> {
    if (this._handle === null) return;
    await new Promise<void>((resolve, reject) => {
      this.close((error) => (error === undefined ? resolve() : reject(error)));
    });
  }
}

export const Server = callable(ServerClass);
