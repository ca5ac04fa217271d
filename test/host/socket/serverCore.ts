import net from 'node:net';
import type { SocketIdentity } from '../faults/fault.ts';
import { planBind } from '../faults/kernelFaults.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import { AcceptedCore } from './acceptedCore.ts';
import { type Endpoint, type NetAddress, toNetAddress, unspecified } from './address.ts';
import { admitClient, hasClients } from './clients.ts';
import { complete } from './completions.ts';
import type { SocketState } from './datagramCore.ts';
import { Errno, errnoOf } from './errno.ts';
import { ErrorBase, Failure } from './failure.ts';
import { traits } from './release.ts';
import { LATER_CHUNK } from './streamChunks.ts';
import { bindStream, localEndpointOf } from './streamHandle.ts';
import { TCPSocketConnection } from './tcpSocketConnection.ts';

const BACKLOG = 511;

type ServerEvent = 'message' | 'connect' | 'error' | 'close';

/** The descriptor of the last `listen`; one that could not be bound has port 0. */
interface Descriptor {
  readonly fd: number;
  readonly local: Endpoint;
}

/** What a native TCP server holds apart from its JS object, to which it must not refer. */
export class ServerCore {
  readonly listeners: SocketListeners<ServerEvent>;
  /** The largest message of connections accepted from now on, in bytes. */
  chunkSize = LATER_CHUNK;
  #holding: Descriptor | 'nothing' | 'closed' = 'nothing';
  readonly #servers = new Set<net.Server>();
  readonly #identity: SocketIdentity;

  constructor(identity: SocketIdentity) {
    this.#identity = identity;
    this.listeners = new SocketListeners(identity, ['message', 'connect', 'error', 'close']);
  }

  /** A second `listen` opens a second port; the first goes on. @param done gets 0 or an errno */
  listen(endpoint: Endpoint, done: (errno: number) => void): void {
    const handle = bindStream(planBind(this.#identity, endpoint).endpoint);
    if (typeof handle === 'number') {
      this.#holding = { fd: -1, local: unspecified(endpoint.version) };
      setImmediate(done, handle);
      return;
    }
    this.#holding = { fd: handle.fd, local: localEndpointOf(handle) ?? unspecified(endpoint.version) };
    const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true });
    server.on('connection', (socket) => this.#accept(socket));
    server.once('error', (error) => done(errnoOf(error)));
    server.listen(handle, BACKLOG, () => {
      this.#servers.add(server);
      done(0);
    });
  }

  /** -1 where there is no descriptor. */
  get fd(): number {
    return typeof this.#holding === 'string' ? -1 : this.#holding.fd;
  }

  get hasDescriptor(): boolean {
    return typeof this.#holding !== 'string';
  }

  /** Stops listening; the connections go on. @throws Failure when no `listen` has succeeded (measured on 6.1 and 7.0) */
  close(): void {
    if (this.#holding === 'closed') return;
    if (this.#servers.size === 0) throw Failure.ofErrno(Errno.NONE);
    this.#shutDown();
  }

  /** As 5.1 closes: only the port of the last `listen`. */
  closeLast(): void {
    const last = [...this.#servers].at(-1);
    if (this.fd >= 0 && last !== undefined) this.#stop(last);
    this.#holding = 'closed';
  }

  /** The JS object was collected. */
  collect(): void {
    this.#shutDown();
  }

  state(): SocketState {
    const isBound = typeof this.#holding !== 'string' && this.#holding.local.port !== 0;
    return { isBound, isClose: this.#holding === 'closed', isConnected: this.hasDescriptor && hasClients() };
  }

  localAddress(): NetAddress {
    if (typeof this.#holding === 'string') throw Failure.ofErrno(Errno.EBADF);
    return toNetAddress(this.#holding.local);
  }

  /** @throws Failure EBADF */
  requireDescriptor(): void {
    if (!this.hasDescriptor) throw Failure.ofErrno(Errno.EBADF, ErrorBase.SERVER);
  }

  #shutDown(): void {
    for (const server of this.#servers) this.#stop(server);
    this.#holding = 'closed';
  }

  #stop(server: net.Server): void {
    server.close();
    this.#servers.delete(server);
  }

  #accept(socket: net.Socket): void {
    const clientId = admitClient();
    if (clientId === undefined) {
      socket.destroy();
      return;
    }
    const core = new AcceptedCore(clientId, socket, this.chunkSize);
    if (!this.listeners.has('connect')) return;
    const report = (): void => this.listeners.emit('connect', new TCPSocketConnection(core));
    if (traits.connectsAreWatched) report();
    else complete(() => complete(report));
  }
}
