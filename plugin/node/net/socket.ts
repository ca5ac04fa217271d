import { Buffer } from 'buffer';
import { addAbortSignal } from 'stream';
import { StreamChannel } from 'taro-harmony-socket/library';
import { type AddressFilter, isBlocked, readBlockList } from '../shared/addressFilter.ts';
import { callable } from '../shared/callable.ts';
import { nextTick } from '../shared/nextTick.ts';
import { errnoOf } from '../shared/systemErrors.ts';
import { endpointException, errnoException } from '../shared/systemException.ts';
import { type ConnectOptions, connectOptions } from './connectOptions.ts';
import { Connector } from './connector.ts';
import { detached } from './detached.ts';
import { closedBeforeConnection, socketClosed } from './netErrors.ts';
import { normalizeArguments } from './normalizeArguments.ts';
import { type Received, ReceivedQueue } from './received.ts';
import { SELF, SocketBase } from './socketBase.ts';
import {
  type AcceptedSocketOptions,
  checkOnRead,
  checkSocketOptions,
  type SocketOptions
} from './socketOptions.ts';
import { staticRead } from './staticRead.ts';
import { writeAfterEnd } from './writeAfterEnd.ts';

type Done = (error?: Error | null) => void;

/** What waits in `_writev`. */
interface Chunk {
  chunk: Buffer;
  encoding: BufferEncoding;
}

const ignore = (): void => undefined;
const NOT_SUPPORTED = errnoOf('ENOTSUP');
const NETWORK_DOWN = errnoOf('ENETDOWN');

/** The server that has accepted a socket, as far as the socket needs it. */
interface AcceptingServer {
  _onSocketClosed(): void;
}

/** Node's `net.Socket`: a TCP connection as a duplex stream. */
export class SocketClass extends SocketBase {
  /** The server that has accepted the connection. */
  server: AcceptingServer | null = null;
  _server: AcceptingServer | null = null;
  /** Addresses that the socket does not connect to. */
  blockList?: AddressFilter;
  #connector: Connector | undefined;
  #expected: StreamChannel | undefined;
  #isStarted = false;
  #resets = false;
  readonly #received = new ReceivedQueue(
    (item) => this.#deliver(item),
    (isHeld) => this._handle?.pause(isHeld)
  );
  readonly #take: (bytes: Uint8Array) => boolean;

  constructor(given?: SocketOptions | AcceptedSocketOptions) {
    const options = checkSocketOptions(given);
    const { signal, ...streamOptions } = options;
    const blockList = readBlockList(options.blockList, 'options.blockList');
    super({
      ...streamOptions,
      allowHalfOpen: Boolean(options.allowHalfOpen),
      emitClose: false,
      autoDestroy: true
    });
    if (blockList !== undefined) this.blockList = blockList;
    const onread = checkOnRead(options.onread);
    this.#take =
      onread === undefined
        ? (bytes): boolean => this.push(Buffer.from(bytes.buffer))
        : staticRead(this, onread, (rest) => this.#putBack(rest));
    this.on('end', () => this.#onEnd());
    if ('handle' in options && options.handle) {
      this.hold(options.handle);
      if (options.pauseOnCreate) this.pause();
      else this.read(0);
    }
    if (signal) addAbortSignal(signal, this);
  }

  /** `(options | port, host?, listener?)`: see Node's documentation. IPC paths are refused. */
  connect(...args: unknown[]): this {
    const { options, callback } = normalizeArguments(args);
    const checked = connectOptions(options);
    this[SELF].#connectTo(checked, options, callback);
    return this;
  }

  #connectTo(
    checked: ConnectOptions,
    options: SocketOptions,
    callback: ((...args: unknown[]) => void) | null
  ): void {
    // Away with what the end of an earlier connection has put there.
    Reflect.deleteProperty(this, 'write');
    if (this.destroyed) this.#renew();
    if (options.noDelay !== undefined) this.setNoDelay(Boolean(options.noDelay));
    if (options.keepAlive !== undefined) this.setKeepAlive(Boolean(options.keepAlive));
    if (callback !== null) this.once('connect', callback);
    if (this.connecting || this._handle !== null) {
      this.#refuseSecond(checked);
      return;
    }
    this._unrefTimer();
    this.connecting = true;
    this.#connector = new Connector(
      {
        emit: (event, ...values) => this.emit(event, ...values),
        onAddresses: () => {
          this.autoSelectFamilyAttemptedAddresses = [];
        },
        onAttempt: (endpoint) => this.autoSelectFamilyAttemptedAddresses?.push(endpoint),
        onConnected: (channel) => this.#onConnected(channel),
        onConnectFailed: (error) => this.destroy(error),
        isBlocked: (address, version) => isBlocked(this.blockList, address, version),
        openChannel: (version) => this._openChannel(version),
        refusal: () => this._refusal()
      },
      checked
    );
    this.#connector.start();
  }

  /** What connects: TCP. */
  _openChannel(version: 4 | 6): StreamChannel {
    return StreamChannel.client(version);
  }

  /** TCP has no reason that holds for all addresses. */
  _refusal(): Error | undefined {
    return undefined;
  }

  /** The connection is being made, by whatever: it ends with the socket. */
  _expect(channel: StreamChannel): void {
    this[SELF].#expected = channel;
  }

  /** The connection is made and can be used. */
  _adopt(channel: StreamChannel): void {
    this[SELF].#expected = undefined;
    this._isSecuring = false;
    this.hold(channel);
    this._unrefTimer();
  }

  /** Gives the connection away: nothing more comes out of it here. Null without one. */
  _giveAway(): StreamChannel | null {
    this[SELF].#received.clear();
    return this.letGo();
  }

  /** As the kernel does: a socket makes one connection. */
  #refuseSecond({ host, port }: ConnectOptions): void {
    nextTick(() => {
      const errno = errnoOf(this.connecting ? 'EALREADY' : 'EISCONN');
      this.destroy(endpointException(errno, 'connect', host, port));
    });
  }

  /** A closed socket may connect again. */
  #renew(): void {
    (this as unknown as { _undestroy(): void })._undestroy();
    this.#isStarted = false;
    this.#resets = false;
    this.bytesTaken = 0;
    this.bytesGiven = 0;
    this.#received.clear();
  }

  #onConnected(channel: StreamChannel): void {
    this.connecting = false;
    this._adopt(channel);
    this.emit('connect');
    this.emit('ready');
    // Also where an error of before the connection has made `readable` false: the end of the connection has to be heard.
    if (!this.isPaused()) this.read(0);
  }

  /** Reading begins with the first wish for it: until then the connection keeps what comes. */
  override _read(): void {
    if (this._handle === null) this.once(this[SELF].#usableEvent, () => this._read());
    else this[SELF].#startReading(this._handle);
  }

  #startReading(channel: StreamChannel): void {
    if (!this.#isStarted) {
      this.#isStarted = true;
      channel.start({
        onData: detached((bytes) => this.#received.add(new Uint8Array(bytes))),
        onEnd: detached(() => this.#received.add(null)),
        onError: detached((errno, { text }) => {
          // What Node has no case for: the device has lost the network.
          this.#received.add(errnoException(errno, 'read', errno === NETWORK_DOWN ? text : ''));
        })
      });
    }
    this.#received.want();
  }

  #putBack(rest: Uint8Array): void {
    this.bytesTaken -= rest.length;
    this.#received.putBack(rest);
  }

  /** Without `data` events the stream itself does not know that bytes are wanted again. */
  override resume(): this {
    super.resume();
    // Not before this call has returned, and to somebody who is not paused any more.
    if (this[SELF].#isStarted) {
      nextTick(() => {
        if (!this.isPaused()) this[SELF].#received.want();
      });
    }
    return this;
  }

  #deliver(item: Received): boolean {
    this._unrefTimer();
    if (item instanceof Error) {
      this.destroy(item);
      return false;
    }
    if (item !== null) {
      this.bytesTaken += item.length;
      return this.#take(item);
    }
    this.push(null);
    this.read(0);
    return false;
  }

  #onEnd(): void {
    if (!this.allowHalfOpen) this.write = writeAfterEnd as typeof this.write;
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: Done): void {
    this[SELF].#writeAll([{ chunk, encoding }], done);
  }

  override _writev(chunks: Chunk[], done: Done): void {
    // The channel waits for nothing before it says of an empty write that it has gone.
    const filled = chunks.filter(({ chunk }) => chunk.length > 0);
    this[SELF].#writeAll(filled.length > 0 ? filled : chunks, done);
  }

  #writeAll(chunks: readonly Chunk[], done: Done): void {
    if (this.connecting || this._isSecuring) {
      this.#whenUsable(() => this.#writeAll(chunks, done), done);
      return;
    }
    const channel = this._handle;
    if (channel === null) {
      done(socketClosed());
      return;
    }
    this._unrefTimer();
    const onSettled = detached((errno: number) => this.#written(chunks, errno, done));
    chunks.forEach(({ chunk }, index) => {
      channel.write(chunk, index === chunks.length - 1 ? onSettled : ignore);
    });
  }

  #written(chunks: readonly Chunk[], errno: number, done: Done): void {
    if (errno === 0) {
      this.bytesGiven += chunks.reduce((sum, { chunk }) => sum + chunk.length, 0);
      this._unrefTimer();
    }
    done(errno === 0 || this.destroyed ? null : errnoException(errno, 'write'));
  }

  get #usableEvent(): 'secure' | 'connect' {
    return this._isSecuring ? 'secure' : 'connect';
  }

  /** With the connection that is being made, and not with the one of a later `connect`. */
  #whenUsable(proceed: () => void, done: Done): void {
    const event = this.#usableEvent;
    const onUsable = (): void => {
      this.off('close', onClose);
      proceed();
    };
    const onClose = (): void => {
      this.off(event, onUsable);
      done(closedBeforeConnection());
    };
    this.once(event, onUsable);
    this.once('close', onClose);
  }

  override _final(done: Done): void {
    const channel = this._handle;
    if (channel === null) {
      this[SELF].#whenUsable(() => this._final(done), ignore);
      return;
    }
    const onEnded = detached((errno: number) => {
      // Where one direction cannot be ended alone, the connection ends: that is how the peer learns of it.
      if (errno === NOT_SUPPORTED && this._handle === channel) this[SELF].#endWhole(channel);
      done();
    });
    channel.endSending(onEnded);
  }

  #endWhole(channel: StreamChannel): void {
    this.letGo();
    const connector = this.#connector;
    const onClosed = detached(() => {
      // The socket may be connected again already.
      if (this.#connector === connector && !this.readableEnded) this.#received.add(null);
    });
    channel.close(onClosed);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this[SELF].#endWith(error, done);
  }

  #endWith(error: Error | null, done: (error: Error | null) => void): void {
    this.connecting = false;
    this._isSecuring = false;
    this.#connector?.cancel();
    this.#expected?.close(ignore);
    this.#received.clear();
    const channel = this.letGo();
    const onClosed = detached(() => {
      this.emit('close', error !== null);
    });
    if (channel !== null && this.#resets) channel.resetOnClose();
    else if (channel !== null) this.#giveRest(channel);
    channel?.close(onClosed);
    done(error);
    if (channel === null) onClosed();
    this._server?._onSocketClosed();
    this._server = null;
  }

  /** What was written in the turn of the end: Node has given it to the kernel by now, as far as that takes it. */
  #giveRest(channel: StreamChannel): void {
    const waiting = this.writableCorked > 0 ? [] : (this._writableState?.getBuffer() ?? []);
    for (const { chunk } of waiting) channel.write(chunk, ignore);
    channel.push();
    if (channel.bufferedAmount > 0) return;
    for (const each of waiting) {
      const { callback } = each;
      this.bytesGiven += each.chunk.length;
      // The stream is about to call it with an error.
      each.callback = (): void => callback(null);
    }
  }

  /** Closes when all that was written has gone. */
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  /** Closes so that the peer sees a reset; a connection that a server has accepted is closed as by {@link destroy}. */
  resetAndDestroy(): this {
    if (this.connecting || this._isSecuring) {
      this[SELF].#whenUsable(() => this.resetAndDestroy(), ignore);
      return this;
    }
    if (this._handle === null) return this.destroy(socketClosed());
    this[SELF].#resets = true;
    return this.destroy();
  }
}

export const Socket = callable(SocketClass);
