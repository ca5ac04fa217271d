import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'node:test';
import { Chance } from '../host/socket/chance.ts';
import { companion, probe, UNTOLD_VARIABLE } from './support/addons.ts';
import { closeSocket, openSocket, succeed, tcpConnection } from './support/descriptors.ts';
import type { TcpSetup } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

/** Undefined: the system's default, with which a send buffer grows by itself. */
const SEGMENTS = [undefined, 88, 536, 1448, 16_000];
const SEND_BUFFERS = [undefined, 2304, 10_000, 50_000, 1_000_000];
const SETUPS: readonly TcpSetup[] = SEGMENTS.flatMap((maximumSegment) =>
  SEND_BUFFERS.map((sendBuffer) => ({ maximumSegment, sendBuffer }))
);
/** Sends for each setup. */
const ROUNDS = 150;
const WAIT_LIMIT_MS = 120_000;
const SEED = 20_240_607;

const chance = new Chance(SEED);

function randomTo(most: number): number {
  return 1 + chance.below(most);
}

/**
 * Where the kernel does not tell what the send queue takes: it may grow by itself between two calls, and nobody knows. The system
 * waits for room then, before it sends.
 */
const MAY_GROW = process.env[UNTOLD_VARIABLE] !== undefined;

/** Sends what the socket is said to take. @returns the bytes, 0 when it takes none */
function sendWritable(fd: number, setup: TcpSetup): number {
  const writable = companion.writableBytes(fd);
  assert.ok(writable >= 0, `writableBytes: ${writable}`);
  if (writable === 0) return 0;
  const count = chance.next() < 0.7 ? writable : randomTo(writable);
  // As @ohos.net.socket does: it polls, then it sends.
  const polled = probe.pollForSending(fd);
  if (MAY_GROW && polled === 0) return 0;
  assert.equal(polled, linux.pollOut);
  assert.equal(probe.sendBytes(fd, count), count, `of ${writable} with ${JSON.stringify(setup)}`);
  return count;
}

/** Sends until there is no room. */
function fill(fd: number, setup: TcpSetup = {}): number {
  let total = 0;
  for (let sent = -1; sent !== 0; total += sent) sent = sendWritable(fd, setup);
  return total;
}

async function waitUntil(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + WAIT_LIMIT_MS;
  while (!isTrue()) {
    assert.ok(Date.now() < end, 'waited in vain');
    await delay(1);
  }
}

test('a peer that never reads: every send that is announced is taken whole, until there is no room', (t) => {
  for (const setup of SETUPS) {
    const { sender } = tcpConnection(t, setup);
    assert.ok(fill(sender, setup) > 0);
  }
});

test('a peer that reads now and then: the same', (t) => {
  for (const setup of SETUPS) {
    const { sender, receiver } = tcpConnection(t, setup);
    for (let i = 0; i < ROUNDS; i++) {
      sendWritable(sender, setup);
      if (chance.next() < 0.6) probe.receiveBytes(receiver, randomTo(chance.next() < 0.8 ? 3000 : 300_000));
    }
  }
});

test('packets that are lost and sent again: the same', async (t) => {
  for (const setup of SETUPS) {
    const { sender, receiver } = tcpConnection(t, setup);
    succeed(probe.dropPackets(receiver, 20));
    for (let i = 0; i < ROUNDS; i++) {
      sendWritable(sender, setup);
      probe.receiveBytes(receiver, randomTo(100_000));
      if (i % 50 === 0) await delay(1); // lets retransmissions happen in between
    }
  }
});

test('without the reserve a send would not be taken whole', (t) => {
  const { sender } = tcpConnection(t);
  fill(sender);
  const most = companion.getSendBufferSize(sender);
  assert.ok(probe.sendBytes(sender, most) < most);
});

test('room comes back when the peer reads', async (t) => {
  const { sender, receiver } = tcpConnection(t);
  const sent = fill(sender);
  let received = 0;
  await waitUntil(() => {
    received += Math.max(0, probe.receiveBytes(receiver, sent));
    return received === sent;
  });
  await waitUntil(() => companion.writableBytes(sender) > 0 && companion.pendingBytes(sender) === 0);
});

test('pending bytes are those that the peer has not acknowledged', async (t) => {
  const { sender, receiver } = tcpConnection(t, { sendBuffer: 500_000 });
  assert.equal(companion.pendingBytes(sender), 0);
  const sent = fill(sender);
  const pending = companion.pendingBytes(sender);
  assert.ok(pending > 0 && pending <= sent, `${pending} of ${sent}`);
  await waitUntil(() => {
    probe.receiveBytes(receiver, sent);
    return companion.pendingBytes(sender) === 0;
  });
});

test('taken bytes grow by what was sent, however much the peer has acknowledged meanwhile', async (t) => {
  for (const setup of SETUPS) {
    const { sender, receiver } = tcpConnection(t, setup);
    let expected = companion.takenBytes(sender);
    assert.ok(expected >= 0, `takenBytes: ${expected}`);
    for (let i = 0; i < ROUNDS; i++) {
      expected += sendWritable(sender, setup);
      // An acknowledgement that comes at this moment may hide some bytes, so the question may be asked again.
      const answers = [1, 2, 3].map(() => companion.takenBytes(sender));
      assert.equal(Math.max(...answers), expected, JSON.stringify(setup));
      if (chance.next() < 0.6) probe.receiveBytes(receiver, randomTo(100_000));
      if (i % 50 === 0) await delay(1); // lets acknowledgements and windows follow
    }
  }
});

test('taken bytes stay the same when the connection has ended', async (t) => {
  const { sender, receiver } = tcpConnection(t);
  const before = companion.takenBytes(sender);
  succeed(probe.sendBytes(sender, 1000));
  closeSocket(receiver); // with unread bytes: a reset
  await waitUntil(() => companion.writableBytes(sender) === failure('ENOTCONN'));
  assert.equal(companion.takenBytes(sender), before + 1000);
});

test('a limit on unsent data that the system may set is taken away', (t) => {
  const { sender } = tcpConnection(t);
  succeed(probe.setOption(sender, linux.tcpLevel, linux.tcpUnsentLimit, 1000));
  assert.ok(fill(sender) > 100_000);
});

test('before the connection', (t) => {
  const fd = openSocket(t, linux.ipv4, linux.stream);
  assert.equal(companion.writableBytes(fd), failure('ENOTCONN'));
  assert.equal(companion.pendingBytes(fd), 0);
});

test('a listening socket sends nothing', (t) => {
  const fd = openSocket(t, linux.ipv4, linux.stream);
  succeed(probe.bind(fd, '127.0.0.1', 0));
  succeed(probe.listen(fd));
  assert.equal(companion.writableBytes(fd), 0);
  assert.equal(companion.pendingBytes(fd), failure('EINVAL'));
});

test('after the peer has closed, data can still be sent', async (t) => {
  const { sender, receiver } = tcpConnection(t);
  // Nothing is unread, so the close sends FIN and not RST.
  closeSocket(receiver);
  await waitUntil(() => companion.pendingBytes(sender) === 0);
  assert.ok(companion.writableBytes(sender) > 0);
});

test('after the peer has reset the connection a send fails at once', async (t) => {
  const { sender, receiver } = tcpConnection(t);
  assert.equal(probe.sendBytes(sender, 10), 10);
  // Unread data make the close a reset.
  closeSocket(receiver);
  await waitUntil(() => companion.writableBytes(sender) === failure('ENOTCONN'));
  assert.ok(probe.sendBytes(sender, 10) < 0);
});
