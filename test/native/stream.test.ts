import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
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

test('sent bytes: as many as the socket takes, then none for now', (t) => {
  const { sender, receiver } = tcpConnection(t);
  assert.equal(companion.sendBytes(sender, new ArrayBuffer(5)), 5);
  assert.equal(probe.receiveBytes(receiver, 100), 5);
  let total = 0;
  for (let taken = 1; taken > 0; total += Math.max(taken, 0)) {
    taken = companion.sendBytes(sender, new ArrayBuffer(1_000_000));
    if (taken <= 0) assert.equal(taken, failure('EAGAIN'));
  }
  assert.ok(total > 0);
  assert.equal(companion.resetConnection(receiver), 0);
  assert.equal(companion.sendBytes(sender, new ArrayBuffer(1)), failure('ECONNRESET'));
  assert.equal(companion.sendBytes(sender, new ArrayBuffer(1)), failure('EPIPE'));
});

for (const [address, domain] of [
  ['127.0.0.1', linux.ipv4],
  ['::1', linux.ipv6]
] as const) {
  test(`a connection to ${address}: begun without waiting`, async (t) => {
    const listener = openSocket(t, domain, linux.stream);
    succeed(probe.bind(listener, address, 0));
    succeed(probe.listen(listener));
    const port = succeed(probe.localPort(listener));
    const client = openSocket(t, domain, linux.stream);
    assert.ok([0, failure('EINPROGRESS')].includes(companion.connectTo(client, address, port)));
    assert.equal(await ended(client), 0);
    assert.ok(companion.writableBytes(client) > 0);
  });

  test(`a connection to ${address} that is refused: told, once`, async (t) => {
    const other = openSocket(t, domain, linux.stream);
    succeed(probe.bind(other, address, 0));
    const client = openSocket(t, domain, linux.stream);
    companion.connectTo(client, address, succeed(probe.localPort(other)));
    assert.equal(await ended(client), failure('ECONNREFUSED'));
    assert.equal(companion.connectionError(client), failure('ENOTCONN'));
  });
}

test('a connection that is still being made: none yet', (t) => {
  const listener = openSocket(t, linux.ipv4, linux.stream);
  succeed(probe.bind(listener, '127.0.0.1', 0));
  succeed(probe.listen(listener));
  const port = succeed(probe.localPort(listener));
  // The listener's queue is full with these, the kernel drops what follows.
  for (let i = 0; i < 2; i++)
    succeed(probe.connect(openSocket(t, linux.ipv4, linux.stream), '127.0.0.1', port));
  const client = openSocket(t, linux.ipv4, linux.stream);
  assert.equal(companion.connectTo(client, '127.0.0.1', port), failure('EINPROGRESS'));
  assert.equal(companion.connectionError(client), failure('EINPROGRESS'));
});

test('a connection that was never begun: none', (t) => {
  assert.equal(companion.connectionError(openSocket(t, linux.ipv4, linux.stream)), failure('ENOTCONN'));
});

test('a connection to nothing of the kind: refused at once', (t) => {
  const client = openSocket(t, linux.ipv4, linux.stream);
  for (const address of ['::1', 'localhost', '']) {
    assert.equal(companion.connectTo(client, address, 1), failure('EINVAL'));
  }
});

/** How an attempt to connect has ended; on loopback it takes no time that is worth an event. */
async function ended(fd: number): Promise<number> {
  while ((probe.pollForSending(fd) & linux.pollOut) === 0) await delay(1);
  return companion.connectionError(fd);
}

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
  { timeout: 600_000 },
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
