import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { MessageRing } from '../messageRing.ts';
import { Receipts } from '../receipts.ts';
import { LOOPBACK, type ServerIdentity, type ServiceRequest, writeNumbers } from './services.ts';

type Request<Name extends ServiceRequest['service']> = Extract<ServiceRequest, { service: Name }>;

const BACKLOG = 4096;

export function startTcpSink({
  bytesPerRun,
  acknowledgeEvery,
  identity
}: Request<'tcpSink'>): Promise<number> {
  return serve(identity, (connection) => {
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
}

export function startTcpSource({ perRun, size, ringCount, identity }: Request<'tcpSource'>): Promise<number> {
  const ring = new MessageRing(size, ringCount);
  const messages = Array.from({ length: ringCount }, (_, index) =>
    Buffer.from(ring.at(index) as ArrayBuffer)
  );
  return serve(identity, (connection) => {
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
}

export function startTcpEcho({ size, identity }: Request<'tcpEcho'>): Promise<number> {
  return serve(identity, (connection) => {
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
}

export function startTcpAccept({ identity }: Request<'tcpAccept'>): Promise<number> {
  return serve(identity, (connection) => {
    connection.resume();
  });
}

async function serve(
  identity: ServerIdentity | undefined,
  answer: (connection: net.Socket) => void
): Promise<number> {
  const onConnection = (connection: net.Socket): void => {
    // A reset is one way to end a connection; what is lost by it is missed at the other end.
    connection.on('error', () => connection.destroy());
    answer(connection);
  };
  const server =
    identity === undefined
      ? net.createServer({ noDelay: true }, onConnection)
      : tls.createServer({ noDelay: true, ...identity }, onConnection);
  server.listen({ port: 0, host: LOOPBACK, backlog: BACKLOG });
  await once(server, 'listening');
  return (server.address() as net.AddressInfo).port;
}
