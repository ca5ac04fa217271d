import { normalizeArguments } from '../net/normalizeArguments.ts';
import { checkServerIdentity } from './checkServerIdentity.ts';
import { createSecureContext, defaultVersions, SecureContext, type SecureOptions } from './secureContext.ts';
import { Server, type TlsServerClass, type TlsServerOptions } from './tlsServer.ts';
import { TLSSocket, TLSSocketClass } from './tlsSocket.ts';
import { unavailable } from '../net/netErrors.ts';

/** The system has its authorities in a folder that apps do not see: none can be listed, they are trusted all the same. */
export const rootCertificates: readonly string[] = Object.freeze([]);
export const { minVersion: DEFAULT_MIN_VERSION, maxVersion: DEFAULT_MAX_VERSION } = defaultVersions;
/** The system's own list, which it does not tell. */
export const DEFAULT_CIPHERS = '';
export const DEFAULT_ECDH_CURVE = 'auto';

type Listener = (socket: TLSSocketClass) => void;

/** Further options may follow port and host. */
function optionsOf(args: readonly unknown[]): SecureOptions {
  const { options } = normalizeArguments(args);
  const more = args.slice(1, 3).find((each) => typeof each === 'object' && each !== null);
  return { ...options, ...(more as SecureOptions | undefined) };
}

/** A socket that connects with TLS: `(options | port, host?, options?, listener?)`; `options.socket` is one that is connected. */
export function connect(...args: unknown[]): TLSSocketClass {
  const options = optionsOf(args);
  const { callback } = normalizeArguments(args);
  const { socket: given, timeout } = options;
  const socket = new TLSSocketClass(given, options);
  if (callback !== null) socket.once('secureConnect', callback);
  if (timeout) socket.setTimeout(Number(timeout));
  if (given === undefined || given === null) {
    socket._checkOptions();
    // A signal that is aborted already has destroyed it; by connecting it would come to life again.
    if (!socket.destroyed) socket.connect(options);
  }
  return socket;
}

export function createServer(
  options?: TlsServerOptions | Listener | null,
  listener?: Listener
): TlsServerClass {
  return new Server(options, listener);
}

export function getCiphers(): never {
  throw unavailable('getCiphers', 'the system does not tell which it knows');
}

const tls = {
  checkServerIdentity,
  connect,
  createSecureContext,
  createServer,
  DEFAULT_CIPHERS,
  DEFAULT_ECDH_CURVE,
  get DEFAULT_MAX_VERSION(): string {
    return defaultVersions.maxVersion;
  },
  set DEFAULT_MAX_VERSION(version: string) {
    defaultVersions.maxVersion = version;
  },
  get DEFAULT_MIN_VERSION(): string {
    return defaultVersions.minVersion;
  },
  set DEFAULT_MIN_VERSION(version: string) {
    defaultVersions.minVersion = version;
  },
  getCiphers,
  rootCertificates,
  SecureContext,
  Server,
  TLSSocket
};

export { checkServerIdentity, createSecureContext, SecureContext, Server, TLSSocket };
export default tls;
