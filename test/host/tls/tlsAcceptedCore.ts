import type net from 'node:net';
import type tls from 'node:tls';
import { identify } from '../faults/identities.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import { type Endpoint, type NetAddress, toNetAddress } from '../socket/address.ts';
import { complete, deliver } from '../socket/completions.ts';
import { Failure } from '../socket/failure.ts';
import { toArrayBuffer } from '../socket/payload.ts';
import { traits } from '../socket/release.ts';
import { remoteInfoOf } from '../socket/remoteInfo.ts';
import { SendJobs } from '../socket/sendJobs.ts';
import { handleOf, localEndpointOf, remoteEndpointOf, type StreamHandle } from '../socket/streamHandle.ts';
import { GONE, TlsError } from './tlsErrors.ts';
import type { Done } from './tlsSend.ts';

const LARGEST_MESSAGE = 8192;

/** Undefined if the client has shown none. */
export function certificateOf(secure: tls.TLSSocket): Buffer | undefined {
  const { raw } = secure.getPeerCertificate() as { raw?: Buffer };
  return raw;
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
    secure.on('data', (bytes: Buffer) => this.#received(bytes));
    // The module forgets a lost connection without a word (measured once, and read).
    secure.once('end', () => this.#free());
    secure.once('error', () => this.#free());
  }

  /** The thread is busy with the handshake of another client, or no more. */
  hold(isHeld: boolean): void {
    if (this.#isGone) return;
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

  #free(): void {
    if (this.#isGone) return;
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
