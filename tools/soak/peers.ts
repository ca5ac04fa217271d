import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const LOOPBACK = '127.0.0.1';
/** Milliseconds; a native close takes up to 500. */
const PATIENCE_MS = 60_000;
const POLL_INTERVAL_MS = 10;

type Serve = (socket: net.Socket) => void;

/** What the servers do with each connection. */
const BEHAVIOURS = {
  echo: (socket) => socket.on('data', (data) => socket.write(data)).on('end', () => socket.end()),
  greetAndEnd: (socket) => socket.resume().end('greeting'),
  resetOnData: (socket) => socket.once('data', () => socket.resetAndDestroy()).on('end', () => socket.end())
} satisfies Record<string, Serve>;

export type Behaviour = keyof typeof BEHAVIOURS;

/** What the sockets of the soak talk to. */
export class Peers {
  /** At the servers' side. */
  readonly connections: Set<net.Socket>;
  readonly #patience: number;
  readonly #echo: dgram.Socket;
  readonly #servers: Record<Behaviour, net.Server>;

  private constructor(
    echo: dgram.Socket,
    servers: Record<Behaviour, net.Server>,
    connections: Set<net.Socket>,
    patience: number
  ) {
    this.#patience = patience;
    this.connections = connections;
    this.#echo = echo;
    this.#servers = servers;
  }

  /** @param patience how long {@link close} waits, in milliseconds */
  static async open(patience = PATIENCE_MS): Promise<Peers> {
    const echo = dgram.createSocket('udp4');
    echo.on('message', (content, { address, port }) => echo.send(content, port, address));
    echo.bind(0, LOOPBACK);
    await once(echo, 'listening');
    const connections = new Set<net.Socket>();
    const servers = {
      echo: await listen(BEHAVIOURS.echo, connections),
      greetAndEnd: await listen(BEHAVIOURS.greetAndEnd, connections),
      resetOnData: await listen(BEHAVIOURS.resetOnData, connections)
    };
    return new Peers(echo, servers, connections, patience);
  }

  get udpPort(): number {
    return this.#echo.address().port;
  }

  tcpPort(behaviour: Behaviour): number {
    return (this.#servers[behaviour].address() as net.AddressInfo).port;
  }

  /** Waits until the sockets have ended their connections. @returns what they have not */
  async close(): Promise<string[]> {
    const end = performance.now() + this.#patience;
    while (this.connections.size > 0 && performance.now() < end) await delay(POLL_INTERVAL_MS);
    const left = this.connections.size;
    for (const connection of this.connections) connection.destroy();
    const servers = Object.values(this.#servers);
    await Promise.all([
      new Promise<void>((resolve) => this.#echo.close(resolve)),
      ...servers.map((server) => new Promise((resolve) => server.close(resolve)))
    ]);
    return left === 0 ? [] : [`${left} TCP connections were not ended`];
  }
}

async function listen(serve: Serve, connections: Set<net.Socket>): Promise<net.Server> {
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    // A reset is followed by close.
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen(0, LOOPBACK, 1024);
  await once(server, 'listening');
  return server;
}
