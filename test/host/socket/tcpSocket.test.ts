import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { describe, test } from 'node:test';
import { closeAtEnd } from '../../library/support/opened.ts';
import {
  cleanUpAfterEach,
  collect,
  connectedPair,
  fails,
  listeningServer,
  LOOPBACK,
  type Message,
  newServer,
  newTcp,
  next,
  portOf,
  rejectionOf,
  textsOf,
  toPort,
  until
} from '../support/sockets.ts';
import type { TCPSocket } from './tcpSocket.ts';
import type { TCPSocketConnection } from './tcpSocketConnection.ts';

cleanUpAfterEach();

const NOT_CONNECTED = { code: 2301107, message: 'Socket not connected' };

/** A client of the host module at a plain Node peer, which does nothing by itself. */
async function connectToNode(): Promise<{ client: TCPSocket; peer: net.Socket; port: number }> {
  const server = net.createServer({ pauseOnConnect: true, allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const client = newTcp();
  const [[peer]] = (await Promise.all([
    once(server, 'connection'),
    client.connect({ address: toPort(port) })
  ])) as unknown as [[net.Socket]];
  peer.on('error', () => {});
  closeAtEnd(() => {
    peer.destroy();
    server.close();
  });
  return { client, peer, port };
}

describe('TCP socket of the host module', () => {
  test('hands everything to the kernel in the call while a peer of the process reads', async () => {
    const pair = await connectedPair();
    const messages = collect(pair.accepted, 'message');
    const bytes = new Uint8Array(20_000_000).map((_, index) => index % 251);
    const sending = pair.client.send({ data: bytes.buffer });
    bytes.fill(0);
    await sending;
    const received = (): number =>
      messages.reduce((sum: number, payload) => sum + (payload as Message).message.byteLength, 0);
    await until(() => received() === bytes.length, '20 MB');
    const all = Buffer.concat(messages.map((payload) => Buffer.from((payload as Message).message)));
    assert.equal(
      all.findIndex((byte, index) => byte !== index % 251),
      -1
    );
  });

  test('a peer that does not read blocks the thread until the timeout; the connection stays', async () => {
    const { client } = await connectToNode();
    await client.setExtraOptions({ socketTimeout: 100 });
    const start = performance.now();
    const sending = client.send({ data: new ArrayBuffer(30_000_000) });
    assert.ok(performance.now() - start >= 100);
    await fails(sending, 2301000, 'No error information');
    assert.equal(((await client.getState()) as { isConnected: boolean }).isConnected, true);
  });

  test('connect succeeds once more on a connection, then no more', async () => {
    const { client, port } = await connectToNode();
    const connected = collect(client, 'connect');
    await client.connect({ address: toPort(port) });
    assert.equal(connected.length, 1);
    const third = client.connect({ address: toPort(port) });
    await fails(third, 2301106, 'Socket is connected');
  });

  test('the connect after a refused one collects its error, the next one works', async () => {
    const { server, to } = await listeningServer();
    await server.close();
    const client = newTcp();
    await fails(client.connect(to), 2301115, 'Operation in progress');
    assert.deepEqual(await rejectionOf(client.send({ data: 'x' })), NOT_CONNECTED);
    await server.listen(to.address);
    await fails(client.connect(to), 2301103, 'Connection aborted');
    await client.connect(to);
  });

  test('a linger of 0 seconds resets the peer', async () => {
    const { client, peer } = await connectToNode();
    await client.setExtraOptions({ socketLinger: { on: true, linger: 0 } });
    const errors: unknown[] = [];
    peer.resume().on('error', (error) => errors.push('code' in error ? error.code : error));
    await client.close();
    await until(() => peer.closed, 'the end of the connection');
    assert.deepEqual(errors, ['ECONNRESET']);
  });

  test('hears nothing when it is connected again after a close', async () => {
    const { client, server } = await connectedPair();
    await client.close();
    const clients = collect(server, 'connect') as TCPSocketConnection[];
    const messages = collect(client, 'message');
    await client.connect({ address: toPort(await portOf(server)) });
    assert.deepEqual(await client.getState(), { isBound: true, isClose: false, isConnected: true });
    await until(() => clients.length === 1, 'the second connection');
    const [accepted] = clients as [TCPSocketConnection];
    closeAtEnd(() => accepted.close());
    const heardThere = next(accepted, 'message');
    await accepted.send({ data: 'unheard' });
    await client.send({ data: 'heard there' });
    assert.deepEqual(textsOf([await heardThere]), ['heard there']);
    assert.deepEqual(messages, []);
  });

  test('keeps a port that another client socket of the process is bound to', async () => {
    const first = newTcp();
    const second = newTcp();
    await first.bind(LOOPBACK);
    const port = await portOf(first);
    await second.bind(toPort(port));
    assert.notEqual(await portOf(second), port);
    await first.close();
    const third = newTcp();
    await third.bind(toPort(port));
    assert.equal(await portOf(third), port);
  });

  test('sends un-awaited strings in the order of the calls', async () => {
    const pair = await connectedPair();
    const messages = collect(pair.accepted, 'message');
    const texts = Array.from({ length: 100 }, (_, index) => `${index};`);
    await Promise.all(texts.map((data) => pair.client.send({ data })));
    await until(() => textsOf(messages).join('') === texts.join(''), 'all texts in order');
  });

  test('an accepted connection may send out of order, the same way for the same seed', async () => {
    const pair = await connectedPair();
    const texts = Array.from({ length: 10 }, (_, index) => `${index}`);
    const batches: string[] = [];
    for (let batch = 0; batch < 8; batch += 1) {
      const messages = collect(pair.client, 'message');
      await Promise.all(texts.map((data) => pair.accepted.send({ data })));
      await until(() => textsOf(messages).join('').length === texts.length, 'all texts');
      batches.push(textsOf(messages).join(''));
    }
    const sorted = batches.map((text) => [...text].sort().join(''));
    assert.deepEqual(new Set(sorted), new Set([texts.join('')]));
    assert.equal(batches[0], texts.join(''));
    assert.ok(batches.some((text) => text !== texts.join('')));
  });

  test('a connect after a reset collects its error; the next one works and hears', async () => {
    const server = newServer();
    const clients = collect(server, 'connect') as TCPSocketConnection[];
    await server.listen(LOOPBACK);
    const to = { address: toPort(await portOf(server)) };
    const { client, peer } = await connectToNode();
    const failing = next(client, 'error');
    peer.resetAndDestroy();
    await failing;
    await fails(client.connect(to), 2301104, 'Connection reset by peer');
    await client.connect(to);
    await until(() => clients.length === 1, 'the client');
    const arriving = next(client, 'message');
    await clients[0]?.send({ data: 'heard' });
    assert.deepEqual(textsOf([await arriving]), ['heard']);
  });
});
