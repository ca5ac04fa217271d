import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { before, describe, mock, test } from 'node:test';
import connection from '../modules/@ohos.net.connection.ts';
import {
  boundUdp,
  cleanUpAfterEach,
  collect,
  connectedPair,
  portOf,
  textsOf,
  toPort,
  until
} from '../support/sockets.ts';
import { Errno, errnoOf } from './errno.ts';

cleanUpAfterEach();

const NONE = { fd: { get: (): number => -1 } };

/** Hides the descriptors of TCP handles: Node allows no other getter in the place of its own, but one before it. */
async function hideStreams(): Promise<void> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  let owned = (server as unknown as { _handle: object })._handle;
  server.close();
  for (;;) {
    const owner = Object.getPrototypeOf(owned) as object;
    if (Object.hasOwn(owner, 'fd')) break;
    owned = owner;
  }
  Object.setPrototypeOf(owned, Object.create(Object.getPrototypeOf(owned) as object, NONE) as object);
}

function hideDatagrams(): void {
  const { createSocket } = dgram;
  mock.method(dgram, 'createSocket', (options: dgram.SocketOptions) => {
    const socket = createSocket(options);
    const state = Object.getOwnPropertySymbols(socket).find((key) => key.description === 'state symbol');
    Object.defineProperties((Reflect.get(socket, state ?? '') as { handle: object }).handle, NONE);
    return socket;
  });
}

// As on Windows.
describe('on a system whose sockets have no descriptors for Node', () => {
  before(async () => {
    await hideStreams();
    hideDatagrams();
  });

  test('TCP hands over what it is given, and knows its addresses', async () => {
    const { client, accepted } = await connectedPair();
    const messages = collect(accepted, 'message');
    assert.equal(await client.getSocketFd(), undefined);
    const bytes = new TextEncoder().encode('hello');
    const sending = client.send({ data: bytes.buffer });
    bytes.fill(0);
    await sending;
    await until(() => textsOf(messages).join('') === 'hello', 'the text');
    assert.notEqual(await portOf(client), 0);
  });

  test('a network takes a socket that is bound', async () => {
    const { client } = await connectedPair();
    await connection.getDefaultNetSync().bindSocket(client);
  });

  test('errors have the numbers of Linux, whatever the system has for them', () => {
    const error = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', errno: -4078 });
    assert.equal(errnoOf(error), Errno.ECONNREFUSED);
  });

  test('UDP sends in one piece what the kernel takes in one', async () => {
    const { socket: receiver, port } = await boundUdp();
    const messages = collect(receiver, 'message');
    const { socket: sender } = await boundUdp();
    await sender.send({ data: 'hello', address: toPort(port) });
    await until(() => messages.length > 0, 'the datagram');
    assert.deepEqual(textsOf(messages), ['hello']);
  });
});
