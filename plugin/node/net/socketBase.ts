import { Duplex, type DuplexOptions } from 'stream';
import type { StreamChannel, Endpoint } from 'taro-harmony-socket/library';
import { adoptable } from '../shared/callable.ts';
import { hideFromJson } from '../shared/hideFromJson.ts';
import { validateFunction } from '../shared/validators.ts';
import { IdleTimer, requireDuration } from './idleTimer.ts';
import { isIP } from './ipAddress.ts';

/** Where an end of a connection is. */
export interface AddressInfo {
  address: string;
  /** `IPv4` or `IPv6` */
  family: string;
  port: number;
}

/** A write that a stream has kept back. */
export interface WaitingWrite {
  chunk: Buffer;
  callback: (error: Error | null | undefined) => void;
}

const FAMILIES = { 0: '', 4: 'IPv4', 6: 'IPv6' };

/** Undefined of a peer that was gone before it could be asked. */
function knownAddressOf(endpoint: Endpoint): AddressInfo | undefined {
  return endpoint.address === '' ? undefined : addressInfoOf(endpoint);
}

export function addressInfoOf({ address, port }: Endpoint): AddressInfo {
  return { address, family: FAMILIES[isIP(address)], port };
}

/** Leads from an object that has a socket as its prototype to the socket, whose private members it has not. */
export const SELF = Symbol('self');

/** What a socket knows of its connection, and the options that it can be given at any time. */
export class SocketBase extends adoptable(Duplex) {
  declare readonly [SELF]: this;
  /** The stream's own; missing of the prototype. */
  declare readonly _writableState?: { getBuffer(): readonly WaitingWrite[] };
  /** Where `connect` went, one after the other, when a name had several addresses: `::1:80`. */
  autoSelectFamilyAttemptedAddresses?: string[];
  /** Whether `connect` was called and has not ended yet. */
  connecting = false;
  /** Milliseconds without activity after which `timeout` is emitted; see {@link setTimeout}. */
  timeout: number | undefined;
  /** Whether the connection is there and TLS is being made over it: `secure` tells when it can be used. */
  _isSecuring = false;
  /** The connection; null before and after it. */
  _handle: StreamChannel | null = null;
  /** Bytes that were taken out of the connection. */
  protected bytesTaken = 0;
  /** Bytes that the system has. */
  protected bytesGiven = 0;
  #local: AddressInfo | undefined;
  #remote: AddressInfo | undefined;
  #noDelay = false;
  #keepAlive = false;
  #bufferedAtTimeout = 0;
  readonly #idle = new IdleTimer(() => this._onTimeout());

  constructor(options: DuplexOptions & { noDelay?: boolean; keepAlive?: boolean }) {
    super(options);
    Object.defineProperty(this, SELF, { value: this });
    hideFromJson(this, '_handle');
    this.#noDelay = Boolean(options.noDelay);
    this.#keepAlive = Boolean(options.keepAlive);
  }

  /** The connection is made. */
  protected hold(channel: StreamChannel): void {
    this._handle = channel;
    this.#local = undefined;
    this.#remote = undefined;
    if (this.#noDelay) channel.setNoDelay(true);
    if (this.#keepAlive) channel.setKeepAlive(true);
  }

  /** The connection is over. @returns it, unless there was none */
  protected letGo(): StreamChannel | null {
    const channel = this._handle;
    this.#idle.set(0);
    this._handle = null;
    return channel;
  }

  /** Node's former name of {@link connecting}. */
  get _connecting(): boolean {
    return this.connecting;
  }

  get pending(): boolean {
    return this.connecting || (this._handle === null && !this._isSecuring);
  }

  get readyState(): 'opening' | 'open' | 'readOnly' | 'writeOnly' | 'closed' {
    if (this.connecting) return 'opening';
    if (this.readable) return this.writable ? 'open' : 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  }

  /** Bytes that wait to be written; undefined without a connection. */
  get bufferSize(): number | undefined {
    const isThere = this._handle !== null || this.connecting || this._isSecuring;
    return isThere ? this.writableLength : undefined;
  }

  get bytesRead(): number {
    return this.bytesTaken;
  }

  /** Bytes that were written, including those that wait; undefined of the prototype, which Node lets be asked. */
  get bytesWritten(): number | undefined {
    return this._writableState === undefined ? undefined : this.bytesGiven + this.writableLength;
  }

  /** The socket's own end; empty without a connection. */
  address(): AddressInfo | Record<string, never> {
    return this[SELF].#localEnd ?? {};
  }

  get #localEnd(): AddressInfo | undefined {
    if (this._handle !== null) this.#local ??= addressInfoOf(this._handle.localEndpoint);
    return this.#local;
  }

  get #remoteEnd(): AddressInfo | undefined {
    if (this._handle !== null) this.#remote ??= knownAddressOf(this._handle.remoteEndpoint);
    return this.#remote;
  }

  get localAddress(): string | undefined {
    return this[SELF].#localEnd?.address;
  }

  get localPort(): number | undefined {
    return this[SELF].#localEnd?.port;
  }

  get localFamily(): string | undefined {
    return this[SELF].#localEnd?.family;
  }

  get remoteAddress(): string | undefined {
    return this[SELF].#remoteEnd?.address;
  }

  get remotePort(): number | undefined {
    return this[SELF].#remoteEnd?.port;
  }

  get remoteFamily(): string | undefined {
    return this[SELF].#remoteEnd?.family;
  }

  setNoDelay(enable?: boolean): this {
    const isOn = Boolean(enable === undefined || enable);
    if (isOn !== this[SELF].#noDelay) this._handle?.setNoDelay(isOn);
    this[SELF].#noDelay = isOn;
    return this;
  }

  /** @param _initialDelay the system's own delay counts */
  setKeepAlive(enable?: boolean, _initialDelay?: number): this {
    const isOn = Boolean(enable);
    if (isOn !== this[SELF].#keepAlive) this._handle?.setKeepAlive(isOn);
    this[SELF].#keepAlive = isOn;
    return this;
  }

  /**
   * Has `timeout` emitted, once, when nothing has come or gone for a while.
   *
   * @param milliseconds 0 for never
   * @param callback for the next `timeout`
   */
  setTimeout(milliseconds: number, callback?: () => void): this {
    if (this.destroyed) return this;
    const duration = requireDuration(milliseconds, 'msecs');
    this.timeout = milliseconds;
    this[SELF].#idle.set(duration);
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      if (milliseconds === 0) this.removeListener('timeout', callback);
      else this.once('timeout', callback);
    }
    return this;
  }

  /** Something has come or gone. */
  _unrefTimer(): void {
    this[SELF].#idle.refresh();
  }

  _onTimeout(): void {
    const buffered = this._handle?.bufferedAmount ?? 0;
    const isMoving = buffered > 0 && buffered !== this.#bufferedAtTimeout;
    this.#bufferedAtTimeout = buffered;
    if (isMoving) this.#idle.refresh();
    else this.emit('timeout');
  }

  /** An app on HarmonyOS does not end with its last socket: nothing to do. */
  ref(): this {
    return this;
  }

  /** As {@link ref}. */
  unref(): this {
    return this;
  }
}
