import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hosts } from '../control.ts';
import {
  boundUdp,
  cleanUpAfterEach,
  collect,
  fails,
  LOOPBACK,
  type Message,
  newUdp,
  next,
  portOf,
  rejectionOf,
  textsOf,
  toPort,
  until
} from '../support/sockets.ts';

cleanUpAfterEach();

describe('UDP socket of the host module', () => {
  test('splits what exceeds the send buffer into datagrams', async () => {
    const { socket, port } = await boundUdp();
    const messages = collect(socket, 'message');
    await socket.setExtraOptions({ sendBufferSize: 2048 });
    const bytes = new Uint8Array(6000).map((_, index) => index % 251);
    await socket.send({ data: bytes.buffer, address: toPort(port) });
    await until(() => messages.length === 2, 'two datagrams');
    const pieces = messages.map((payload) => Buffer.from((payload as Message).message));
    assert.deepEqual(Buffer.concat(pieces), Buffer.from(bytes));
  });

  test('drops what arrives while it closes', async () => {
    const { socket, port } = await boundUdp();
    const sender = await boundUdp();
    const messages = collect(socket, 'message');
    const closing = socket.close();
    await sender.socket.send({ data: 'too late', address: toPort(port) });
    await closing;
    assert.deepEqual(messages, []);
  });

  test('is deaf when it is bound again after a close', async () => {
    const sender = await boundUdp();
    const socket = newUdp();
    await socket.bind(LOOPBACK);
    await socket.close();
    const listening = collect(socket, 'listening');
    await socket.bind(LOOPBACK);
    assert.equal(listening.length, 1);
    const messages = collect(socket, 'message');
    const arriving = next(sender.socket, 'message');
    await sender.socket.send({ data: 'unheard', address: toPort(await portOf(socket)) });
    await socket.send({ data: 'still sends', address: toPort(sender.port) });
    assert.deepEqual(textsOf([await arriving]), ['still sends']);
    assert.deepEqual(messages, []);
  });

  test('remembers reuseAddress although setting it before bind fails', async () => {
    const sockets = [newUdp(), newUdp()] as const;
    for (const socket of sockets) {
      const setting = socket.setExtraOptions({ reuseAddress: true });
      await fails(setting, 2301009, 'Bad file descriptor');
    }
    await sockets[0].bind(LOOPBACK);
    const port = await portOf(sockets[0]);
    await sockets[1].bind(toPort(port));
    assert.equal(await portOf(sockets[1]), port);
  });

  test('reads the address of bind as literal of its family, localhost or number', async () => {
    const refused = [
      { address: '' },
      { address: '999.1.1.1' },
      { address: 'example.invalid' },
      { address: '::1', family: 1 },
      { address: '127.0.0.1', family: 2 },
      { address: '4294967296' }
    ];
    for (const address of refused) {
      const socket = newUdp();
      const reason = await rejectionOf(socket.bind({ port: 0, ...address }));
      assert.deepEqual(reason, { code: 401, message: 'Parameter error' }, JSON.stringify(address));
    }
    const accepted = [
      { address: 'localhost', bound: '127.0.0.1' },
      { address: '16777343', bound: '127.0.0.1' },
      { address: '0', bound: '0.0.0.0' }
    ];
    for (const { address, bound } of accepted) {
      const socket = newUdp();
      await socket.bind({ address, port: 0 });
      assert.equal(((await socket.getLocalAddress()) as { address: string }).address, bound);
      await socket.close();
    }
  });

  test('sends after a failed bind from a port of the kernel, and hears nothing', async () => {
    const receiver = await boundUdp();
    const socket = newUdp();
    const binding = socket.bind({ address: '192.0.2.77', port: 0 });
    await fails(binding, 2301099, 'Address not available');
    assert.deepEqual(await socket.getLocalAddress(), { address: '0.0.0.0', family: 1, port: 0 });
    const arriving = next(receiver.socket, 'message');
    await socket.send({ data: 'x', address: toPort(receiver.port) });
    const { remoteInfo } = (await arriving) as Message;
    assert.equal(remoteInfo.port, await portOf(socket));
  });

  test('asks the table of hosts for names, and no resolver', async () => {
    hosts.set('printer.test', ['::1', '127.0.0.1']);
    const { socket, port } = await boundUdp();
    const arriving = next(socket, 'message');
    await socket.send({ data: 'x', address: { address: 'printer.test', port, family: 1 } });
    await arriving;
    const unknown = socket.send({ data: 'x', address: { address: 'unknown.test', port } });
    await fails(unknown, 2301013, 'Permission denied');
  });

  test('refuses families that do not fit its own', async () => {
    const { socket } = await boundUdp();
    const toV6 = socket.send({ data: 'x', address: { address: '::1', port: 9, family: 2 } });
    await fails(toV6, 2301097, 'Address family not supported by protocol');
    const v6 = newUdp();
    await v6.bind({ address: '::1', port: 0, family: 2 });
    const toV4 = v6.send({ data: 'x', address: toPort(9) });
    await fails(toV4, 2301101, 'Network unreachable');
  });

  test('ignores the callback when the address contradicts the family', async () => {
    const { socket } = await boundUdp();
    const calledBack: unknown[] = [];
    const address = { address: '::1', port: 9, family: 1 };
    const sending = socket.send({ data: 'x', address }, (error: unknown) => calledBack.push(error));
    await fails(sending, 401, 'Parameter error');
    assert.deepEqual(calledBack, []);
  });
});
