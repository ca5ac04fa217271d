import dgram from 'node:dgram';
import { once } from 'node:events';
import { MessageRing } from '../messageRing.ts';
import { Receipts } from '../receipts.ts';
import { LOOPBACK, readNumber, type ServiceRequest, writeNumbers } from './services.ts';

type Request<Name extends ServiceRequest['service']> = Extract<ServiceRequest, { service: Name }>;

export function startUdpSink({ perRun, acknowledgeEvery }: Request<'udpSink'>): Promise<number> {
  let count = 0;
  const receipts = new Receipts();
  const socket = dgram.createSocket('udp4', (datagram, { address, port }) => {
    const answer = (...numbers: readonly number[]): void =>
      socket.send(new Uint8Array(writeNumbers(...numbers)), port, address);
    receipts.add(datagram);
    count += 1;
    if (count % acknowledgeEvery === 0 || count === perRun) answer(count);
    if (count === perRun) {
      answer(count, receipts.takeChecksum());
      count = 0;
    }
  });
  return bound(socket);
}

export function startUdpSource({ perRun, size, ringCount, window }: Request<'udpSource'>): Promise<number> {
  const ring = new MessageRing(size, ringCount);
  const messages = Array.from({ length: ringCount }, (_, index) =>
    Buffer.from(ring.at(index) as ArrayBuffer)
  );
  let sent = 0;
  const socket = dgram.createSocket('udp4', (datagram, { address, port }) => {
    const acknowledged = readNumber(datagram);
    if (acknowledged === 0) sent = 0;
    const limit = Math.min(perRun, acknowledged + window);
    for (; sent < limit; sent++) socket.send(messages[sent % ringCount] as Buffer, port, address);
  });
  return bound(socket);
}

export function startUdpEcho(): Promise<number> {
  const socket = dgram.createSocket('udp4', (datagram, { address, port }) => {
    socket.send(datagram, port, address);
  });
  return bound(socket);
}

async function bound(socket: dgram.Socket): Promise<number> {
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  return socket.address().port;
}
