import { once } from 'node:events';
import net from 'node:net';

/** What the server does with the connection. */
export type Behaviour = 'echo' | 'greetAndEnd' | 'endAfterData' | 'resetOnConnect' | 'resetOnData';

const GREETING = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, i) => Math.imul(i, 2654435761) >>> 24));

/** The other end of one TCP socket. */
export class Server {
  /** The bytes that came from the socket, in order. */
  received: Buffer = Buffer.alloc(0);
  /** The bytes that went to it. */
  sent: Buffer = Buffer.alloc(0);
  connections = 0;
  openConnections = 0;
  readonly #behaviour: Behaviour;
  readonly #server: net.Server;
  readonly #changed: () => void;

  private constructor(behaviour: Behaviour, changed: () => void) {
    this.#behaviour = behaviour;
    this.#changed = changed;
    this.#server = net.createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket));
  }

  /** @param changed called after each thing that happens */
  static async open(version: 4 | 6, behaviour: Behaviour, changed: () => void): Promise<Server> {
    const server = new Server(behaviour, changed);
    server.#server.listen(0, version === 4 ? '127.0.0.1' : '::');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  /** Ends when the last connection has ended. */
  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #serve(socket: net.Socket): void {
    this.connections += 1;
    this.openConnections += 1;
    socket.on('data', (data) => this.#receive(socket, data));
    socket.on('end', () => socket.end());
    // A socket that is reset, here or there, emits this before its close.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.openConnections -= 1;
      this.#changed();
    });
    if (this.#behaviour === 'greetAndEnd') {
      this.sent = GREETING;
      socket.end(GREETING);
    } else if (this.#behaviour === 'resetOnConnect') {
      socket.resetAndDestroy();
    }
    this.#changed();
  }

  #receive(socket: net.Socket, data: Buffer): void {
    this.received = Buffer.concat([this.received, data]);
    if (this.#behaviour === 'echo' || (this.#behaviour === 'endAfterData' && !socket.writableEnded)) {
      this.sent = Buffer.concat([this.sent, data]);
      socket.write(data);
    }
    if (this.#behaviour === 'endAfterData') socket.end();
    if (this.#behaviour === 'resetOnData') socket.resetAndDestroy();
    this.#changed();
  }
}
