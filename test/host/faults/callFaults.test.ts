import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faults } from '../control.ts';
import {
  boundUdp,
  cleanUpAfterEach,
  collect,
  connectedPair,
  fails,
  LOOPBACK,
  newServer,
  newUdp,
  textsOf,
  toPort,
  until
} from '../support/sockets.ts';

cleanUpAfterEach();

// What else the faults of calls do, test/faults shows on the library: each of its cases would fail with one that does not hit.
describe('faults of calls', () => {
  test('servers and accepted connections have a number of their own', async () => {
    const pair = await connectedPair();
    faults.add({ call: 'listen', effect: { fails: 13 } });
    faults.add({ kind: 'connection', call: 'send', effect: { fails: 32 } });
    const listening = newServer().listen(LOOPBACK);
    await fails(listening, 2303113, 'Permission denied');
    await fails(pair.accepted.send({ data: 'x' }), 2303132, 'Broken pipe');
    faults.reset();
  });

  test('a failure reaches the callback of a call, and late', async () => {
    const socket = newUdp();
    const answer = (): Promise<unknown> =>
      new Promise((resolve) => void socket.getState((...args: unknown[]) => resolve(args)));
    faults.add({ call: 'getState', effect: { fails: 9 }, times: 1 });
    assert.deepEqual(await answer(), [{ code: 2301009, message: 'Bad file descriptor' }, undefined]);
    faults.add({ call: 'getState', effect: { answersAfter: 60 } });
    const start = performance.now();
    await answer();
    assert.ok(performance.now() - start >= 55);
  });

  test('any call fails', async () => {
    faults.add({ call: '*', effect: { fails: 'parameters' } });
    const socket = newUdp();
    for (const call of ['getState', 'close', 'getSocketFd'] as const) {
      await fails(socket[call](), 401, 'Parameter error');
    }
  });

  test('a send that starts late sends what its buffer held at the call', async () => {
    const { socket, port } = await boundUdp();
    const messages = collect(socket, 'message');
    faults.add({ call: 'send', effect: { startsAfter: 40 } });
    const data = new TextEncoder().encode('before').buffer;
    const sending = socket.send({ data, address: toPort(port) });
    new Uint8Array(data).fill(0);
    assert.deepEqual(messages, []);
    await sending;
    await until(() => messages.length > 0, 'the datagram');
    assert.deepEqual(textsOf(messages), ['before']);
  });

  test('a send blocks the thread', async () => {
    const { socket, port } = await boundUdp();
    faults.add({ call: 'send', effect: { blocks: 50 } });
    const start = performance.now();
    const sending = socket.send({ data: 'x', address: toPort(port) });
    assert.ok(performance.now() - start >= 45);
    await sending;
  });
});
