import assert from 'node:assert/strict';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { bound, type Log, ours, sameAsNode } from './support/sideBySide.ts';

type AnySend = (...args: unknown[]) => void;

/** Sends and waits for the callback. */
function sent(socket: Socket, ...args: unknown[]): Promise<unknown[]> {
  return new Promise((resolve) => {
    (socket.send as AnySend).call(socket, ...args, (...results: unknown[]) => resolve(results));
  });
}

/** Writes down what comes, with its sender. */
async function receive(socket: Socket, log: Log): Promise<void> {
  const [message, info] = (await once(socket, 'message')) as [Buffer, unknown];
  log(Buffer.isBuffer(message), message.toString('latin1'), info);
}

const BYTES = Buffer.from('0123456789');

const FORMS: Readonly<Record<string, (port: number) => unknown[]>> = {
  'a string': (port) => ['häßlich', port, '127.0.0.1'],
  'a string without address': (port) => ['text', port],
  'a Buffer': (port) => [BYTES, port, 'localhost'],
  'a window of a Buffer': (port) => [BYTES, 2, 3, port, '127.0.0.1'],
  'a window of a Buffer without address': (port) => [BYTES, 2, 3, port],
  'a window of a string': (port) => ['äöü', 2, 2, port],
  'a Uint8Array at an offset': (port) => [new Uint8Array(BYTES.buffer, BYTES.byteOffset + 4, 4), port],
  'a Uint16Array': (port) => [Uint16Array.of(0x4142, 0x4344), port],
  'a DataView': (port) => [new DataView(BYTES.buffer, BYTES.byteOffset + 1, 2), port],
  'a window of a DataView': (port) => [new DataView(BYTES.buffer, BYTES.byteOffset, 10), 8, 2, port],
  'a list': (port) => [['a', BYTES, Uint8Array.of(98)], port, '127.0.0.1'],
  'a port as text': (port) => ['text', String(port)],
  'an empty address': (port) => ['text', port, ''],
  'no address': (port) => ['text', port, null]
};

for (const [form, argumentsFor] of Object.entries(FORMS)) {
  sameAsNode(`send: ${form}`, async (dgram, log) => {
    const receiver = await bound(dgram);
    const sender = await bound(dgram);
    const [results] = await Promise.all([
      sent(sender, ...argumentsFor(receiver.address().port)),
      receive(receiver, log)
    ]);
    log(...results);
  });
}

for (const [form, args] of Object.entries<unknown[]>({
  'a string': ['text'],
  'a Buffer': [BYTES],
  'a window of a Buffer': [BYTES, 3, 4],
  'a list': [[BYTES, 'and more']]
})) {
  sameAsNode(`send to the peer: ${form}`, async (dgram, log) => {
    const receiver = await bound(dgram);
    const sender = await bound(dgram);
    sender.connect(receiver.address().port, '127.0.0.1');
    await once(sender, 'connect');
    const [results] = await Promise.all([sent(sender, ...args), receive(receiver, log)]);
    log(...results);
  });
}

sameAsNode('udp6: addresses and families', async (dgram, log) => {
  const receiver = await bound(dgram, 'udp6');
  const sender = await bound(dgram, 'udp6');
  sender.send('six', receiver.address().port);
  await receive(receiver, log);
  log(receiver.address());
});

sameAsNode('udp6 on all addresses hears IPv4', async (dgram, log) => {
  const receiver = dgram.createSocket('udp6');
  await once(receiver.bind(0), 'listening');
  const sender = await bound(dgram);
  sender.send('four', receiver.address().port, '127.0.0.1');
  await receive(receiver, log);
});

sameAsNode('send: destinations that cannot be', async (dgram, log) => {
  const [four, six] = [await bound(dgram), await bound(dgram, 'udp6')];
  log(...(await sent(four, 'x', 9, '::1')));
  log(...(await sent(six, 'x', 9, '127.0.0.1')));
  log(...(await sent(four, 'x', 9, '255.255.255.255')));
  log(...(await sent(four, 'x', 9, '127.255.255.255')));
  log(...(await sent(four, Buffer.alloc(65508), 9)));
  log(...(await sent(four, Buffer.alloc(70000), 9, '127.0.0.1')));
});

sameAsNode('the largest datagrams arrive whole', async (dgram, log) => {
  const receiver = await bound(dgram);
  const sender = await bound(dgram);
  for (const size of [65507, 8193, 1]) {
    sender.send(Buffer.alloc(size, 'x'), receiver.address().port);
    const [message] = (await once(receiver, 'message')) as [Buffer];
    log(
      message.length,
      message.every((byte) => byte === 0x78)
    );
  }
});

sameAsNode('an error that nobody waits for is not told', async (dgram, log) => {
  const socket = await bound(dgram);
  socket.on('error', (error) => log('error', error));
  socket.send(Buffer.alloc(70000), 9);
  log(...(await sent(socket, 'x', 9)));
});

sameAsNode('a connected socket hears its peer alone', async (dgram, log) => {
  const [socket, peer, stranger] = [await bound(dgram), await bound(dgram), await bound(dgram)];
  socket.connect(peer.address().port, '127.0.0.1');
  await once(socket, 'connect');
  stranger.send('stranger', socket.address().port);
  peer.send('peer', socket.address().port);
  await receive(socket, log);
});

// Node's socket loses a port that the system chose, because the kernel's connection ends (ip(7)).
test('after disconnect a socket hears everyone again, at the same port', async (t) => {
  const [socket, stranger] = [await bound(ours), await bound(ours)];
  t.after(() => [socket.close(), stranger.close()]);
  const { port } = socket.address();
  socket.connect(9);
  await once(socket, 'connect');
  socket.disconnect();
  assert.equal(socket.address().port, port);
  stranger.send('stranger', port);
  await once(socket, 'message');
});

sameAsNode(
  'datagrams keep their order, and what was sent unbound comes from one port',
  async (dgram, log) => {
    const receiver = await bound(dgram);
    const sender = dgram.createSocket('udp4');
    for (let index = 0; index < 20; index++) sender.send(String(index), receiver.address().port);
    const ports = new Set<number>();
    const texts: string[] = [];
    await new Promise<void>((resolve) => {
      receiver.on('message', (message, { port }) => {
        ports.add(port);
        texts.push(message.toString());
        if (texts.length === 20) resolve();
      });
    });
    log(texts.join(), ports.size);
  }
);

sameAsNode('the listener of createSocket, and a peer that answers itself', async (dgram, log) => {
  const answered = new Promise<string>((resolve) => {
    const socket = dgram.createSocket('udp4', (message) => resolve(message.toString()));
    socket.bind(0, '127.0.0.1', () => socket.send('echo', socket.address().port, '127.0.0.1'));
  });
  log(await answered);
});

test('what is on its way is counted until it has left', async (t) => {
  const socket = await bound(ours);
  t.after(() => socket.close());
  assert.deepEqual([socket.getSendQueueSize(), socket.getSendQueueCount()], [0, 0]);
  socket.connect(9);
  await once(socket, 'connect');
  const gone = sent(socket, 'hello');
  socket.send('you');
  assert.deepEqual([socket.getSendQueueSize(), socket.getSendQueueCount()], [8, 2]);
  await gone;
  await sent(socket, 'x');
  assert.deepEqual([socket.getSendQueueSize(), socket.getSendQueueCount()], [0, 0]);
});
