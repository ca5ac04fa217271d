import net from 'node:net';
import type { PlannedConnect } from '../faults/kernelFaults.ts';
import { type Endpoint, type IpVersion, unspecified } from './address.ts';
import { Errno, errnoOf } from './errno.ts';
import { PendingClose } from './pendingClose.ts';
import { ReadAhead } from './readAhead.ts';
import { addReceiver, type Receiver } from './receivers.ts';
import {
  bindStream,
  handleOf,
  holdPort,
  localEndpointOf,
  remoteEndpointOf,
  type StreamHandle
} from './streamHandle.ts';
import { sendNow } from './streamSend.ts';

/** What a TCP descriptor reports to the socket that owns it. */
export interface StreamOwner {
  /** Bytes from the peer. */
  received(bytes: Uint8Array): void;
  /** The peer sent FIN, after all its bytes. */
  ended(): void;
  /** The peer reset the connection, or the kernel gave it up. */
  reset(): void;
}

/**
 * How the kernel stands to `connect`: a second `connect` on an established descriptor succeeds once more before it
 * fails with EISCONN, and one after a refusal only collects the old error.
 */
type ConnectState = 'unconnected' | 'pending' | 'refused' | 'established' | 'confirmed';

/** Errors that the kernel finds out after `connect` returned; the native module turns them all into EINPROGRESS. */
const LATE_ERRORS: ReadonlySet<number> = new Set([
  Errno.ECONNREFUSED,
  Errno.ECONNRESET,
  Errno.ETIMEDOUT,
  Errno.EHOSTUNREACH
]);

/** One TCP file descriptor of a client. */
export class StreamDescriptor {
  readonly version: IpVersion;
  #owner: StreamOwner;
  #connectState: ConnectState = 'unconnected';
  /** Bound, and not handed to a net.Socket yet. */
  #boundHandle: StreamHandle | undefined;
  #socket: net.Socket | undefined;
  /** What stays known when Node has freed the handle after an error. */
  #lastLocal: Endpoint;
  #lastFd = -1;
  #explicitLocal: Endpoint | undefined;
  #releasePort: (() => void) | undefined;
  #stopReceiving: (() => void) | undefined;
  #waiting: ((errno: number) => void) | undefined;
  #lateStart: NodeJS.Timeout | undefined;
  readonly #readAhead = new ReadAhead((bytes) => this.#owner.received(bytes));

  constructor(version: IpVersion, owner: StreamOwner) {
    this.version = version;
    this.#owner = owner;
    this.#lastLocal = unspecified(version);
  }

  /** @returns 0 or an errno */
  bind(endpoint: Endpoint): number {
    if (this.#boundHandle !== undefined || this.#connectState !== 'unconnected') return Errno.EINVAL;
    return this.#hold(bindStream(endpoint));
  }

  /** @returns 0 or an errno */
  #hold(handle: StreamHandle | number): number {
    if (typeof handle === 'number') return handle;
    this.#boundHandle = handle;
    this.#explicitLocal = this.localEndpoint();
    this.#releasePort = holdPort(this.#explicitLocal);
    return 0;
  }

  get connectState(): ConnectState {
    return this.#connectState;
  }

  /** A `connect` has collected the error of the one before: the next one starts anew. */
  collectError(): void {
    this.#connectState = 'unconnected';
  }

  /** A second `connect` on the established descriptor. */
  confirm(): void {
    this.#connectState = 'confirmed';
  }

  /**
   * Starts to connect.
   *
   * @param planned milliseconds until the kernel starts (Infinity is never), that nobody listens, or that the answer gets lost
   * @param done gets 0, an errno of `connect` itself, or EINPROGRESS for what the kernel found out later
   */
  connect(to: Endpoint, planned: PlannedConnect, done: (errno: number) => void): void {
    this.#connectState = 'pending';
    if (planned !== 'lost') this.#waiting = done;
    if (planned === 0 || planned === 'lost') this.#connectNow(to);
    else if (planned === 'refused') this.#beRefused();
    else if (Number.isFinite(planned)) this.#lateStart = setTimeout(() => this.#connectNow(to), planned);
  }

  /** A refused descriptor keeps the port that the kernel gave it. */
  #beRefused(): void {
    if (this.#boundHandle === undefined) this.#hold(bindStream(unspecified(this.version)));
    process.nextTick(() => this.#failed(Errno.ECONNREFUSED));
  }

  #connectNow(to: Endpoint): void {
    const local = this.#localOption(to);
    const socket = new net.Socket({ allowHalfOpen: true, ...this.#handleOption() });
    this.#socket = socket;
    socket.pause();
    socket.on('error', (error) => this.#failed(errnoOf(error)));
    socket.once('connect', () => this.#established());
    socket.connect({
      host: to.address,
      port: to.port,
      family: to.version,
      autoSelectFamily: false,
      ...local
    });
    // Node calls the kernel's connect in the next tick; its address stays known when the attempt fails.
    process.nextTick(() => this.#remember());
  }

  /** The native module gave up waiting; the kernel goes on trying. */
  stopWaiting(): void {
    this.#waiting = undefined;
  }

  /** Whether the kernel has a peer for it. */
  isConnected(): boolean {
    return this.remoteEndpoint() !== undefined;
  }

  get fd(): number {
    this.#remember();
    return this.#lastFd;
  }

  localEndpoint(): Endpoint {
    this.#remember();
    return this.#lastLocal;
  }

  remoteEndpoint(): Endpoint | undefined {
    const handle = this.#handle();
    return handle === undefined ? undefined : remoteEndpointOf(handle);
  }

  /**
   * Hands all bytes to the kernel, see {@link sendNow}; where Node knows no descriptors, as on Windows, to Node, which does not wait.
   *
   * @returns undefined for success, or the errno
   */
  send(bytes: Uint8Array, timeout: number): number | undefined {
    if (this.fd >= 0) return sendNow(this.fd, bytes, timeout);
    this.#socket?.write(bytes.slice());
    return undefined;
  }

  setKeepAlive(on: boolean): void {
    this.#socket?.setKeepAlive(on);
  }

  setNoDelay(on: boolean): void {
    this.#socket?.setNoDelay(on);
  }

  /** Ends the connection as if the peer had reset it; the descriptor stays. */
  abort(): void {
    this.#stopReceiving?.();
    this.#socket?.removeAllListeners('data').removeAllListeners('end').resetAndDestroy();
  }

  /** Stops reading and forgets the connection, which another one goes on with. */
  handOver(): net.Socket | undefined {
    this.#readAhead.flush();
    this.#stopReceiving?.();
    this.#releasePort?.();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.pause().removeAllListeners();
    return socket;
  }

  /** @param withReset SO_LINGER with 0 seconds: RST in the place of FIN */
  close(withReset: boolean): void {
    this.#waiting = undefined;
    clearTimeout(this.#lateStart);
    this.#stopReceiving?.();
    this.#releasePort?.();
    this.#boundHandle?.close();
    this.#boundHandle = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.removeAllListeners('data').removeAllListeners('end').removeAllListeners('connect');
    if (withReset) socket.resetAndDestroy();
    else socket.destroy();
  }

  /** Closes when the receive thread's poll ends, or when something from the peer ends it before; reports nothing. */
  closeAfter(ms: number, withReset: boolean): void {
    const pending = new PendingClose(ms, () => this.close(withReset));
    this.#owner = {
      received: () => pending.finish(),
      ended: () => pending.finish(),
      reset: () => pending.finish()
    };
  }

  #handle(): StreamHandle | undefined {
    return this.#boundHandle ?? (this.#socket === undefined ? undefined : handleOf(this.#socket));
  }

  #remember(): void {
    const handle = this.#handle();
    if (handle === undefined) return;
    if (handle.fd >= 0) this.#lastFd = handle.fd;
    this.#lastLocal = localEndpointOf(handle) ?? this.#lastLocal;
  }

  /** Hands the bound handle over; `pauseOnCreate` keeps net.Socket from reading before it is connected. */
  #handleOption(): net.SocketConstructorOpts {
    if (this.#boundHandle === undefined) return {};
    const options = { handle: this.#boundHandle, pauseOnCreate: true, readable: true, writable: true };
    this.#boundHandle = undefined;
    return options;
  }

  /** After a failed `connect` Node needs a new handle, which has to be bound again. */
  #localOption(to: Endpoint): Partial<net.TcpSocketConnectOpts> {
    const local = this.#explicitLocal;
    if (local === undefined || this.#boundHandle !== undefined || local.version !== to.version) return {};
    return { localAddress: local.address, localPort: local.port };
  }

  #established(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#connectState = 'established';
    this.#remember();
    this.#settleConnect(0);
  }

  /** Starts to read: the receive thread of the native module. */
  startReceiving(): void {
    const socket = this.#socket;
    if (socket === undefined || this.#stopReceiving !== undefined) return;
    const receiver: Receiver = {
      fd: this.fd,
      take: (bytes) => this.#readAhead.add(bytes),
      fail: () => socket.destroy(Object.assign(new Error('reset'), { errno: -Errno.ECONNRESET }))
    };
    this.#stopReceiving = addReceiver(receiver);
    socket.on('data', (bytes) => {
      this.#readAhead.flush();
      this.#owner.received(bytes);
    });
    socket.once('end', () => {
      this.#readAhead.flush();
      this.#stopReceiving?.();
      this.#owner.ended();
    });
    socket.resume();
  }

  #failed(errno: number): void {
    if (this.#connectState === 'pending') {
      this.#connectState = LATE_ERRORS.has(errno) ? 'refused' : 'unconnected';
      this.#socket = undefined;
      this.#settleConnect(LATE_ERRORS.has(errno) ? Errno.EINPROGRESS : errno);
      return;
    }
    this.#readAhead.flush();
    this.#stopReceiving?.();
    this.#stopReceiving = undefined;
    this.#owner.reset();
  }

  #settleConnect(errno: number): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(errno);
  }
}
