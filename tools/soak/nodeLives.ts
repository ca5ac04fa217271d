import type { EventEmitter } from 'node:events';
import type nodeDgram from 'node:dgram';
import type nodeNet from 'node:net';
import ourDgram from 'taro-harmony-socket/dgram';
import ourNet from 'taro-harmony-socket/net';
import type { Heard } from './witness.ts';

const dgram = ourDgram as unknown as typeof nodeDgram;
const net = ourNet as unknown as typeof nodeNet;

const LOOPBACK = '127.0.0.1';
/** With every fault that there is: a native close, or an end of an accepted connection, that is given up. */
const LONGEST_CLOSE_MS = 30_000;

/** Hears the sockets of both ends. */
class Ends {
  errors = 0;
  messages = 0;
  readonly complaints: string[] = [];
  readonly #closed: Promise<unknown>[] = [];

  /** Waits for its close at the end. */
  add<Emitter extends EventEmitter>(emitter: Emitter): Emitter {
    emitter.on('error', () => (this.errors += 1));
    this.#closed.push(new Promise((resolve) => emitter.once('close', resolve)));
    return emitter;
  }

  async end(): Promise<Heard> {
    const closed = Promise.all(this.#closed).then(() => 'closed');
    if ((await within(closed, LONGEST_CLOSE_MS)) === undefined) this.complaints.push('did not close');
    return this;
  }
}

function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  return Promise.race([promise, isOver]).finally(() => clearTimeout(timer));
}

/** The event, or an error, or neither for so long. */
async function happens(emitter: EventEmitter, event: string, longest: number): Promise<void> {
  const happened = new Promise<void>((resolve) => {
    emitter.once(event, () => resolve()).once('error', () => resolve());
  });
  await within(happened, longest);
}

/** A server and a client of `net`, which exchange some bytes. @param longest milliseconds for each step */
export async function liveOfNet(longest: number): Promise<Heard> {
  const ends = new Ends();
  const server = net.createServer((peer) => {
    ends.add(peer).on('data', (data) => peer.end(data));
  });
  ends.add(server).listen(0, LOOPBACK);
  await happens(server, 'listening', longest);
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    const client = ends.add(net.connect(address.port, LOOPBACK));
    client.on('data', () => (ends.messages += 1));
    client.write('request');
    await happens(client, 'end', longest);
    client.destroy();
  }
  server.close();
  return ends.end();
}

/** Two sockets of `dgram`, one of which answers the other. @param longest milliseconds for each step */
export async function liveOfDgram(longest: number): Promise<Heard> {
  const ends = new Ends();
  const [asking, answering] = [ends.add(dgram.createSocket('udp4')), ends.add(dgram.createSocket('udp4'))];
  answering.on('message', (message, { port, address }) => answering.send(message, port, address));
  answering.bind(0, LOOPBACK);
  await happens(answering, 'listening', longest);
  const port = portOf(answering);
  if (port !== undefined) {
    asking.on('message', () => (ends.messages += 1));
    asking.send('request', port, LOOPBACK);
    await happens(asking, 'message', longest);
  }
  for (const socket of [asking, answering]) socket.close();
  return ends.end();
}

/** Undefined where the bind has failed. */
function portOf(socket: nodeDgram.Socket): number | undefined {
  try {
    return socket.address().port;
  } catch {
    return undefined;
  }
}
