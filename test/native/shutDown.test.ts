import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companion, probe } from './support/addons.ts';
import { openSocket, succeed, tcpConnection } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

const SENDING = 1;
const BOTH = 2;

test('sending ended: the peer gets what was sent before, then the end; the other direction goes on', (t) => {
  const { sender, receiver } = tcpConnection(t);
  succeed(probe.sendBytes(sender, 5));
  assert.equal(companion.shutDown(sender, SENDING), 0);
  assert.equal(probe.receiveBytes(receiver, 100), 5);
  assert.equal(probe.receiveBytes(receiver, 100), 0);
  assert.equal(probe.sendBytes(sender, 1), failure('EPIPE'));
  assert.equal(probe.sendBytes(receiver, 3), 3);
  assert.equal(probe.receiveBytes(sender, 100), 3);
});

test('both directions ended: neither end gets more, and the descriptor stays', (t) => {
  const { sender, receiver } = tcpConnection(t);
  assert.equal(companion.shutDown(sender, BOTH), 0);
  assert.equal(probe.receiveBytes(sender, 100), 0);
  assert.equal(probe.receiveBytes(receiver, 100), 0);
  succeed(companion.getSendBufferSize(sender));
});

test('refused: without a connection, and for another direction', (t) => {
  assert.equal(companion.shutDown(openSocket(t, linux.ipv4, linux.stream), SENDING), failure('ENOTCONN'));
  const { sender } = tcpConnection(t);
  for (const direction of [0, 3, -1]) {
    assert.equal(companion.shutDown(sender, direction), failure('EINVAL'));
  }
  assert.equal(probe.sendBytes(sender, 1), 1);
});
