import dgram from 'node:dgram';
import { once } from 'node:events';

export type Version = 4 | 6;

type Received = (content: Buffer, fromPort: number) => void;

/** Sends every datagram back where it came from. */
export class EchoPeer {
  readonly address: string;
  readonly #socket: dgram.Socket;

  private constructor(socket: dgram.Socket, received: Received) {
    this.#socket = socket;
    this.address = socket.address().address;
    socket.on('message', (content, { address, port }) => {
      received(content, port);
      socket.send(content, port, address);
    });
  }

  static async open(version: Version, received: Received): Promise<EchoPeer> {
    return new EchoPeer(await bound(version, version === 4 ? '127.0.0.1' : '::1'), received);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  close(): Promise<void> {
    return closed(this.#socket);
  }
}

async function bound(version: Version, address: string): Promise<dgram.Socket> {
  const socket = dgram.createSocket(`udp${version}`);
  socket.bind(0, address);
  await once(socket, 'listening');
  return socket;
}

function closed(socket: dgram.Socket): Promise<void> {
  return new Promise((resolve) => socket.close(resolve));
}

/** The ports that the sockets of one sequence share. */
export class Ports {
  /** Free when the sequence starts; the sockets may get into each other's way. */
  readonly pool: readonly number[];
  readonly #foreign: dgram.Socket;

  private constructor(pool: readonly number[], foreign: dgram.Socket) {
    this.pool = pool;
    this.#foreign = foreign;
  }

  static async open(): Promise<Ports> {
    const sockets = await Promise.all([bound(6, '::'), bound(6, '::'), bound(6, '::')]);
    const [foreign, ...free] = sockets as [dgram.Socket, ...dgram.Socket[]];
    const pool = free.map((socket) => socket.address().port);
    await Promise.all(free.map(closed));
    return new Ports(pool, foreign);
  }

  /** Held for IPv4 and IPv6 by a socket that is not the library's. */
  get foreign(): number {
    return this.#foreign.address().port;
  }

  close(): Promise<void> {
    return closed(this.#foreign);
  }
}
