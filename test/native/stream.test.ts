import assert from 'node:assert/strict';
import { before, test } from 'node:test';
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

test('a reset: the peer is told of it, and the descriptor stays', (t) => {
  const { sender, receiver } = tcpConnection(t);
  assert.equal(companion.resetConnection(sender), 0);
  assert.equal(companion.receiveBytes(receiver), failure('ECONNRESET'));
  assert.equal(companion.shutDown(sender, SENDING), failure('ENOTCONN'));
  succeed(companion.getSendBufferSize(sender));
});

test('options: as the kernel tells them afterwards', (t) => {
  const { sender } = tcpConnection(t);
  for (const isOn of [1, 0]) {
    assert.equal(companion.setNoDelay(sender, isOn), 0);
    assert.equal(probe.getOption(sender, linux.tcpLevel, linux.tcpNoDelay), isOn);
    assert.equal(companion.setKeepAlive(sender, isOn), 0);
    assert.equal(probe.getOption(sender, linux.socketLevel, linux.keepAlive), isOn);
  }
  for (const flag of [-1, 2]) {
    assert.equal(companion.setNoDelay(sender, flag), failure('EINVAL'));
    assert.equal(companion.setKeepAlive(sender, flag), failure('EINVAL'));
  }
});

function bytesIn(result: ArrayBuffer | number): number {
  assert.ok(result instanceof ArrayBuffer, 'an error in the place of bytes');
  return result.byteLength;
}

test('received bytes: at most 65536 at once, then none for now, then the end', (t) => {
  const { sender, receiver } = tcpConnection(t);
  assert.equal(companion.receiveBytes(receiver), failure('EAGAIN'));
  succeed(probe.sendBytes(sender, 70_000));
  assert.equal(bytesIn(companion.receiveBytes(receiver)), 65_536);
  assert.equal(bytesIn(companion.receiveBytes(receiver)), 70_000 - 65_536);
  assert.equal(companion.receiveBytes(receiver), failure('EAGAIN'));
  assert.equal(companion.shutDown(sender, SENDING), 0);
  assert.equal(bytesIn(companion.receiveBytes(receiver)), 0);
});

const told: number[] = [];
let onTold: () => void = () => undefined;

before(() => {
  assert.equal(companion.awaitReadable(0), failure('EINVAL'));
  assert.equal(
    companion.watchReadable((fd) => {
      told.push(fd);
      onTold();
    }),
    0
  );
});

test(
  'who waits for bytes is told of them once, and again only when asked',
  { timeout: 10_000 },
  async (t) => {
    const { sender, receiver } = tcpConnection(t);
    // The watch keeps no process alive.
    const alive = setInterval(() => undefined, 1000);
    t.after(() => clearInterval(alive));
    for (const end of ['bytes', 'end']) {
      const next = new Promise<void>((resolve) => (onTold = resolve));
      assert.equal(companion.awaitReadable(receiver), 0);
      if (end === 'bytes') succeed(probe.sendBytes(sender, 1));
      else assert.equal(companion.shutDown(sender, BOTH), 0);
      await next;
      assert.equal(bytesIn(companion.receiveBytes(receiver)), end === 'bytes' ? 1 : 0);
    }
    assert.deepEqual(told, [receiver, receiver]);
  }
);
