import net from 'node:net';
import tls from 'node:tls';
import type { SocketIdentity } from '../faults/fault.ts';
import { planBind } from '../faults/kernelFaults.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import { type Endpoint, type NetAddress, toNetAddress } from '../socket/address.ts';
import { complete } from '../socket/completions.ts';
import { Errno, errnoOf } from '../socket/errno.ts';
import { ErrorBase, Failure } from '../socket/failure.ts';
import { traits } from '../socket/release.ts';
import { bindStream, localEndpointOf } from '../socket/streamHandle.ts';
import type { SecureOptions } from './secureContext.ts';
import { certificateOf, TlsAcceptedCore } from './tlsAcceptedCore.ts';
import { TlsError, tlsErrorText } from './tlsErrors.ts';
import type { Done } from './tlsSend.ts';
import { TLSSocketConnection } from './tlsSocketConnection.ts';

const BACKLOG = 511;
type ServerEvent = 'connect' | 'error';
let lastClient = 0;

/** What a native TLS server holds apart from its JS object. */
export class TlsServerCore {
  readonly listeners: SocketListeners<ServerEvent>;
  readonly #identity: SocketIdentity;
  #server: net.Server | undefined;
  #local: Endpoint | undefined;
  #options: SecureOptions | undefined;
  /** Handshakes are done one after the other, by the thread that reads for all connections too (read in the source). */
  readonly #waiting: net.Socket[] = [];
  #isBusy = false;
  readonly #connections = new Set<TlsAcceptedCore>();

  constructor(identity: SocketIdentity) {
    this.#identity = identity;
    this.listeners = new SocketListeners(identity, ['connect', 'error']);
  }

  listen(endpoint: Endpoint, options: SecureOptions, done: Done): void {
    if (this.#server !== undefined) {
      complete(() => done(undefined));
      return;
    }
    const handle = bindStream(planBind(this.#identity, endpoint).endpoint);
    if (typeof handle === 'number') {
      complete(() => done(Failure.ofErrno(handle, ErrorBase.SERVER)));
      return;
    }
    this.#options = options;
    this.#local = localEndpointOf(handle);
    const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true });
    this.#server = server;
    // Nothing but the end of the process ends it there.
    if (!traits.serverCloseAnswers) server.unref();
    server.on('connection', (socket) => {
      this.#waiting.push(socket);
      this.#acceptNext();
    });
    server.once('error', (error) => done(Failure.ofErrno(errnoOf(error), ErrorBase.SERVER)));
    server.listen(handle, BACKLOG, () => complete(() => done(undefined)));
  }

  #acceptNext(): void {
    const transport = this.#isBusy ? undefined : this.#waiting.shift();
    if (transport === undefined || this.#options === undefined) return;
    this.#isBusy = true;
    for (const connection of this.#connections) connection.hold(true);
    const end = (): void => {
      this.#isBusy = false;
      for (const connection of this.#connections) connection.hold(false);
      this.#acceptNext();
    };
    let secure: tls.TLSSocket;
    try {
      secure = new tls.TLSSocket(transport, {
        isServer: true,
        secureContext: tls.createSecureContext({ ...this.#options.context, ca: [...this.#options.ca] }),
        requestCert: this.#options.asksForCertificate,
        rejectUnauthorized: this.#options.asksForCertificate
      });
    } catch {
      transport.destroy();
      this.#refused();
      end();
      return;
    }
    // A client that ends within the handshake makes no error of its own.
    const endings = ['error', 'close', 'end'] as const;
    const ignoreEndings = (): void => endings.forEach((each) => secure.off(each, onFailure));
    const onFailure = (): void => {
      ignoreEndings();
      secure.removeAllListeners('secure').on('error', () => {});
      secure.destroy();
      this.#refused();
      end();
    };
    endings.forEach((each) => secure.once(each, onFailure));
    secure.once('secure', () => {
      ignoreEndings();
      const isRefused =
        this.#options?.asksForCertificate === true && !secure.authorized && !isVerified(secure);
      if (isRefused) return onFailure();
      this.#admit(transport, secure);
      end();
    });
  }

  #refused(): void {
    const code = TlsError.SYSTEM;
    this.listeners.emit('error', { errorNumber: code, errorString: tlsErrorText(code) });
  }

  #admit(transport: net.Socket, secure: tls.TLSSocket): void {
    lastClient += 1;
    const core = new TlsAcceptedCore(lastClient, transport, secure, () => this.#connections.delete(core));
    this.#connections.add(core);
    if (this.listeners.has('connect')) {
      complete(() => this.listeners.emit('connect', new TLSSocketConnection(core)));
    }
  }

  close(): void {
    if (this.#server === undefined) throw Failure.ofTls(TlsError.NOT_BOUND);
    this.#server.close();
    this.#server = undefined;
    for (const socket of this.#waiting.splice(0)) socket.destroy();
  }

  localAddress(): NetAddress {
    if (this.#local === undefined) throw Failure.ofErrno(Errno.EBADF, ErrorBase.SERVER);
    return toNetAddress(this.#local);
  }
}

function isVerified(secure: tls.TLSSocket): boolean {
  const ssl = (secure as unknown as { ssl?: { verifyError(): Error | null } }).ssl;
  return ssl?.verifyError() === null && certificateOf(secure) !== undefined;
}
