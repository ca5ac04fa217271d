import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { faults, permissions, resetHost } from '../control.ts';
import socketModule from '../modules/@ohos.net.socket.ts';
import {
  boundUdp,
  closePair,
  collect,
  connectedPair,
  LOOPBACK,
  rejectionOf,
  textsOf,
  toPort,
  until
} from '../support/sockets.ts';

afterEach(() => resetHost());

describe('faults of calls', () => {
  test('a call fails with the code of an errno, and does nothing', async () => {
    faults.add({ call: 'bind', effect: { fails: 13 } });
    const socket = socketModule.constructUDPSocketInstance();
    const listening = collect(socket, 'listening');
    assert.deepEqual(await rejectionOf(socket.bind(LOOPBACK)), {
      code: 2301013,
      message: 'Permission denied'
    });
    assert.deepEqual(listening, []);
    assert.deepEqual(await socket.getState(), { isBound: false, isClose: false, isConnected: false });
  });

  test('servers and accepted connections have a number of their own', async () => {
    const pair = await connectedPair();
    faults.add({ call: 'listen', effect: { fails: 13 } });
    faults.add({ kind: 'connection', call: 'send', effect: { fails: 32 } });
    const listening = socketModule.constructTCPSocketServerInstance().listen(LOOPBACK);
    assert.deepEqual(await rejectionOf(listening), { code: 2303113, message: 'Permission denied' });
    const sending = pair.accepted.send({ data: 'x' });
    assert.deepEqual(await rejectionOf(sending), { code: 2303132, message: 'Broken pipe' });
    faults.reset();
    await closePair(pair);
  });

  test('a failure reaches the callback of a call', async () => {
    faults.add({ call: 'getState', effect: { fails: 9 } });
    const socket = socketModule.constructUDPSocketInstance();
    const answer = new Promise((resolve) => {
      socket.getState((...args: unknown[]) => resolve(args));
    });
    assert.deepEqual(await answer, [{ code: 2301009, message: 'Bad file descriptor' }, undefined]);
  });

  test('any call fails as one without permission or with wrong parameters, or without a text', async () => {
    const socket = socketModule.constructUDPSocketInstance();
    faults.add({ call: '*', effect: { fails: 'permission' }, times: 1 });
    assert.deepEqual(await rejectionOf(socket.getState()), { code: 201, message: 'Permission denied' });
    faults.add({ call: '*', effect: { fails: 'parameters' }, times: 1 });
    assert.deepEqual(await rejectionOf(socket.close()), { code: 401, message: 'Parameter error' });
    faults.add({ call: '*', effect: { fails: 9, withoutMessage: true }, times: 1 });
    assert.deepEqual(await rejectionOf(socket.getSocketFd()), { code: 2301009 });
  });

  test('without the permission every call that needs it is denied', async () => {
    permissions.deny('ohos.permission.INTERNET');
    const socket = socketModule.constructTCPSocketInstance();
    const denied = { code: 201, message: 'Permission denied' };
    assert.deepEqual(await rejectionOf(socket.bind(LOOPBACK)), denied);
    assert.deepEqual(await rejectionOf(socket.connect({ address: toPort(9) })), denied);
    assert.deepEqual(await rejectionOf(socket.close()), denied);
    assert.equal(await socket.getSocketFd(), undefined);
    permissions.grant('ohos.permission.INTERNET');
    await socket.bind(LOOPBACK);
    await socket.close();
  });

  test('an answer comes late, in both styles', async () => {
    faults.add({ call: 'getState', effect: { answersAfter: 60 } });
    const socket = socketModule.constructUDPSocketInstance();
    const start = performance.now();
    await socket.getState();
    assert.ok(performance.now() - start >= 55);
    const calledBack = performance.now();
    await new Promise((resolve) => {
      socket.getState(resolve);
    });
    assert.ok(performance.now() - calledBack >= 55);
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
    await socket.close();
  });

  test('a send blocks the thread', async () => {
    const { socket, port } = await boundUdp();
    faults.add({ call: 'send', effect: { blocks: 50 } });
    const start = performance.now();
    const sending = socket.send({ data: 'x', address: toPort(port) });
    assert.ok(performance.now() - start >= 45);
    await sending;
    await socket.close();
  });

  test('a close is never answered, and a vanished send sends nothing', async () => {
    const { socket, port } = await boundUdp();
    const messages = collect(socket, 'message');
    faults.add({ call: 'close', effect: 'neverAnswers', times: 1 });
    faults.add({ call: 'send', effect: 'vanishes', times: 1 });
    const closing = socket.close() as Promise<void>;
    await socket.send({ data: 'lost', address: toPort(port) });
    await socket.send({ data: 'kept', address: toPort(port) });
    await until(() => messages.length > 0, 'the datagram');
    assert.deepEqual(textsOf(messages), ['kept']);
    assert.equal(await Promise.race([closing.then(() => 'answered'), Promise.resolve('open')]), 'open');
    await socket.close();
  });

  test('a fault is for one socket of a kind', async () => {
    resetHost();
    faults.add({ kind: 'udp', instance: 1, call: 'bind', effect: { fails: 98 } });
    const sockets = [0, 1, 2].map(() => socketModule.constructUDPSocketInstance());
    const results = await Promise.allSettled(sockets.map((socket) => socket.bind(LOOPBACK)));
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled']
    );
    faults.reset();
    await Promise.allSettled(sockets.map((socket) => socket.close()));
  });
});
