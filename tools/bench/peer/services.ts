import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { LOOPBACK } from '../contenders/contender.ts';
import { MessageRing, readNumber, Receipts, writeNumbers } from '../messages.ts';

const BACKLOG = 4096;

/** What a service on streams shows with TLS: PEM. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

/** A service on streams uses TLS if it has an identity. */
interface Streams {
  readonly identity?: ServerIdentity;
}

/** What the peer process does on a port of its own, with plain Node sockets; each resolves with the port. */
export const SERVICES = {
  /** Takes runs of datagrams and tells their sender how many have come, every so often; at the end the checksum. */
  udpSink({ perRun, acknowledgeEvery }: { perRun: number; acknowledgeEvery: number }) {
    let count = 0;
    const receipts = new Receipts();
    return bind((datagram, answer) => {
      receipts.add(datagram);
      count += 1;
      if (count % acknowledgeEvery === 0 || count === perRun) answer(new Uint8Array(writeNumbers(count)));
      if (count < perRun) return;
      answer(new Uint8Array(writeNumbers(count, receipts.takeChecksum())));
      count = 0;
    });
  },

  /** Sends a run of datagrams to whoever sends it the number 0, never more than `window` beyond what was acknowledged. */
  udpSource(options: { perRun: number; size: number; ringCount: number; window: number }) {
    const { perRun, size, ringCount, window } = options;
    const messages = messagesOf(size, ringCount);
    let sent = 0;
    return bind((datagram, answer) => {
      const acknowledged = readNumber(datagram);
      if (acknowledged === 0) sent = 0;
      const limit = Math.min(perRun, acknowledged + window);
      for (; sent < limit; sent++) answer(messages[sent % ringCount] as Buffer);
    });
  },

  /** Sends each datagram back. */
  udpEcho(_options: object) {
    return bind((datagram, answer) => answer(datagram));
  },

  /**
   * Takes runs of so many bytes on each connection and tells how many have come, each time that another so many have; at
   * the end the checksum.
   */
  tcpSink(options: Streams & { bytesPerRun: number; acknowledgeEvery: number }) {
    const { bytesPerRun, acknowledgeEvery, identity } = options;
    return listen(identity, (connection) => {
      let count = 0;
      let acknowledged = 0;
      const receipts = new Receipts();
      const answer = (number: number): boolean => connection.write(new Uint8Array(writeNumbers(number)));
      connection.on('data', (piece) => {
        receipts.add(piece);
        count += piece.length;
        for (; acknowledged + acknowledgeEvery <= count; acknowledged += acknowledgeEvery) {
          answer(acknowledged + acknowledgeEvery);
        }
        if (count < bytesPerRun) return;
        answer(receipts.takeChecksum());
        count = 0;
        acknowledged = 0;
      });
    });
  },

  /** Writes a run of messages for each byte that it gets. */
  tcpSource(options: Streams & { perRun: number; size: number; ringCount: number }) {
    const { perRun, size, ringCount, identity } = options;
    const messages = messagesOf(size, ringCount);
    return listen(identity, (connection) => {
      let left = 0;
      const writeOn = (): void => {
        while (left > 0) {
          const message = messages[(perRun - left) % ringCount] as Buffer;
          left -= 1;
          if (!connection.write(message)) return;
        }
      };
      connection.on('drain', writeOn);
      connection.on('data', () => {
        left = perRun;
        writeOn();
      });
    });
  },

  /** Sends requests of so many bytes back, each when it is whole. */
  tcpEcho({ size, identity }: Streams & { size: number }) {
    return listen(identity, (connection) => {
      let request: Buffer[] = [];
      let missing = size;
      connection.on('data', (piece) => {
        request.push(piece);
        missing -= piece.length;
        if (missing > 0) return;
        connection.write(Buffer.concat(request));
        request = [];
        missing = size;
      });
    });
  },

  /** Accepts connections, reads what comes, and closes when the other end does. */
  tcpAccept({ identity }: Streams) {
    return listen(identity, (connection) => void connection.resume());
  }
};

export type ServiceName = keyof typeof SERVICES;
export type ServiceOptions<Name extends ServiceName> = Parameters<(typeof SERVICES)[Name]>[0];

function messagesOf(size: number, ringCount: number): Buffer[] {
  const ring = new MessageRing(size, ringCount);
  return Array.from({ length: ringCount }, (_, index) => Buffer.from(ring.at(index) as ArrayBuffer));
}

async function bind(
  onDatagram: (datagram: Buffer, answer: (bytes: Uint8Array) => void) => void
): Promise<number> {
  const socket = dgram.createSocket('udp4', (datagram, { address, port }) =>
    onDatagram(datagram, (bytes) => socket.send(bytes, port, address))
  );
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  return socket.address().port;
}

async function listen(
  identity: ServerIdentity | undefined,
  onConnection: (connection: net.Socket) => void
): Promise<number> {
  const accept = (connection: net.Socket): void => {
    // A reset is one way to end a connection; what is lost by it is missed at the other end.
    connection.on('error', () => connection.destroy());
    onConnection(connection);
  };
  const server =
    identity === undefined
      ? net.createServer({ noDelay: true }, accept)
      : tls.createServer({ noDelay: true, ...identity }, accept);
  server.listen({ port: 0, host: LOOPBACK, backlog: BACKLOG });
  await once(server, 'listening');
  return (server.address() as net.AddressInfo).port;
}
