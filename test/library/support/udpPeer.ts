import dgram from 'node:dgram';
import { once } from 'node:events';
import { closeAtEnd } from './opened.ts';

/** A datagram socket that is not the library's. */
export class UdpPeer {
  readonly received: { content: Buffer; port: number; address: string }[] = [];
  /** Called after each datagram. */
  onReceived: () => void = () => undefined;
  readonly #socket: dgram.Socket;
  #isOpen = true;

  private constructor(socket: dgram.Socket) {
    this.#socket = socket;
    closeAtEnd(() => this.close());
    socket.on('message', (content, { port, address }) => {
      this.received.push({ content, port, address });
      this.onReceived();
    });
  }

  /** @param port 0 for any */
  static async open(address = '127.0.0.1', port = 0): Promise<UdpPeer> {
    const socket = dgram.createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.bind(port, address);
    await once(socket, 'listening');
    return new UdpPeer(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  get texts(): string[] {
    return this.received.map(({ content }) => content.toString());
  }

  send(content: string, port: number): void {
    this.#socket.send(content, port, this.#socket.address().address);
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await new Promise<void>((resolve) => this.#socket.close(resolve));
  }
}
