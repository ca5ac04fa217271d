import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faults } from '../control.ts';
import {
  boundUdp,
  cleanUpAfterEach,
  collect,
  fails,
  LOOPBACK,
  newServer,
  newUdp,
  next,
  portOf,
  toPort
} from '../support/sockets.ts';

cleanUpAfterEach();

// Binds to another port and connects that hang, are refused or come late are those of test/faults.
describe('faults of the kernel', () => {
  test('a send overtakes a late bind, which then fails and leaves the socket deaf', async () => {
    const receiver = await boundUdp();
    faults.add({ kind: 'udp', bind: { after: 50 } });
    const socket = newUdp();
    const binding = fails(socket.bind(LOOPBACK), 2301022, 'Invalid argument');
    const arriving = next(receiver.socket, 'message');
    await socket.send({ data: 'first', address: toPort(receiver.port) });
    await binding;
    await arriving;
    const heard = collect(socket, 'message');
    await receiver.socket.send({ data: 'unheard', address: toPort(await portOf(socket)) });
    const sentLater = next(receiver.socket, 'message');
    await receiver.socket.send({ data: 'heard', address: toPort(receiver.port) });
    await sentLater;
    assert.deepEqual(heard, []);
  });

  test('a server listens elsewhere', async () => {
    const server = newServer();
    await server.listen(LOOPBACK);
    const port = await portOf(server);
    await server.close();
    faults.add({ kind: 'server', bind: { port: 0 } });
    await server.listen(toPort(port));
    assert.notEqual(await portOf(server), port);
  });
});
