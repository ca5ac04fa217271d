import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { closeAtEnd } from '../../library/support/opened.ts';
import type { Identity } from './certificates.ts';

export const LOOPBACK = '127.0.0.1';

/** Where a server of Node's listens, and whom it has met. */
export interface Peer {
  readonly port: number;
  /** In the order of their handshakes. */
  readonly clients: readonly tls.TLSSocket[];
  /** The next one, or the first that nobody has asked for yet. */
  next(): Promise<tls.TLSSocket>;
  /** Resets all connections. */
  reset(): void;
}

/** Sends everything back; `mute` does nothing with what comes, which is not read either. */
export type Manner = 'echo' | 'mute' | 'reading';

/** A TLS server of Node's on the loopback, which ends with the test. */
export async function secureServer(
  identity: Identity | undefined,
  options: tls.TlsOptions = {},
  manner: Manner = 'echo'
): Promise<Peer> {
  const clients: tls.TLSSocket[] = [];
  const waiting: ((client: tls.TLSSocket) => void)[] = [];
  let taken = 0;
  const own = identity === undefined ? {} : { cert: identity.cert, key: identity.key };
  const server = tls.createServer({ ...own, allowHalfOpen: true, ...options } as tls.TlsOptions, (client) => {
    client.on('error', () => {});
    clients.push(client);
    if (manner === 'echo') client.pipe(client);
    else if (manner === 'mute') client.pause();
    const next = waiting.shift();
    if (next !== undefined) {
      taken += 1;
      next(client);
    }
  });
  server.on('tlsClientError', () => {});
  const transports: net.Socket[] = [];
  server.on('connection', (transport: net.Socket) => transports.push(transport));
  const port = await listening(server);
  return {
    port,
    clients,
    reset: () => transports.forEach((transport) => transport.resetAndDestroy()),
    next: () => {
      const client = clients[taken];
      if (client === undefined) return new Promise((resolve) => waiting.push(resolve));
      taken += 1;
      return Promise.resolve(client);
    }
  };
}

/** A TCP server of Node's on the loopback. */
export async function plainServer(onClient: (client: net.Socket) => void): Promise<number> {
  const server = net.createServer((client) => {
    client.on('error', () => {});
    onClient(client);
  });
  return listening(server);
}

async function listening(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  closeAtEnd(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as net.AddressInfo).port;
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
