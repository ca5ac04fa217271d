import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { describe, test } from 'node:test';
import { collectGarbage } from '../../library/support/garbage.ts';
import { closeAtEnd } from '../../library/support/opened.ts';
import {
  cleanUpAfterEach,
  collect,
  connectedPair,
  LOOPBACK,
  newServer,
  newTcp,
  portOf,
  rejectionOf,
  toPort,
  until
} from '../support/sockets.ts';
import { admitClient, forgetClient } from './clients.ts';
import type { TCPSocketConnection } from './tcpSocketConnection.ts';

cleanUpAfterEach();

const GONE = { code: 2301100, message: 'Network is down' };

describe('TCP server of the host module', () => {
  test('takes another port when its own is in use', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as net.AddressInfo;
    const server = newServer();
    await server.listen(toPort(port));
    assert.notEqual(await portOf(server), port);
    taken.close();
  });

  test('listens on two ports after two calls and closes both', async () => {
    const server = newServer();
    const clients = collect(server, 'connect');
    await server.listen(LOOPBACK);
    const first = await portOf(server);
    await server.listen(LOOPBACK);
    const second = await portOf(server);
    const sockets = [first, second].map((port) => net.connect(port, '127.0.0.1'));
    await until(() => clients.length === 2, 'two clients');
    await server.close();
    for (const port of [first, second]) {
      const [error] = (await once(net.connect(port, '127.0.0.1'), 'error')) as [Error & { code: string }];
      assert.equal(error.code, 'ECONNREFUSED');
    }
    for (const client of clients) closeAtEnd(() => (client as TCPSocketConnection).close());
    for (const socket of sockets) socket.destroy();
  });

  test('a connection that is gone cannot do anything', async () => {
    const pair = await connectedPair();
    const closes = collect(pair.accepted, 'close');
    pair.accepted.on('message', () => {});
    await pair.client.close();
    await until(() => closes.length > 0, 'close');
    assert.deepEqual(closes, [{}]);
    assert.deepEqual(await rejectionOf(pair.accepted.close()), GONE);
    assert.deepEqual(await rejectionOf(pair.accepted.getRemoteAddress()), GONE);
    assert.deepEqual(await rejectionOf(pair.accepted.send({ data: 'x' })), { ...GONE, code: 2303200 });
    assert.equal(await pair.accepted.getSocketFd(), -1);
  });

  test('a connection reads only from its first message listener on', async () => {
    const pair = await connectedPair();
    const closes = collect(pair.accepted, 'close');
    await pair.client.send({ data: 'early' });
    await pair.client.close();
    assert.deepEqual(closes, []);
    const messages = collect(pair.accepted, 'message');
    await until(() => closes.length === 1, 'close');
    assert.equal(messages.length, 1);
  });

  test('messages of an accepted connection have at most the size that the server has set', async () => {
    const pair = await connectedPair();
    await pair.server.setExtraOptions({ receiveBufferSize: 100 });
    const clients = collect(pair.server, 'connect');
    const second = newTcp();
    await second.connect({ address: toPort(await portOf(pair.server)) });
    await until(() => clients.length === 1, 'the second client');
    const messages = collect(clients[0] as TCPSocketConnection, 'message');
    await second.send({ data: new ArrayBuffer(250) });
    await until(() => messages.length === 3, 'three messages');
    const sizes = messages.map((payload) => (payload as { remoteInfo: { size: number } }).remoteInfo.size);
    assert.deepEqual(sizes, [100, 100, 50]);
  });

  test('the process has at most 1024 clients', () => {
    const ids = [];
    for (let id = admitClient(); id !== undefined; id = admitClient()) ids.push(id);
    assert.equal(ids.length, 1024);
    ids.forEach((id) => forgetClient(id));
    const next = admitClient();
    assert.notEqual(next, undefined);
    forgetClient(next ?? 0);
  });

  test('a connection that nobody refers to is collected and closed', async () => {
    const server = newServer();
    let count = 0;
    server.on('connect', () => {
      count += 1;
    });
    await server.listen(LOOPBACK);
    const client = net.connect(await portOf(server), '127.0.0.1');
    let isEnded = false;
    client.resume().on('end', () => {
      isEnded = true;
    });
    await until(() => count === 1, 'the client');
    while (!isEnded) await collectGarbage();
  });
});
