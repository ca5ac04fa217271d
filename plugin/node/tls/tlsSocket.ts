import {
  causeOf,
  pemCertificates,
  secureChannel,
  SecureSession,
  type SecureSettings,
  type StreamChannel
} from 'taro-harmony-socket/library';
import { callable } from '../shared/callable.ts';
import { invalidArgType } from '../shared/errors.ts';
import { nextTick } from '../shared/nextTick.ts';
import { validateFunction, validateNumber } from '../shared/validators.ts';
import { errnoException } from '../shared/systemException.ts';
import { detached } from '../net/detached.ts';
import { isIP } from '../net/ipAddress.ts';
import { unavailable } from '../net/netErrors.ts';
import { SocketClass } from '../net/socket.ts';
import type { AcceptedSocketOptions, SocketOptions } from '../net/socketOptions.ts';
import { nodeCertificate, type NodeCertificate } from './nodeCertificate.ts';
import { type CheckServerIdentity, type SecureOptions, settingsOf } from './secureContext.ts';
import { sessionError } from './tlsErrors.ts';

/** As of a TCP connection. */
const LONGEST_HANDSHAKE_MS = 127_000;

/** What a server's socket is made with, besides what every accepted socket is. */
export interface AcceptedTlsOptions extends AcceptedSocketOptions {
  isServer: true;
  settings: SecureSettings;
  asksForCertificate: boolean;
  /** What the client has shown. */
  der: Uint8Array | undefined;
}

type ClientOptions = SecureOptions & SocketOptions;

/** Node's `tls.TLSSocket`. What the system misreports is undefined here, or an error. */
export class TLSSocketClass extends SocketClass {
  readonly encrypted = true;
  /** Whether the peer's certificate was verified. */
  authorized = false;
  /** The code of the reason why not. */
  authorizationError: string | null = null;
  /** The system sends no list of protocols. */
  readonly alpnProtocol = false;
  /** The name that the server was asked for. */
  servername: string | false | undefined;
  secureConnecting = true;
  readonly #options: ClientOptions;
  #settings: SecureSettings | undefined;
  #session: SecureSession | undefined;
  /** What `checkServerIdentity` has said. */
  #identityError: Error | undefined;
  #der: Uint8Array | undefined;

  /** A client, by `connect`; over a socket that is connected already, by {@link startOver}. */
  constructor(given?: unknown, options: ClientOptions | AcceptedTlsOptions = {}) {
    // A socket that is taken over keeps its own.
    super(given === undefined || given === null ? options : { ...options, allowHalfOpen: false });
    const isAccepted = 'settings' in options;
    this.#options = isAccepted ? {} : { ...options };
    if (isAccepted) {
      const { settings, asksForCertificate, der } = options as unknown as AcceptedTlsOptions;
      this.#settings = settings;
      this.#der = der;
      this.authorized = asksForCertificate;
      this.secureConnecting = false;
      return;
    }
    if (options.isServer) {
      throw unavailable('isServer', 'the system accepts TLS by a server of its own only: use createServer');
    }
    if (given !== undefined && given !== null) this.#startOver(given);
    // After all that hears of the connection.
    else {
      this.once('connect', () => {
        nextTick(() => {
          if (!this.destroyed) this.#onSecured();
        });
      });
    }
  }

  #onSecured(): void {
    const session = this.#session;
    this.secureConnecting = false;
    this.#der = session?.der;
    this.servername = session?.name ?? false;
    this.authorized = session?.unverified === undefined;
    if (session?.unverified !== undefined) {
      const { certificate } = session;
      this.authorizationError = certificate === undefined ? session.unverified : causeOf(certificate);
    }
    this.emit('secureConnect');
    if (!this.destroyed) this.emit('secure');
  }

  #identityCheck(): CheckServerIdentity | undefined {
    const check = this.#options.checkServerIdentity;
    if (!check) return undefined;
    validateFunction(check, 'options.checkServerIdentity');
    return (...shown) => {
      try {
        this.#identityError = (check as CheckServerIdentity)(...shown);
      } catch (error) {
        this.#identityError = error as Error;
      }
      return this.#identityError;
    };
  }

  #newSession(host: string): SecureSession {
    this.#identityError = undefined;
    this.#settings ??= settingsOf({ ...this.#options, ...this.#name() }, this.#identityCheck());
    const session = new SecureSession(this.#settings, host);
    this.#session = session;
    return session;
  }

  #hostOr(absent: string): string {
    const { host } = this.#options;
    return typeof host === 'string' && host !== '' ? host : absent;
  }

  /** An address is no name: the server is asked for nobody, and its certificate has to be for the address. */
  #name(): { servername?: unknown } {
    const { servername, host } = this.#options;
    return { servername: servername === host || isIP(servername) !== 0 ? undefined : servername };
  }

  /** Checks the options before anything is connected. @throws as `createSecureContext` */
  _checkOptions(): void {
    this.#newSession(this.#hostOr('localhost'));
  }

  override _openChannel(version: 4 | 6): StreamChannel {
    return secureChannel(version, this.#newSession(this.#hostOr('localhost')));
  }

  override _refusal(): Error | undefined {
    const session = this.#session;
    if (this.#identityError) return this.#identityError;
    return session === undefined ? undefined : sessionError(session, nodeCertificate(session.der));
  }

  /** STARTTLS: takes the connection of a socket of this package's `net`, once it has sent all that was written. */
  #startOver(given: unknown): void {
    if (!(given instanceof SocketClass) || given instanceof TLSSocketClass) {
      throw unavailable('TLS over this stream', 'only a net.Socket can be taken over');
    }
    this.connecting = given.pending;
    this._isSecuring = !this.connecting;
    this._checkOptions();
    given.once('error', (error: Error) => this.destroy(error));
    given.once('close', () => this.destroy());
    this.once('close', () => given.destroy());
    if (this.connecting) given.once('connect', () => this.#onConnected(given));
    else if (given.writableLength > 0) given.write('', () => this.#takeOver(given));
    else nextTick(() => this.#takeOver(given));
  }

  #onConnected(given: SocketClass): void {
    if (this.destroyed) return;
    this.connecting = false;
    this._isSecuring = true;
    this.emit('connect');
    this.#takeOver(given);
  }

  #takeOver(given: SocketClass): void {
    if (this.destroyed) return;
    const { remoteAddress = '', remotePort = 0 } = given;
    const client = given._giveAway()?.takeOver();
    if (client === undefined) {
      this.destroy(unavailable('TLS over this socket', 'it has to be connected, as a client'));
      return;
    }
    const session = this.#newSession(this.#hostOr(remoteAddress));
    const channel = secureChannel(isIP(remoteAddress) === 6 ? 6 : 4, session, client);
    this._expect(channel);
    const onResult = detached((errno: number) => {
      if (this.destroyed) return;
      if (errno === 0) {
        this._adopt(channel);
        this.#onSecured();
      } else this.destroy(this._refusal() ?? errnoException(errno, 'connect'));
    });
    channel.connect({ address: remoteAddress, port: remotePort }, LONGEST_HANDSHAKE_MS, onResult);
  }

  /** What the peer has shown; an empty object if nothing, null without a connection. The chain is not known. */
  getPeerCertificate(_detailed?: boolean): NodeCertificate | Record<string, never> | null {
    return this.destroyed ? null : (nodeCertificate(this.#der) ?? {});
  }

  /** The socket's own, an empty object if it has none. */
  getCertificate(): NodeCertificate | Record<string, never> {
    const [own] = pemCertificates(this.#settings?.cert[0] ?? '');
    return nodeCertificate(own?.bytes) ?? {};
  }

  /** Known only if the options leave one version: the system tells the highest one allowed instead. */
  getProtocol(): string | null | undefined {
    if (this.destroyed) return null;
    const { minVersion, maxVersion } = this.#settings ?? {};
    return minVersion === maxVersion ? minVersion : undefined;
  }

  /** Which is unknown, as the system tells what was offered; that there is one tells clients that the handshake is over (basic-ftp). */
  getCipher(): object | undefined {
    return this.secureConnecting || this.destroyed ? undefined : {};
  }

  /** Unknown. */
  getSharedSigalgs(): undefined {
    return undefined;
  }

  /** Unknown. */
  getEphemeralKeyInfo(): undefined {
    return undefined;
  }

  /** There are no sessions. */
  getSession(): undefined {
    return undefined;
  }

  getTLSTicket(): undefined {
    return undefined;
  }

  isSessionReused(): boolean {
    return false;
  }

  getFinished(): undefined {
    return undefined;
  }

  getPeerFinished(): undefined {
    return undefined;
  }

  /** There are none to disable. */
  disableRenegotiation(): void {}

  renegotiate(options: unknown, callback?: (error: Error | null) => void): boolean {
    if (typeof options !== 'object' || options === null) throw invalidArgType('options', 'Object', options);
    if (callback !== undefined) validateFunction(callback, 'callback');
    const error = unavailable('renegotiate', 'make another connection');
    if (callback !== undefined) nextTick(() => callback(error));
    return false;
  }

  /** The system decides. */
  setMaxSendFragment(size: number): boolean {
    validateNumber(size, 'size');
    return false;
  }

  /** Before the connection. */
  setServername(name: string): void {
    this.#options.servername = name;
    this.#settings = undefined;
  }

  setKeyCert(): never {
    throw unavailable('setKeyCert', 'the system has one certificate for all names');
  }

  exportKeyingMaterial(): never {
    throw unavailable('exportKeyingMaterial', 'the system gives no keys away');
  }

  enableTrace(): never {
    throw unavailable('enableTrace', 'the system shows nothing of a handshake');
  }

  getX509Certificate(): never {
    throw unavailable('getX509Certificate', 'use getCertificate');
  }

  getPeerX509Certificate(): never {
    throw unavailable('getPeerX509Certificate', 'use getPeerCertificate');
  }
}

export const TLSSocket = callable(TLSSocketClass);
