import type net from 'node:net';
import type { SocketIdentity } from '../faults/fault.ts';
import { planBind, planConnect } from '../faults/kernelFaults.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import { StreamFaults } from '../faults/streamFaults.ts';
import { type Endpoint, type IpVersion, type NetAddress, toNetAddress } from './address.ts';
import { complete, deliver } from './completions.ts';
import type { SocketState } from './datagramCore.ts';
import { Errno } from './errno.ts';
import { Failure } from './failure.ts';
import { toArrayBuffer } from './payload.ts';
import { PendingClose } from './pendingClose.ts';
import { pool } from './pool.ts';
import { ReceiveThread } from './receiveThread.ts';
import { traits } from './release.ts';
import { remoteInfoOf } from './remoteInfo.ts';
import { StreamChunks } from './streamChunks.ts';
import { StreamDescriptor, type StreamOwner } from './streamDescriptor.ts';
import { sleepSync } from './streamSend.ts';

const DEFAULT_SEND_TIMEOUT_MS = 20000;

type Done = (errno: number) => void;
type TcpEvent = 'message' | 'connect' | 'error' | 'close';

/** What a native TCP client socket holds apart from its JS object, to which it must not refer. */
export class TcpCore implements StreamOwner {
  readonly listeners: SocketListeners<TcpEvent>;
  /** Milliseconds; 0 is the default. */
  socketTimeout = 0;
  /** SO_LINGER with 0 seconds. */
  closesWithReset = false;
  #holding: StreamDescriptor | 'nothing' | 'closed' = 'nothing';
  #thread: ReceiveThread | undefined;
  #chunks = new StreamChunks();
  #isDeaf = false;
  #hasSent = false;
  #connectTimer: NodeJS.Timeout | undefined;
  #afterConnect: (() => void)[] = [];
  #closing: PendingClose | undefined;
  #afterClose: (() => void)[] = [];
  readonly #identity: SocketIdentity;
  readonly #faults: StreamFaults;

  constructor(identity: SocketIdentity) {
    this.#identity = identity;
    this.#faults = new StreamFaults(identity);
    this.listeners = new SocketListeners(identity, ['message', 'connect', 'error', 'close']);
  }

  /** @throws Failure EBADF */
  get descriptor(): StreamDescriptor {
    if (!(this.#holding instanceof StreamDescriptor)) throw Failure.ofErrno(Errno.EBADF);
    return this.#holding;
  }

  get hasDescriptor(): boolean {
    return this.#holding instanceof StreamDescriptor;
  }

  /** The descriptor, opened if there is none. */
  open(version: IpVersion): StreamDescriptor {
    if (!(this.#holding instanceof StreamDescriptor)) this.#holding = new StreamDescriptor(version, this);
    return this.#holding;
  }

  /** @returns 0 or an errno */
  bind(endpoint: Endpoint): number {
    return this.open(endpoint.version).bind(planBind(this.#identity, endpoint).endpoint);
  }

  /** @param done gets 0 or an errno, in a turn where the call may be answered */
  connect(to: Endpoint, timeout: number, done: Done): void {
    const descriptor = this.open(to.version);
    switch (descriptor.connectState) {
      case 'unconnected':
        this.#startConnecting(descriptor, to, timeout, done);
        break;
      case 'refused':
        descriptor.collectError();
        complete(() => done(traits.connectAfterRefusal));
        break;
      case 'pending':
        this.#connectMeanwhile(descriptor, done);
        break;
      case 'established':
        complete(() => done(this.#connectAgain(descriptor)));
        break;
      case 'confirmed':
        complete(() => done(Errno.EISCONN));
        break;
    }
  }

  /** A `connect` while another one is pending: the kernel may have its peer already. */
  #connectMeanwhile(descriptor: StreamDescriptor, done: Done): void {
    const answer = (): void => done(descriptor.isConnected() ? 0 : traits.connectWhilePending);
    if (traits.connectsAreWatched) {
      complete(answer);
      return;
    }
    complete(() => {
      if (this.#connectTimer !== undefined && descriptor.isConnected()) this.#afterConnect.push(answer);
      else complete(answer);
    });
  }

  /** A `connect` on a connection: it is there, or the kernel reports that it was reset. @returns 0 or an errno */
  #connectAgain(descriptor: StreamDescriptor): number {
    if (descriptor.isConnected()) {
      descriptor.confirm();
      return 0;
    }
    descriptor.collectError();
    return Errno.ECONNRESET;
  }

  #startConnecting(descriptor: StreamDescriptor, to: Endpoint, timeout: number, done: Done): void {
    const settle = (errno: number): void => {
      clearTimeout(this.#connectTimer);
      this.#connectTimer = undefined;
      complete(() => {
        if (errno === 0) this.#startReceiving(descriptor);
        done(errno);
      });
      for (const close of this.#afterConnect.splice(0)) complete(close);
    };
    this.#connectTimer = setTimeout(() => {
      descriptor.stopWaiting();
      settle(this.hasDescriptor ? Errno.EINPROGRESS : Errno.EBADF);
    }, timeout);
    descriptor.connect(to, planConnect(this.#identity), settle);
  }

  #startReceiving(descriptor: StreamDescriptor): void {
    if (descriptor !== this.#holding) return;
    this.#thread = new ReceiveThread();
    this.#chunks = new StreamChunks();
    descriptor.startReceiving();
  }

  /**
   * Hands all bytes to the kernel; blocks while the peer does not read, or until a pending close is done.
   *
   * @throws Failure
   */
  send(bytes: Uint8Array): void {
    if (this.#closing !== undefined) {
      sleepSync(this.#closing.remaining);
      this.#closing.finish();
    }
    const { descriptor } = this;
    if (!descriptor.isConnected()) throw Failure.ofErrno(Errno.ENOTCONN);
    const errno = descriptor.send(bytes, this.socketTimeout || DEFAULT_SEND_TIMEOUT_MS);
    if (errno !== undefined) throw Failure.ofErrno(errno);
  }

  /** Whether this is the first send; marks that there was one. */
  takeFirstSend(): boolean {
    const isFirst = !this.#hasSent;
    this.#hasSent = true;
    return isFirst;
  }

  /** @param done gets 0 or an errno, in a turn where the call may be answered */
  close(done: Done): void {
    if (!traits.closedObjectsReceiveAgain) this.#isDeaf = true;
    if (this.#connectTimer !== undefined && traits.connectAfterClose === 'rejectsBeforeClose') {
      this.#afterConnect.push(() => done(this.#closeNow()));
    } else if (this.#closing !== undefined) {
      this.#afterClose.push(() => done(Errno.UNKNOWN));
    } else if (this.#thread === undefined || !traits.closeWaitsForReceiveThread) {
      complete(() => done(this.#closeNow()));
    } else {
      pool.run(() => this.#closeWithThread(done));
    }
  }

  #closeWithThread(done: Done): void {
    const release = pool.hold();
    this.#closing = new PendingClose(this.#thread?.untilPollEnds() ?? 0, () => {
      const errno = this.#closeNow();
      complete(() => done(errno));
      for (const answer of this.#afterClose.splice(0)) complete(answer);
      release();
    });
  }

  /** The JS object was collected: the native module frees the descriptor. */
  collect(): void {
    if (this.hasDescriptor) this.#closeNow();
  }

  /**
   * Gives the connection away to a TLS socket, which waits on the JS thread until the receive thread has ended. Undefined
   * without a connection.
   */
  handOver(): net.Socket | undefined {
    if (!(this.#holding instanceof StreamDescriptor) || !this.#holding.isConnected()) return undefined;
    sleepSync(this.#thread?.untilPollEnds() ?? 0);
    const socket = this.#holding.handOver();
    this.#thread = undefined;
    this.#holding = 'closed';
    this.listeners.clear();
    return socket;
  }

  state(): SocketState {
    const descriptor = this.#holding instanceof StreamDescriptor ? this.#holding : undefined;
    return {
      isBound: descriptor !== undefined && descriptor.localEndpoint().port !== 0,
      isClose: this.#holding === 'closed',
      isConnected: descriptor?.isConnected() ?? false
    };
  }

  localAddress(): NetAddress {
    return toNetAddress(this.descriptor.localEndpoint());
  }

  remoteAddress(): NetAddress {
    const remote = this.descriptor.remoteEndpoint();
    if (remote === undefined) throw Failure.ofErrno(Errno.ENOTCONN);
    return toNetAddress(remote);
  }

  received(bytes: Uint8Array): void {
    this.#thread?.wake();
    if (this.#isDeaf) {
      this.#endThread();
      return;
    }
    const remote = this.#holding instanceof StreamDescriptor ? this.#holding.remoteEndpoint() : undefined;
    if (this.#thread === undefined || remote === undefined || !this.listeners.has('message')) return;
    const planned = this.#faults.pass(bytes);
    for (const part of planned.messages) this.#report(part, remote);
    if (planned.then === 'end') this.ended();
    if (planned.then === 'reset') this.#resetHere();
  }

  #report(bytes: Uint8Array, remote: Endpoint): void {
    for (const piece of this.#chunks.split(bytes)) {
      const message = toArrayBuffer(piece);
      const remoteInfo = remoteInfoOf(remote, piece.length);
      deliver(() => this.listeners.emit('message', { message, remoteInfo }));
    }
  }

  /** The plan wants a reset: the connection is gone as after the peer's. */
  #resetHere(): void {
    // Taken first: a listener that hears of the reset may close the socket at once.
    const descriptor = this.descriptor;
    this.reset();
    descriptor.abort();
  }

  ended(): void {
    if (this.#thread === undefined) return;
    deliver(() => this.listeners.emit('close', {}));
    this.#endThread();
  }

  /** The receive thread reports its own errno, which nothing has set. */
  reset(): void {
    if (this.#thread === undefined) return;
    deliver(() => this.listeners.emit('error', { code: Errno.NONE }));
    this.#endThread();
  }

  #endThread(): void {
    this.#thread = undefined;
    this.#closing?.finish();
  }

  /** @returns an errno */
  #closeNow(): number {
    this.#closing = undefined;
    if (!(this.#holding instanceof StreamDescriptor)) return Errno.UNKNOWN;
    const descriptor = this.#holding;
    this.#holding = 'closed';
    if (traits.connectAfterClose === 'neverSettles') {
      clearTimeout(this.#connectTimer);
      this.#connectTimer = undefined;
    }
    if (this.#thread !== undefined && !traits.closeWaitsForReceiveThread) {
      descriptor.closeAfter(this.#thread.untilPollEnds(), this.closesWithReset);
    } else {
      descriptor.close(this.closesWithReset);
    }
    this.#thread = undefined;
    return 0;
  }
}
