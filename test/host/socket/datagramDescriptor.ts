import dgram from 'node:dgram';
import type { LookupOneOptions } from 'node:dns';
import { type Endpoint, type IpVersion, unspecified } from './address.ts';
import { Errno, errnoOf } from './errno.ts';
import { PendingClose } from './pendingClose.ts';

/** The kernel's handle inside a dgram socket. */
interface DatagramHandle {
  readonly fd: number;
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string, family: number) => void;

/** An address that no machine owns: binding to it makes libuv open the descriptor, and leaves it unbound. */
const NOBODYS_ADDRESS: Readonly<Record<IpVersion, string>> = { 4: '203.0.113.1', 6: '2001:db8::1' };
/** The kernel cuts a size to its own maximum. */
const LARGEST_BUFFER = 0x7fffffff;

/** Answers at once, so that dgram hands a datagram to the kernel inside `send`. Only literals come here. */
function lookUpLiteral(literal: string, options: LookupOneOptions, callback: LookupCallback): void {
  callback(null, literal, options.family === 6 ? 6 : 4);
}

function handleOf(socket: dgram.Socket): DatagramHandle {
  const symbol = Object.getOwnPropertySymbols(socket).find((key) => key.description === 'state symbol');
  const state: unknown = symbol === undefined ? undefined : Reflect.get(socket, symbol);
  return (state as { handle: DatagramHandle }).handle;
}

/** One UDP file descriptor, with calls that act at once and give an errno. */
export class DatagramDescriptor {
  readonly version: IpVersion;
  readonly fd: number;
  readonly #socket: dgram.Socket;
  #isBound = false;
  #sendBufferSize: number;

  /** @param reuseAddress SO_REUSEADDR; Node can set it only here */
  constructor(version: IpVersion, reuseAddress: boolean) {
    this.version = version;
    this.#socket = dgram.createSocket({
      type: version === 6 ? 'udp6' : 'udp4',
      reuseAddr: reuseAddress,
      lookup: lookUpLiteral
    });
    this.bind({ address: NOBODYS_ADDRESS[version], version, port: 0 });
    this.fd = handleOf(this.#socket).fd;
    this.#sendBufferSize = this.#knownSendBufferSize();
  }

  /** A system without IPv6 opens no descriptor: every bind says so. */
  #knownSendBufferSize(): number {
    try {
      return this.#socket.getSendBufferSize();
    } catch {
      return 0;
    }
  }

  /** @returns 0 or an errno */
  bind(endpoint: Endpoint): number {
    // A send that came first had the kernel bind it to a port of its own.
    if (this.#isBound) return Errno.EINVAL;
    let errno = 0;
    const keepErrno = (error: Error): void => {
      errno = errnoOf(error);
    };
    this.#socket.once('error', keepErrno);
    this.#socket.bind({ address: endpoint.address, port: endpoint.port, exclusive: true });
    this.#socket.off('error', keepErrno);
    this.#isBound = errno === 0;
    return errno;
  }

  localEndpoint(): Endpoint {
    if (!this.#isBound) return unspecified(this.version);
    const { address, port } = this.#socket.address();
    return { address, version: this.version, port };
  }

  /** Largest datagram that the native module hands to the kernel in one piece, in bytes. */
  get sendBufferSize(): number {
    return this.#sendBufferSize;
  }

  /** SO_RCVBUF, in bytes. */
  receiveBufferSize(): number {
    return this.#socket.getRecvBufferSize();
  }

  /** libuv takes 0 for a question, so that the smallest size to ask for is 1; the kernel has a larger minimum. */
  setReceiveBufferSize(size: number): void {
    this.#socket.setRecvBufferSize(Math.min(Math.max(size, 1), LARGEST_BUFFER));
  }

  setSendBufferSize(size: number): void {
    this.#socket.setSendBufferSize(Math.min(Math.max(size, 1), LARGEST_BUFFER));
    this.#sendBufferSize = this.#socket.getSendBufferSize();
  }

  setBroadcast(on: boolean): void {
    this.#socket.setBroadcast(on);
  }

  /** @returns 0 or an errno */
  setMulticastTtl(ttl: number): number {
    return errnoOfCall(() => this.#socket.setMulticastTTL(ttl));
  }

  setMulticastLoopback(on: boolean): void {
    this.#socket.setMulticastLoopback(on);
  }

  /** @returns 0 or an errno */
  addMembership(group: string): number {
    return errnoOfCall(() => this.#socket.addMembership(group));
  }

  /** @returns 0 or an errno */
  dropMembership(group: string): number {
    return errnoOfCall(() => this.#socket.dropMembership(group));
  }

  /** @param answer called later with 0 or an errno; the datagram has left by the time `send` returns */
  send(bytes: Uint8Array, to: Endpoint, answer: (errno: number) => void): void {
    if (to.port === 0) {
      process.nextTick(answer, Errno.EINVAL);
      return;
    }
    this.#isBound = true;
    this.#socket.send(bytes, to.port, to.address, (error) => answer(error === null ? 0 : errnoOf(error)));
  }

  onDatagram(receive: (bytes: Buffer, from: dgram.RemoteInfo) => void): void {
    this.#socket.on('message', receive);
  }

  /** Lets the process end in spite of this descriptor. */
  abandon(): void {
    this.#socket.unref();
  }

  close(): void {
    this.#socket.close();
  }

  /** Closes when the receive thread's poll ends, or when a datagram ends it before; hears nothing meanwhile. */
  closeAfter(ms: number): void {
    const pending = new PendingClose(ms, () => this.#socket.close());
    this.#socket.removeAllListeners('message').once('message', () => pending.finish());
  }
}

function errnoOfCall(call: () => void): number {
  try {
    call();
    return 0;
  } catch (error) {
    return errnoOf(error);
  }
}
