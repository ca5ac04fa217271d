import { X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import type { SocketIdentity } from '../faults/fault.ts';
import { planConnect } from '../faults/kernelFaults.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import { hosts } from '../network/hosts.ts';
import {
  type Endpoint,
  type IpVersion,
  type NetAddress,
  toNetAddress,
  unspecified
} from '../socket/address.ts';
import { complete, deliver } from '../socket/completions.ts';
import type { SocketState } from '../socket/datagramCore.ts';
import { Failure } from '../socket/failure.ts';
import { PendingClose } from '../socket/pendingClose.ts';
import { toArrayBuffer } from '../socket/payload.ts';
import { pool } from '../socket/pool.ts';
import { ReceiveThread } from '../socket/receiveThread.ts';
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
import { freeDescriptor, holdDescriptor } from './descriptors.ts';
import { highestVersion, type SecureOptions } from './secureContext.ts';
import { TlsError, tlsErrorText } from './tlsErrors.ts';
import type { Done } from './tlsSend.ts';
import { rememberShown, trustedFor } from './trust.ts';

/** One record. */
const LARGEST_MESSAGE = 16384;
const EBADF = 9;
const ENOTCONN = 107;
const SYSTEM_BASE = 2303100;

type TlsEvent = 'message' | 'connect' | 'error' | 'close';

/** Where to, as it was given: the host is a literal or a name. */
export interface TlsDestination {
  readonly host: string;
  readonly version: IpVersion;
  readonly port: number;
}

/** What a native TLS client socket holds apart from its JS object. */
export class TlsCore {
  readonly #identity: SocketIdentity;
  /** There are none before the bind and after the close: `on` is ignored then. */
  #listeners: SocketListeners<TlsEvent> | undefined;
  /** Bound, and not connected. */
  #bound: StreamHandle | undefined;
  #version: IpVersion = 4;
  #isTaken = false;
  #transport: net.Socket | undefined;
  #secure: tls.TLSSocket | undefined;
  #options: SecureOptions | undefined;
  #remote: Endpoint | undefined;
  #certificate: Buffer | undefined;
  #isHandshaking = false;
  #hasSsl = false;
  #afterHandshake: (() => void)[] = [];
  #sending = 0;
  #afterSends: (() => void)[] = [];
  readonly #sends = new SendJobs();
  #thread: ReceiveThread | undefined;
  #closing: PendingClose | undefined;

  constructor(identity: SocketIdentity, taken: net.Socket | undefined) {
    this.#identity = identity;
    if (taken === undefined) return;
    this.#transport = taken;
    this.#isTaken = true;
    this.#open();
  }

  #open(): void {
    this.#listeners = new SocketListeners(this.#identity, ['message', 'connect', 'error', 'close']);
    holdDescriptor(this);
  }

  get isOpen(): boolean {
    return this.#listeners !== undefined;
  }

  get fd(): number | undefined {
    const handle = this.#handle();
    return handle === undefined || handle.fd < 0 ? undefined : handle.fd;
  }

  #handle(): StreamHandle | undefined {
    return this.#bound ?? (this.#transport === undefined ? undefined : handleOf(this.#transport));
  }

  readonly listeners = {
    on: (args: readonly unknown[]): void => this.#listeners?.on(args),
    /** The listener goes, whichever function is given. */
    off: (args: readonly unknown[]): void => this.#listeners?.off(args.slice(0, 1))
  };

  /** There is no bind(2): only the family counts. A second one changes nothing. */
  bind(version: IpVersion): void {
    if (this.isOpen) return;
    const handle = bindStream(unspecified(version));
    if (typeof handle === 'number') throw Failure.ofTls(SYSTEM_BASE + handle);
    this.#bound = handle;
    this.#version = version;
    this.#open();
  }

  /** Every call that fails gives an error event besides. */
  #fail(code: number): Failure {
    this.#listeners?.emit('error', { errorNumber: code, errorString: tlsErrorText(code) });
    return Failure.ofTls(code);
  }

  connect(
    to: TlsDestination,
    timeout: number,
    read: () => SecureOptions,
    skipsValidation: boolean,
    done: Done
  ): void {
    const settle = (code: number | undefined): void =>
      complete(() => {
        this.#isHandshaking = false;
        const failure = code === undefined ? undefined : this.#fail(code);
        if (failure === undefined) this.#listeners?.emit('connect', undefined);
        done(failure);
        for (const after of this.#afterHandshake.splice(0)) after();
      });
    if (!this.isOpen) return settle(TlsError.NOT_BOUND);
    if (this.#secure !== undefined || this.#isHandshaking) {
      complete(() => done(this.#fail(TlsError.SYSTEM)));
      return;
    }
    this.#isHandshaking = true;
    const address = net.isIP(to.host) === 0 ? hosts.lookUp(to.host, to.version) : to.host;
    const name = address === to.host ? undefined : to.host;
    const goOn = (transport: net.Socket): void => {
      let options: SecureOptions;
      try {
        options = read();
        tls.createSecureContext(options.context);
      } catch {
        settle(TlsError.NO_SSL);
        return;
      }
      this.#options = options;
      this.#remote = { address: address ?? '', version: to.version, port: to.port };
      this.#shakeHands(transport, name, skipsValidation, timeout, settle);
    };
    if (this.#isTaken && this.#transport !== undefined) goOn(this.#transport);
    else this.#connectTransport(address, to, goOn, () => settle(TlsError.NO_SSL));
  }

  #connectTransport(
    address: string | undefined,
    to: TlsDestination,
    goOn: (transport: net.Socket) => void,
    refuse: () => void
  ): void {
    const planned = planConnect(this.#identity);
    if (address === undefined || planned === 'refused') {
      refuse();
      return;
    }
    const start = (): void => {
      const handle = this.#bound;
      this.#bound = undefined;
      const taken = { handle, pauseOnCreate: true, readable: true, writable: true };
      const transport = new net.Socket({ allowHalfOpen: true, ...(handle === undefined ? {} : taken) });
      this.#transport = transport;
      const onError = (): void => {
        this.#transport = undefined;
        const fresh = bindStream(unspecified(this.#version));
        if (typeof fresh !== 'number') this.#bound = fresh;
        refuse();
      };
      transport.once('error', onError);
      transport.connect({ host: address, port: to.port, family: to.version, autoSelectFamily: false }, () => {
        transport.off('error', onError);
        goOn(transport);
      });
    };
    // One that is lost is never answered, as one that hangs.
    if (typeof planned === 'number' && Number.isFinite(planned)) setTimeout(start, planned);
  }

  #shakeHands(
    transport: net.Socket,
    name: string | undefined,
    skipsValidation: boolean,
    timeout: number,
    settle: (code: number | undefined) => void
  ): void {
    const options = this.#options;
    if (options === undefined) return;
    this.#hasSsl = true;
    const context = { ...options.context, ca: [...options.ca, ...trustedFor(name)] };
    let secure: tls.TLSSocket;
    try {
      secure = tls.connect({
        ...context,
        socket: transport,
        rejectUnauthorized: false,
        // Only the chain counts: names are not compared.
        checkServerIdentity: () => undefined,
        ...(name === undefined ? {} : { servername: name })
      });
    } catch {
      settle(TlsError.SYSTEM);
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    const end = (code: number | undefined): void => {
      clearTimeout(timer);
      secure.removeListener('error', onError);
      secure.removeListener('close', onClose);
      secure.removeListener('end', onClose);
      if (code !== undefined) {
        secure.on('error', () => {});
        secure.destroy();
      }
      settle(code);
    };
    const onError = (error: Error & { code?: string }): void =>
      end(error.code?.includes('_ALERT_') === true ? TlsError.CLOSED : TlsError.SYSTEM);
    const onClose = (): void => end(TlsError.SYSTEM);
    secure.once('error', onError);
    secure.once('close', onClose);
    secure.once('end', onClose);
    secure.once('secureConnect', () => {
      if (!skipsValidation && !secure.authorized) return end(TlsError.SYSTEM);
      if (name !== undefined) rememberShown(name, chainOf(secure, context.ca));
      this.#certificate = secure.getPeerCertificate().raw;
      this.#start(secure);
      end(undefined);
    });
    if (traits.tlsHandshakeTimesOut && timeout > 0) {
      timer = setTimeout(() => end(TlsError.WANT_READ), timeout);
    }
  }

  #start(secure: tls.TLSSocket): void {
    this.#secure = secure;
    this.#thread = new ReceiveThread();
    secure.on('data', (bytes: Buffer) => this.#received(bytes));
    secure.once('end', () => {
      this.#endThread();
      deliver(() => this.#listeners?.emit('close', undefined));
    });
    secure.once('error', () => {
      if (this.#thread === undefined) return;
      this.#endThread();
      deliver(() => this.#fail(TlsError.SYSTEM));
    });
  }

  #received(bytes: Buffer): void {
    this.#thread?.wake();
    const remote = this.#remote;
    if (remote === undefined || this.#closing !== undefined) return;
    for (let at = 0; at < bytes.length; at += LARGEST_MESSAGE) {
      const message = new Uint8Array(toArrayBuffer(bytes.subarray(at, at + LARGEST_MESSAGE)));
      const remoteInfo = remoteInfoOf(remote, message.length);
      deliver(() => this.#listeners?.emit('message', { message, remoteInfo }));
    }
  }

  #endThread(): void {
    this.#thread = undefined;
    this.#closing?.finish();
  }

  /** A job of the pool: those that are not awaited may leave in another order. */
  send(bytes: Uint8Array, done: Done): void {
    this.#sending += 1;
    this.#sends.add(() => {
      const secure = this.#secure;
      if (secure === undefined) {
        this.#endSend(() => done(this.#fail(this.isOpen ? TlsError.NO_SSL : TlsError.NOT_BOUND)));
        return;
      }
      if (!traits.tlsReceivesDuringSends) secure.pause();
      secure.write(bytes, (error) =>
        this.#endSend(() => done(error ? this.#fail(TlsError.SYSTEM) : undefined))
      );
    });
  }

  #endSend(settle: () => void): void {
    this.#sending -= 1;
    complete(settle);
    if (this.#sending > 0) return;
    this.#secure?.resume();
    for (const after of this.#afterSends.splice(0)) after();
  }

  close(done: Done): void {
    if (!this.isOpen || this.#closing !== undefined) {
      complete(() => done(this.#fail(TlsError.NOT_BOUND)));
    } else if (this.#isHandshaking) {
      this.#afterHandshake.push(() => this.close(done));
    } else if (this.#sending > 0 && !traits.tlsReceivesDuringSends) {
      this.#afterSends.push(() => this.close(done));
    } else if (this.#thread === undefined) {
      complete(() => done(this.#closeNow()));
    } else {
      pool.run(() => {
        const release = pool.hold();
        this.#closing = new PendingClose(this.#thread?.untilPollEnds() ?? 0, () => {
          complete(() => done(this.#closeNow()));
          release();
        });
      });
    }
  }

  #closeNow(): Failure | undefined {
    if (!this.#hasSsl && !traits.tlsClosesWithoutHandshake) {
      // It stays open for good, which must not keep the process.
      this.#transport?.unref();
      this.#bound?.unref();
      return this.#fail(TlsError.NO_SSL);
    }
    const listeners = this.#listeners;
    this.#listeners = undefined;
    this.#thread = undefined;
    this.#bound?.close();
    this.#bound = undefined;
    this.#endTransport();
    freeDescriptor(this);
    listeners?.emit('close', undefined);
    return undefined;
  }

  /** What was sent before is in the kernel, which sends it still. */
  #endTransport(): void {
    const [secure, transport] = [this.#secure, this.#transport];
    this.#secure = undefined;
    this.#transport = undefined;
    secure?.removeAllListeners('data').removeAllListeners('end').resume();
    if (secure !== undefined && traits.tlsSaysGoodbye && !secure.destroyed) {
      secure.end(() => transport?.destroySoon());
    } else {
      transport?.destroySoon();
    }
  }

  state(): SocketState {
    const isConnected = this.#transport !== undefined && this.#remoteEndpoint() !== undefined;
    return { isBound: this.isOpen, isClose: false, isConnected };
  }

  #remoteEndpoint(): Endpoint | undefined {
    const handle = this.#handle();
    return handle === undefined ? undefined : remoteEndpointOf(handle);
  }

  localAddress(): NetAddress {
    if (!this.isOpen) throw Failure.ofTls(SYSTEM_BASE + EBADF);
    const handle = this.#bound === undefined ? this.#handle() : undefined;
    return toNetAddress((handle && localEndpointOf(handle)) ?? unspecified(this.#version));
  }

  remoteAddress(): NetAddress {
    const remote = this.#remoteEndpoint();
    if (remote === undefined) throw this.#fail(SYSTEM_BASE + ENOTCONN);
    return toNetAddress(remote);
  }

  remoteCertificate(): { data: Uint8Array; encodingFormat: number } {
    if (this.#certificate === undefined) throw this.#fail(this.#hasSsl ? TlsError.SYSTEM : TlsError.NO_SSL);
    return { data: new Uint8Array(this.#certificate), encodingFormat: 0 };
  }

  /** The connection's own; the error event comes here too. */
  ownCertificate(): { data: Uint8Array; encodingFormat: number } {
    const pem = this.#options?.context.cert;
    if (typeof pem !== 'string') throw this.#fail(TlsError.NO_SSL);
    return { data: new Uint8Array(new X509Certificate(pem).raw), encodingFormat: 0 };
  }

  protocol(): string {
    return highestVersion(this.#options);
  }

  requireOpen(): void {
    if (!this.isOpen) throw Failure.ofTls(TlsError.NOT_BOUND);
  }

  setNoDelay(): void {
    this.#transport?.setNoDelay(true);
  }

  setKeepAlive(): void {
    this.#transport?.setKeepAlive(true);
  }
}

/** The last one has none where its issuer is unknown, whatever the types say. */
function issuerOf(certificate: tls.DetailedPeerCertificate): tls.DetailedPeerCertificate | undefined {
  return certificate.issuerCertificate;
}

/** What the server has shown, without what came from the trusted ones, as PEM. */
function chainOf(secure: tls.TLSSocket, known: readonly string[]): string[] {
  const pems: string[] = [];
  let certificate: tls.DetailedPeerCertificate | undefined = secure.getPeerCertificate(true);
  const seen = new Set<string>();
  while (certificate !== undefined && !seen.has(certificate.fingerprint256)) {
    seen.add(certificate.fingerprint256);
    pems.push(toPem(certificate.raw));
    certificate = issuerOf(certificate);
  }
  const keys = new Set(known.map((pem) => pem.replaceAll(/\s/g, '')));
  return pems.filter((pem, index) => index === 0 || !keys.has(pem.replaceAll(/\s/g, '')));
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
