import type { RemoteInfo } from 'node:dgram';
import { DatagramFaults } from '../faults/datagramFaults.ts';
import type { SocketIdentity } from '../faults/fault.ts';
import { planBind } from '../faults/kernelFaults.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import { type Endpoint, type NetAddress, toNetAddress } from './address.ts';
import { complete, deliver } from './completions.ts';
import { DatagramDescriptor } from './datagramDescriptor.ts';
import { DatagramReceiveBuffer } from './datagramReceiveBuffer.ts';
import { Errno } from './errno.ts';
import { Failure } from './failure.ts';
import { toArrayBuffer } from './payload.ts';
import { PendingClose } from './pendingClose.ts';
import { ReceiveThread } from './receiveThread.ts';
import { traits } from './release.ts';

/** What `getState` gives. */
export interface SocketState {
  readonly isBound: boolean;
  readonly isClose: boolean;
  readonly isConnected: boolean;
}

/** An open descriptor, none yet (or no more after `dropMembership`), or the mark that `close` leaves. */
type Holding = DatagramDescriptor | 'nothing' | 'closed';
type DatagramEvent = 'message' | 'listening' | 'error' | 'close';

/**
 * What a native UDP socket holds apart from its JS object: it lives on in the event loop while the object may be
 * collected, and must not refer to it.
 */
export class DatagramCore {
  readonly listeners: SocketListeners<DatagramEvent>;
  /** SO_REUSEADDR for the next bind. It is remembered even where setting it fails. */
  reuseAddress = false;
  #holding: Holding = 'nothing';
  #thread: ReceiveThread | undefined;
  #buffer = new DatagramReceiveBuffer(0);
  #isDeaf = false;
  /** From the call of `close` to its work, in which nothing is delivered any more. */
  #isCloseUnderWay = false;
  #hasSent = false;
  #closing: PendingClose | undefined;
  #afterClose: (() => void)[] = [];
  readonly #identity: SocketIdentity;
  readonly #faults: DatagramFaults;

  constructor(identity: SocketIdentity) {
    this.#identity = identity;
    this.#faults = new DatagramFaults(identity);
    this.listeners = new SocketListeners(identity, ['message', 'listening', 'error', 'close']);
  }

  /** @throws Failure EBADF */
  get descriptor(): DatagramDescriptor {
    if (!(this.#holding instanceof DatagramDescriptor)) throw Failure.ofErrno(Errno.EBADF);
    return this.#holding;
  }

  /** @throws Failure EBADF */
  requireDescriptor(): void {
    if (!this.hasDescriptor) throw Failure.ofErrno(Errno.EBADF);
  }

  get hasDescriptor(): boolean {
    return this.#holding instanceof DatagramDescriptor;
  }

  /** Opens a descriptor in the place of the one there may be, which stays open: the native module loses it. */
  open(version: 4 | 6, reuseAddress: boolean): DatagramDescriptor {
    if (this.#holding instanceof DatagramDescriptor) this.#holding.abandon();
    const descriptor = new DatagramDescriptor(version, reuseAddress);
    descriptor.onDatagram((bytes, from) => this.#receive(descriptor, bytes, from));
    this.#holding = descriptor;
    return descriptor;
  }

  /**
   * Binds a new descriptor; a port in use is replaced by a random one.
   *
   * @param done gets 0 or an errno: at once, or when the receive thread of an earlier bind lets go
   */
  bind(endpoint: Endpoint, done: (errno: number) => void): DatagramDescriptor {
    const earlier = this.#thread;
    const descriptor = this.open(endpoint.version, this.reuseAddress);
    const planned = planBind(this.#identity, endpoint);
    const wait = earlier !== undefined && traits.closeWaitsForReceiveThread ? earlier.untilPollEnds() : 0;
    if (planned.after > 0) {
      setTimeout(() => done(this.#bindNow(descriptor, planned.endpoint)), planned.after + wait);
    } else {
      const errno = this.#bindNow(descriptor, planned.endpoint);
      if (wait > 0) setTimeout(done, wait, errno);
      else done(errno);
    }
    return descriptor;
  }

  #bindNow(descriptor: DatagramDescriptor, endpoint: Endpoint): number {
    let errno = descriptor.bind(endpoint);
    if (errno === Errno.EADDRINUSE) errno = descriptor.bind({ ...endpoint, port: 0 });
    if (errno === 0) this.startReceiving(descriptor);
    return errno;
  }

  /** Starts the receive thread. */
  startReceiving(descriptor: DatagramDescriptor): void {
    this.#thread = new ReceiveThread();
    this.#buffer = new DatagramReceiveBuffer(descriptor.receiveBufferSize());
    // The native thread empties the kernel's buffer whatever the JS thread does.
    descriptor.setReceiveBufferSize(DatagramReceiveBuffer.AS_LARGE_AS_POSSIBLE);
  }

  setReceiveBufferSize(size: number): void {
    const { descriptor } = this;
    descriptor.setReceiveBufferSize(size);
    this.#buffer.kernelSize = descriptor.receiveBufferSize();
  }

  /** Whether this is the first send; marks that there was one. */
  takeFirstSend(): boolean {
    const isFirst = !this.#hasSent;
    this.#hasSent = true;
    return isFirst;
  }

  /** @param done gets 0 or an errno, in a turn where the call may be answered */
  close(done: (errno: number) => void): void {
    if (!traits.closedObjectsReceiveAgain) this.#isDeaf = true;
    this.#isCloseUnderWay = true;
    if (this.#closing !== undefined) {
      this.#afterClose.push(() => done(Errno.UNKNOWN));
    } else if (!traits.closeWaitsForReceiveThread || this.#thread === undefined || !this.hasDescriptor) {
      complete(() => done(this.#closeNow()));
    } else {
      this.#closing = new PendingClose(this.#thread.untilPollEnds(), () => {
        const errno = this.#closeNow();
        complete(() => done(errno));
        for (const answer of this.#afterClose.splice(0)) complete(answer);
      });
    }
  }

  /** `dropMembership` closes at once and leaves the object as if it were new. */
  drop(): void {
    this.descriptor.close();
    this.#holding = 'nothing';
    this.#thread = undefined;
  }

  /** The JS object was collected: the native module frees the descriptor. */
  collect(): void {
    if (this.hasDescriptor) this.#closeNow();
  }

  state(): SocketState {
    const isBound = this.#holding instanceof DatagramDescriptor && this.#holding.localEndpoint().port !== 0;
    return { isBound, isClose: this.#holding === 'closed', isConnected: false };
  }

  localAddress(): NetAddress {
    return toNetAddress(this.descriptor.localEndpoint());
  }

  /** @returns an errno */
  #closeNow(): number {
    this.#closing = undefined;
    this.#isCloseUnderWay = false;
    if (!(this.#holding instanceof DatagramDescriptor)) return Errno.UNKNOWN;
    const descriptor = this.#holding;
    this.#holding = 'closed';
    if (this.#thread !== undefined && !traits.closeWaitsForReceiveThread) {
      descriptor.closeAfter(this.#thread.untilPollEnds());
    } else {
      descriptor.close();
    }
    this.#thread = undefined;
    return 0;
  }

  #receive(descriptor: DatagramDescriptor, bytes: Buffer, from: RemoteInfo): void {
    if (this.#thread === undefined || !this.hasDescriptor) return;
    if (descriptor !== this.#holding && !traits.bindTwiceHearsBothPorts) return;
    this.#thread.wake();
    if (bytes.length === 0) return;
    if (this.#isDeaf) {
      this.#thread = undefined;
      this.#closing?.finish();
      return;
    }
    const size = this.#buffer.nextSize();
    if (this.#isCloseUnderWay || !this.listeners.has('message')) return;
    const message = toArrayBuffer(bytes.length > size ? bytes.subarray(0, size) : bytes);
    const zone = from.address.indexOf('%');
    const address = zone < 0 ? from.address : from.address.slice(0, zone);
    const remoteInfo = { address, family: from.family, port: from.port, size: message.byteLength };
    this.#faults.pass(() => deliver(() => this.listeners.emit('message', { message, remoteInfo })));
  }
}
