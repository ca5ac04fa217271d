import net from 'node:net';
import tls from 'node:tls';
import type { SocketIdentity } from '../faults/fault.ts';
import { identify } from '../faults/identities.ts';
import { planBind } from '../faults/kernelFaults.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import { type Endpoint, type NetAddress, toNetAddress } from '../socket/address.ts';
import { complete, deliver } from '../socket/completions.ts';
import type { SocketState } from '../socket/datagramCore.ts';
import { Errno, errnoOf } from '../socket/errno.ts';
import { ErrorBase, Failure } from '../socket/failure.ts';
import { toArrayBuffer } from '../socket/payload.ts';
import { traits } from '../socket/release.ts';
import { remoteInfoOf } from '../socket/remoteInfo.ts';
import { SendJobs } from '../socket/sendJobs.ts';
import {
  bindStream,
  handleOf,
  localEndpointOf,
  remoteEndpointOf,
  type StreamHandle
} from '../socket/streamHandle.ts';
import { highestVersion, type SecureOptions } from './secureContext.ts';
import { GONE, TlsError, tlsErrorText } from './tlsErrors.ts';
import type { Done } from './tlsCore.ts';
import { TLSSocketConnection } from './tlsSocketConnection.ts';

const BACKLOG = 511;
const LARGEST_MESSAGE = 8192;
type ServerEvent = 'connect' | 'error';
let lastClient = 0;

/** What a native TLS server holds apart from its JS object. */
export class TlsServerCore {
  readonly listeners: SocketListeners<ServerEvent>;
  readonly #identity: SocketIdentity;
  #server: net.Server | undefined;
  #local: Endpoint | undefined;
  #fd = -1;
  #options: SecureOptions | undefined;
  /** Handshakes are done one after the other, by the thread that reads for all connections too (read in the source). */
  readonly #waiting: net.Socket[] = [];
  #isBusy = false;
  readonly #connections = new Set<TlsAcceptedCore>();

  constructor(identity: SocketIdentity) {
    this.#identity = identity;
    this.listeners = new SocketListeners(identity, ['connect', 'error']);
  }

  get fd(): number {
    return this.#fd;
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
    this.#fd = handle.fd;
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
    this.#fd = -1;
    for (const socket of this.#waiting.splice(0)) socket.destroy();
  }

  state(): SocketState {
    const isBound = this.#server !== undefined;
    return { isBound, isClose: !isBound, isConnected: this.#connections.size > 0 };
  }

  localAddress(): NetAddress {
    if (this.#local === undefined) throw Failure.ofErrno(Errno.EBADF, ErrorBase.SERVER);
    return toNetAddress(this.#local);
  }

  protocol(): string {
    return highestVersion(this.#options);
  }
}

/** Undefined if the client has shown none. */
function certificateOf(secure: tls.TLSSocket): Buffer | undefined {
  const { raw } = secure.getPeerCertificate() as { raw?: Buffer };
  return raw;
}

function isVerified(secure: tls.TLSSocket): boolean {
  const ssl = (secure as unknown as { ssl?: { verifyError(): Error | null } }).ssl;
  return ssl?.verifyError() === null && certificateOf(secure) !== undefined;
}

/** A client that a TLS server has accepted. */
export class TlsAcceptedCore {
  readonly clientId: number;
  readonly listeners: SocketListeners<'message' | 'error' | 'close'>;
  readonly #transport: net.Socket;
  readonly #secure: tls.TLSSocket;
  readonly #forget: () => void;
  readonly #certificate: Buffer | undefined;
  readonly #sends = new SendJobs();
  #isGone = false;
  #isReading = false;
  /** What has come before there was a listener, or is not delivered yet. */
  readonly #cached: { message: Uint8Array; remoteInfo: unknown }[] = [];

  constructor(clientId: number, transport: net.Socket, secure: tls.TLSSocket, forget: () => void) {
    this.clientId = clientId;
    this.#transport = transport;
    this.#secure = secure;
    this.#forget = forget;
    this.#certificate = certificateOf(secure);
    this.listeners = new SocketListeners(identify(this, 'tlsConnection'), ['message', 'error', 'close']);
    // Read from the start.
    this.#isReading = true;
    secure.on('data', (bytes: Buffer) => this.#received(bytes));
    secure.once('end', () => this.#lose());
    secure.once('error', () => this.#lose());
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  get fd(): number {
    return this.#isGone ? -1 : (handleOf(this.#transport)?.fd ?? -1);
  }

  /** The thread is busy with the handshake of another client, or no more. */
  hold(isHeld: boolean): void {
    if (!this.#isReading || this.#isGone) return;
    if (isHeld) this.#secure.pause();
    else this.#secure.resume();
  }

  #received(bytes: Buffer): void {
    const remote = this.#isGone ? undefined : remoteEndpointOf(this.#handle());
    if (remote === undefined) return;
    for (let at = 0; at < bytes.length; at += LARGEST_MESSAGE) {
      const read = bytes.subarray(at, at + LARGEST_MESSAGE);
      const zero = traits.tlsServersCutAtZero ? read.indexOf(0) : -1;
      const message = new Uint8Array(toArrayBuffer(zero < 0 ? read : read.subarray(0, zero)));
      const event = { message, remoteInfo: remoteInfoOf(remote, message.byteLength) };
      if (this.#cached.length > 0 || !this.listeners.has('message')) this.#cached.push(event);
      else deliver(() => this.listeners.emit('message', event));
    }
  }

  /** What was kept comes later. */
  on(args: readonly unknown[]): void {
    this.listeners.on(args);
    if (args[0] !== 'message' || this.#cached.length === 0) return;
    complete(() => {
      for (const event of this.#cached.splice(0)) this.listeners.emit('message', event);
    });
  }

  /** The module forgets the connection without a word (measured once, and read). */
  #lose(): void {
    if (this.#isGone) return;
    this.#free();
  }

  #free(): void {
    this.#isGone = true;
    this.#forget();
    this.#secure.removeAllListeners('data').on('error', () => {});
    if (this.#secure.destroyed) this.#transport.destroy();
    else this.#secure.end(() => this.#transport.destroySoon());
  }

  /** @throws Failure */
  #handle(): StreamHandle {
    const handle = this.#isGone ? undefined : handleOf(this.#transport);
    if (handle === undefined) throw Failure.ofTls(GONE);
    return handle;
  }

  send(bytes: Uint8Array, done: Done): void {
    this.#sends.add(() => {
      if (this.#isGone) {
        complete(() => done(Failure.ofTls(GONE)));
        return;
      }
      this.#secure.write(bytes, (error) =>
        complete(() => done(error ? Failure.ofTls(TlsError.SYSTEM) : undefined))
      );
    });
  }

  close(): void {
    if (this.#isGone) throw Failure.ofTls(GONE);
    this.#free();
    complete(() => this.listeners.emit('close', undefined));
  }

  localAddress(): NetAddress {
    return addressOf(localEndpointOf(this.#handle()));
  }

  remoteAddress(): NetAddress {
    return addressOf(remoteEndpointOf(this.#handle()));
  }

  remoteCertificate(): { data: Uint8Array; encodingFormat: number } {
    if (this.#certificate === undefined) throw Failure.ofTls(TlsError.SYSTEM);
    return { data: new Uint8Array(this.#certificate), encodingFormat: 0 };
  }
}

function addressOf(endpoint: Endpoint | undefined): NetAddress {
  if (endpoint === undefined) throw Failure.ofTls(GONE);
  return toNetAddress(endpoint);
}
