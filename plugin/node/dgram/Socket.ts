import { Buffer } from 'buffer';
import { DatagramChannel, type Endpoint, type RemoteInfo } from 'taro-harmony-socket/library';
import { type AddressFilter, blockedAddress, isBlocked } from '../shared/addressFilter.ts';
import { closeOnAbort } from '../shared/closeOnAbort.ts';
import { announce } from '../shared/diagnostics.ts';
import { hideFromJson } from '../shared/hideFromJson.ts';
import { reasonFor } from '../shared/reasonFor.ts';
import { nextTick } from '../shared/nextTick.ts';
import { errnoOf } from '../shared/systemErrors.ts';
import { endpointException, errnoException } from '../shared/systemException.ts';
import { isFunction, validateNumber, validatePort, validateString } from '../shared/validators.ts';
import type { AddressInfo } from './addressInfo.ts';
import { type BindRequest, readBindArguments } from './bindArguments.ts';
import { alreadyBound, isConnected, notConnected, notRunning } from './dgramErrors.ts';
import type { LookUp } from './lookUp.ts';
import { onceListening } from './onceListening.ts';
import { failedCall, OptionSocket } from './OptionSocket.ts';
import { readSendTo, readSendToPeer, type SendRequest } from './sendArguments.ts';
import { WholeMessage } from './wholeMessage.ts';
import { readSocketOptions, type SocketOptions, type SocketType } from './socketOptions.ts';

type BindState = 'unbound' | 'binding' | 'bound' | 'closed';
type ConnectState = 'disconnected' | 'connecting' | 'connected';

/** Node's `dgram.Socket` over the library's DatagramChannel. */
export class SocketClass extends OptionSocket {
  readonly type: SocketType;
  protected readonly channel: DatagramChannel;
  readonly #lookUp: LookUp;
  readonly #sendBlockList: AddressFilter | undefined;
  readonly #bufferSizes: readonly [receive: number | undefined, send: number | undefined];
  #bindState: BindState = 'unbound';
  #connectState: ConnectState = 'disconnected';
  /** What was called while the socket was binding; undefined while nothing was. */
  #waiting: (() => void)[] | undefined;
  readonly #outgoing = new WholeMessage();
  #unsettledBytes = 0;
  #unsettledSends = 0;

  constructor(
    type: SocketType | SocketOptions,
    listener?: (message: Buffer, remoteInfo: RemoteInfo) => void
  ) {
    super();
    const options = readSocketOptions(type);
    this.type = options.type;
    this.#lookUp = options.lookup;
    this.#sendBlockList = options.sendBlockList;
    this.#bufferSizes = [options.receiveBufferSize, options.sendBufferSize];
    // Events in turns of their own: a listener that throws ends nothing but that.
    this.channel = new DatagramChannel(
      this.#version,
      {
        onDatagram: (message, { address, family, port, size }) => {
          if (isBlocked(options.receiveBlockList, address, family)) return;
          nextTick(() => {
            if (this.#isRunning) this.emit('message', Buffer.from(message), { address, family, port, size });
          });
        },
        onError: (errno, call) => {
          nextTick(() => {
            if (this.#isRunning) this.emit('error', errnoException(errno, call === '' ? 'recvmsg' : call));
          });
        },
        // As Node, which tells nothing of a socket that goes on.
        onNetworkLost: ({ errno, text }, goesOn) => {
          if (!goesOn) nextTick(() => this.#endLost(errnoException(errno, 'recvmsg', text)));
        }
      },
      { reuseAddress: options.reuseAddress, ipv6Only: options.ipv6Only }
    );
    hideFromJson(this, 'channel');
    if (isFunction(listener)) this.on('message', listener);
    if (options.signal !== undefined) {
      closeOnAbort(this, options.signal, () => !this.#isRunning);
    }
    announce('udp.socket', () => ({ socket: this }));
  }

  #endLost(error: Error): void {
    try {
      if (this.#isRunning) this.emit('error', error);
    } finally {
      // A listener may have closed it.
      if (this.#isRunning) this.close();
    }
  }

  get #version(): 4 | 6 {
    return this.type === 'udp4' ? 4 : 6;
  }

  bind(...args: unknown[]): this {
    this.requireRunning();
    if (this.#bindState !== 'unbound') throw alreadyBound();
    const request = readBindArguments(args[0], args[1], this.type);
    this.#bindState = 'binding';
    const callback = args.at(-1);
    if (isFunction(callback)) onceListening(this, callback);
    this.#lookUp(request.address, this.#version, (error, address) => {
      if (!this.#isRunning) return;
      if (error) {
        this.#failBind(error);
        return;
      }
      this.channel.bind({ address, port: request.port }, (errno) => {
        nextTick(() => {
          this.#onBound(errno, { address, port: request.port });
        });
      });
    });
    return this;
  }

  #failBind(error: Error): void {
    this.#bindState = 'unbound';
    this.#waiting = undefined;
    this.removeListener('listening', this.#proceed);
    this.emit('error', error);
  }

  #onBound(errno: number, { address, port }: BindRequest): void {
    if (!this.#isRunning) return;
    const { options } = this.channel;
    if (errno !== 0 || options === undefined) {
      this.#failBind(endpointException(errno, 'bind', address, port, reasonFor(errno)));
      return;
    }
    this.#bindState = 'bound';
    try {
      const [receive, send] = this.#bufferSizes;
      if (receive !== undefined) this.setRecvBufferSize(receive);
      if (send !== undefined) this.setSendBufferSize(send);
      for (const refused of this.memberships.fulfil(options)) {
        this.emit('error', failedCall(refused.errno, refused.syscall));
      }
      this.emit('listening');
    } finally {
      this.channel.start();
    }
  }

  /** Has the task wait for the bind, or does it at once. */
  #whenBound(task: () => void): void {
    if (this.#bindState === 'unbound') this.bind({ port: 0 });
    if (this.#bindState === 'bound') {
      task();
      return;
    }
    if (this.#waiting === undefined) {
      this.#waiting = [];
      this.once('listening', this.#proceed);
    }
    this.#waiting.push(task);
  }

  readonly #proceed = (): void => {
    const tasks = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const task of tasks) task();
  };

  connect(port: number, ...rest: unknown[]): void {
    const peerPort = validatePort(port, 'Port', false);
    const callback = rest.find(isFunction);
    const address = isFunction(rest[0]) || rest[0] === undefined ? '' : rest[0];
    validateString(address, 'address');
    if (this.#connectState !== 'disconnected') throw isConnected();
    this.requireRunning();
    this.#connectState = 'connecting';
    this.#whenBound(() => {
      if (callback !== undefined) this.once('connect', callback);
      this.#lookUp(address || this.#loopback, this.#version, (error, found) => {
        if (!this.#isRunning) return;
        const refusal = error ?? this.#refusalOf(found);
        const errno = refusal ? 0 : this.channel.connect({ address: found, port: peerPort });
        const failure = errno === 0 ? refusal : endpointException(errno, 'connect', address, peerPort);
        this.#connectState = failure ? 'disconnected' : 'connected';
        nextTick(() => {
          this.#tellConnected(failure, callback);
        });
      });
    });
  }

  #refusalOf(address: string): Error | null {
    return isBlocked(this.#sendBlockList, address, this.#version) ? blockedAddress(address) : null;
  }

  get #loopback(): string {
    return this.type === 'udp4' ? '127.0.0.1' : '::1';
  }

  #tellConnected(failure: Error | null, callback: ((error: Error) => void) | undefined): void {
    if (!failure) {
      this.emit('connect');
    } else if (callback === undefined) {
      this.emit('error', failure);
    } else {
      this.removeListener('connect', callback);
      callback(failure);
    }
  }

  disconnect(): void {
    if (this.#connectState !== 'connected') throw notConnected();
    this.requireRunning();
    this.channel.disconnect();
    this.#connectState = 'disconnected';
  }

  send(...args: unknown[]): void {
    const request = this.#connectState === 'connected' ? readSendToPeer(args) : readSendTo(args);
    this.requireRunning();
    if (this.#bindState === 'bound') this.#sendBound(request);
    else this.#whenBound(() => this.#sendBound(request));
  }

  #sendBound(request: SendRequest): void {
    if (request.port === undefined) {
      this.#transmit(request, this.channel.remoteEndpoint);
      return;
    }
    const { address, port, callback } = request;
    this.#lookUp(address || this.#loopback, this.#version, (error, found) => {
      const refusal = error ? null : this.#refusalOf(found);
      if (error && callback === undefined) nextTick(() => this.emit('error', error));
      else if (error) nextTick(() => callback?.(error));
      // As Node: nobody but the callback hears of it.
      else if (refusal) nextTick(() => callback?.(refusal));
      else this.#transmit(request, { address: found, port });
    });
  }

  /** @param to undefined when the peer was dropped meanwhile */
  #transmit(request: SendRequest, to: Endpoint | undefined): void {
    if (!this.#isRunning) return;
    const message = this.#outgoing.of(request.list);
    const size = message.byteLength;
    this.#unsettledBytes += size;
    this.#unsettledSends += 1;
    if (to === undefined) this.#settle(request, size, errnoOf('EDESTADDRREQ'));
    else this.channel.send(message, to, (errno) => this.#settle(request, size, errno));
  }

  #settle({ address, port, callback }: SendRequest, size: number, errno: number): void {
    this.#unsettledBytes -= size;
    this.#unsettledSends -= 1;
    // As Node: a failure that no callback waits for is not told.
    if (callback === undefined) return;
    const failure = errno === 0 ? null : endpointException(errno, 'send', address, port, reasonFor(errno));
    nextTick(() => {
      if (failure) callback(failure);
      else callback(null, size);
    });
  }

  /** The form of Node 0.x, which Node still has. */
  sendto(...args: unknown[]): void {
    const [, offset, length, port, address] = args;
    validateNumber(offset, 'offset');
    validateNumber(length, 'length');
    validateNumber(port, 'port');
    validateString(address, 'address');
    this.send(...args);
  }

  getSendQueueSize(): number {
    this.requireRunning();
    return this.#unsettledBytes;
  }

  getSendQueueCount(): number {
    this.requireRunning();
    return this.#unsettledSends;
  }

  close(callback?: () => void): this {
    if (isFunction(callback)) this.on('close', callback);
    if (this.#waiting !== undefined) {
      this.#waiting.push(() => this.close());
      return this;
    }
    this.requireRunning();
    this.#bindState = 'closed';
    this.channel.close(() => undefined);
    nextTick(() => this.emit('close'));
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isRunning) return;
    await new Promise<void>((resolve) => {
      this.close(resolve);
    });
  }

  address(): AddressInfo {
    this.requireRunning();
    const local = this.channel.localEndpoint;
    if (local === undefined) throw failedCall(errnoOf('EBADF'), 'getsockname');
    return this.#describe(local);
  }

  remoteAddress(): AddressInfo {
    this.requireRunning();
    const remote = this.channel.remoteEndpoint;
    if (this.#connectState !== 'connected' || remote === undefined) throw notConnected();
    return this.#describe(remote);
  }

  #describe({ address, port }: Endpoint): AddressInfo {
    return { address, family: this.type === 'udp4' ? 'IPv4' : 'IPv6', port };
  }

  /** Does nothing: no open socket keeps a Harmony app from ending. */
  ref(): this {
    return this;
  }

  /** Does nothing, as {@link ref}. */
  unref(): this {
    return this;
  }

  get #isRunning(): boolean {
    return this.#bindState !== 'closed';
  }

  protected requireRunning(): void {
    if (!this.#isRunning) throw notRunning();
  }
}
