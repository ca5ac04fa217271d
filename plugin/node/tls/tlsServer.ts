import {
  type HostFailure,
  secureServer,
  type SecureSettings,
  type StreamChannel,
  type StreamServer
} from 'taro-harmony-socket/library';
import { callable } from '../shared/callable.ts';
import { withCode } from '../shared/errors.ts';
import { unavailable } from '../net/netErrors.ts';
import { ServerClass, type ServerOptions } from '../net/server.ts';
import { Socket, type SocketClass } from '../net/socket.ts';
import type { AcceptedSocketOptions } from '../net/socketOptions.ts';
import { type SecureOptions, settingsOf } from './secureContext.ts';
import { type AcceptedTlsOptions, TLSSocketClass } from './tlsSocket.ts';

const ENOTSUP = 95;

export type TlsServerOptions = ServerOptions & SecureOptions;
type Listener = (socket: TLSSocketClass) => void;

/** Node's `tls.Server`. */
export class TlsServerClass extends ServerClass {
  readonly #settings: SecureSettings;
  readonly #asksForCertificate: boolean;
  /** What clients have shown, by their connection. */
  readonly #shown = new WeakMap<StreamChannel, Uint8Array>();

  constructor(given?: TlsServerOptions | Listener | null, listener?: Listener) {
    const options = typeof given === 'function' || given === null ? {} : (given ?? {});
    super(options);
    // A server verifies nobody by a name.
    this.#settings = settingsOf({ ...options, servername: undefined, rejectUnauthorized: true }, undefined);
    this.#asksForCertificate = Boolean(options.requestCert);
    if (this.#asksForCertificate && options.rejectUnauthorized === false) {
      throw unavailable(
        'requestCert without rejectUnauthorized',
        'the system refuses clients that it asks and cannot verify'
      );
    }
    const onConnection = typeof given === 'function' ? given : listener;
    if (onConnection !== undefined) this.on('secureConnection', onConnection);
    // Whoever hands a connection over as to Node's server would wait for good.
    this.on('connection', (given: SocketClass) => {
      const error = unavailable(
        'TLS over this connection',
        'the system accepts TLS by a server of its own only'
      );
      this.emit('tlsClientError', error, given);
      given.destroy();
    });
  }

  override _openServer(version: 4 | 6, onChannel: (channel: StreamChannel) => void): StreamServer {
    return secureServer(
      version,
      this.#settings,
      this.#asksForCertificate,
      (channel, der) => {
        if (der !== undefined) this.#shown.set(channel, der);
        onChannel(channel);
      },
      () => {
        const error = withCode(new Error('a client has failed in the TLS handshake'), 'EPROTO');
        const socket = new Socket();
        // As Node listens itself: that is the server's event already.
        socket.on('error', () => undefined);
        this.emit('tlsClientError', error, socket);
      }
    );
  }

  override _makeSocket(options: AcceptedSocketOptions): SocketClass {
    const handle = options.handle;
    const own: AcceptedTlsOptions = {
      ...options,
      isServer: true,
      settings: this.#settings,
      asksForCertificate: this.#asksForCertificate,
      der: handle === null ? undefined : this.#shown.get(handle)
    };
    return new TLSSocketClass(undefined, own);
  }

  override _explanation(failure: HostFailure | undefined): string {
    // Of other failures Node's own words say all.
    return failure?.errno === 0 || failure?.errno === ENOTSUP ? `: ${failure.text}` : '';
  }

  override _announce(socket: SocketClass): void {
    this.emit('secureConnection', socket);
  }

  addContext(): never {
    throw unavailable('addContext', 'the system has one certificate for all names');
  }

  setSecureContext(): never {
    throw unavailable('setSecureContext', 'close the server and make another one');
  }

  getTicketKeys(): never {
    throw unavailable('getTicketKeys', 'the system has no session tickets');
  }

  setTicketKeys(): never {
    throw unavailable('setTicketKeys', 'the system has no session tickets');
  }
}

export const Server = callable(TlsServerClass);
