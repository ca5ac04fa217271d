import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { faults, resetHost } from '../control.ts';
import socketModule from '../modules/@ohos.net.socket.ts';
import { boundUdp, collect, LOOPBACK, next, portOf, rejectionOf, toPort } from '../support/sockets.ts';

afterEach(() => resetHost());

describe('faults of the kernel', () => {
  test('bind lands on another port and reports success', async () => {
    const { socket: other, port: wanted } = await boundUdp();
    await other.close();
    faults.add({ bind: { port: 0 }, times: 1 });
    const socket = socketModule.constructUDPSocketInstance();
    const listening = collect(socket, 'listening');
    await socket.bind(toPort(wanted));
    assert.equal(listening.length, 1);
    assert.notEqual(await portOf(socket), wanted);
    await socket.close();
  });

  test('a send overtakes a late bind, which then fails and leaves the socket deaf', async () => {
    const receiver = await boundUdp();
    faults.add({ kind: 'udp', instance: 1, bind: { after: 50 } });
    const socket = socketModule.constructUDPSocketInstance();
    const binding = rejectionOf(socket.bind(LOOPBACK));
    const arriving = next(receiver.socket, 'message');
    await socket.send({ data: 'first', address: toPort(receiver.port) });
    assert.deepEqual(await binding, { code: 2301022, message: 'Invalid argument' });
    await arriving;
    const heard = collect(socket, 'message');
    await receiver.socket.send({ data: 'unheard', address: toPort(await portOf(socket)) });
    const sentLater = next(receiver.socket, 'message');
    await receiver.socket.send({ data: 'heard', address: toPort(receiver.port) });
    await sentLater;
    assert.deepEqual(heard, []);
    await Promise.all([socket.close(), receiver.socket.close()]);
  });

  test('a connect that hangs fails at its timeout as a refused one does', async () => {
    const server = socketModule.constructTCPSocketServerInstance();
    await server.listen(LOOPBACK);
    const to = { address: toPort(await portOf(server)), timeout: 60 };
    faults.add({ connect: 'hangs', times: 1 });
    const socket = socketModule.constructTCPSocketInstance();
    const start = performance.now();
    assert.deepEqual(await rejectionOf(socket.connect(to)), {
      code: 2301115,
      message: 'Operation in progress'
    });
    assert.ok(performance.now() - start >= 55);
    await socket.close();
    await server.close();
  });

  test('a connect is refused, and the descriptor is as after any refusal', async () => {
    const server = socketModule.constructTCPSocketServerInstance();
    await server.listen(LOOPBACK);
    const to = { address: toPort(await portOf(server)) };
    faults.add({ connect: 'refused', times: 1 });
    const socket = socketModule.constructTCPSocketInstance();
    assert.deepEqual(await rejectionOf(socket.connect(to)), {
      code: 2301115,
      message: 'Operation in progress'
    });
    assert.deepEqual(await socket.getState(), { isBound: true, isClose: false, isConnected: false });
    assert.deepEqual(await rejectionOf(socket.connect(to)), { code: 2301103, message: 'Connection aborted' });
    await socket.connect(to);
    await Promise.all([socket.close(), server.close()]);
  });

  test('a connect succeeds late, and is pending until then', async () => {
    const server = socketModule.constructTCPSocketServerInstance();
    await server.listen(LOOPBACK);
    const to = { address: toPort(await portOf(server)) };
    faults.add({ connect: { after: 80 } });
    const socket = socketModule.constructTCPSocketInstance();
    const connected = collect(socket, 'connect');
    const connecting = socket.connect(to);
    assert.deepEqual(await rejectionOf(socket.send({ data: 'x' })), {
      code: 2301107,
      message: 'Socket not connected'
    });
    assert.deepEqual(connected, []);
    await connecting;
    assert.equal(connected.length, 1);
    await Promise.all([socket.close(), server.close()]);
  });

  test('a server listens elsewhere', async () => {
    const server = socketModule.constructTCPSocketServerInstance();
    await server.listen(LOOPBACK);
    const port = await portOf(server);
    await server.close();
    faults.add({ kind: 'server', bind: { port: 0 } });
    await server.listen(toPort(port));
    assert.notEqual(await portOf(server), port);
    await server.close();
  });
});
