import { once } from 'node:events';
import net from 'node:net';
import { closeAtEnd } from './opened.ts';

/** A TCP server that is not the library's; it keeps what comes. */
export class TcpServer {
  /** The bytes of all connections, in order. */
  received = Buffer.alloc(0);
  readonly connections: net.Socket[] = [];
  /** Connections that have ended. */
  ended = 0;
  /** Called after each thing that happens. */
  onChange: () => void = () => undefined;
  readonly #server: net.Server;

  private constructor(server: net.Server) {
    this.#server = server;
    closeAtEnd(() => this.close());
    server.on('connection', (socket) => {
      this.connections.push(socket);
      socket.on('data', (data) => {
        this.received = Buffer.concat([this.received, data]);
        this.onChange();
      });
      // A reset is followed by close.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.ended += 1;
        this.onChange();
      });
      this.onChange();
    });
  }

  static async open(address = '127.0.0.1'): Promise<TcpServer> {
    const server = net.createServer();
    server.listen(0, address);
    await once(server, 'listening');
    return new TcpServer(server);
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const connection of this.connections) connection.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
