import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { companion, companionFile, probe } from './support/addons.ts';
import { closeSocket, openSocket, tcpConnection } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

const LIMIT_MS = 120_000;

/** Descriptors that the listener was told, in its order. */
const told: number[] = [];
/** What each of these was awaited with. */
const generations: number[] = [];
/** Those that were told although they could not be sent on. */
const toldTooEarly: number[] = [];

before(() => {
  assert.equal(companion.awaitWritable(0), failure('EINVAL'));
  assert.equal(
    companion.watchWritable((fd, generation) => {
      told.push(fd);
      generations.push(generation);
      if ((probe.pollForSending(fd) & linux.pollOut) === 0) toldTooEarly.push(fd);
    }),
    0
  );
});

after(() => assert.deepEqual(toldTooEarly, []));

/** @param meanwhile is done again and again */
async function untilTold(fd: number, meanwhile: () => void = () => undefined): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!told.includes(fd)) {
    assert.ok(Date.now() < end, `nobody was told of ${fd}, only of ${told.join()}`);
    meanwhile();
    await delay(1);
  }
}

function fullConnection(t: TestContext): { sender: number; receiver: number } {
  told.length = 0;
  const connection = tcpConnection(t, { sendBuffer: 50_000 });
  while (probe.sendBytes(connection.sender, 100_000) > 0);
  return connection;
}

test('there is one listener', () => {
  assert.equal(
    companion.watchWritable(() => undefined),
    failure('EALREADY')
  );
});

test('a socket with room: told at once, and once', async (t) => {
  told.length = 0;
  const { sender } = tcpConnection(t);
  const other = tcpConnection(t).sender;
  assert.equal(companion.awaitWritable(sender), 0);
  await untilTold(sender);
  assert.equal(companion.awaitWritable(other), 0);
  await untilTold(other);
  assert.deepEqual(told, [sender, other]);
});

test('a full socket: told when the peer has read, each time that it is awaited', async (t) => {
  const { sender, receiver } = fullConnection(t);
  for (let i = 0; i < 3; i++) {
    assert.equal(companion.awaitWritable(sender), 0);
    await untilTold(sender, () => probe.receiveBytes(receiver, 100_000));
    while (probe.sendBytes(sender, 100_000) > 0);
    told.length = 0;
  }
});

test('the listener is told what a socket was awaited with', async (t) => {
  for (const generation of [0, 1, 2 ** 31 - 1]) {
    const { sender } = tcpConnection(t);
    told.length = 0;
    assert.equal(companion.awaitWritable(sender, generation), 0);
    await untilTold(sender);
    assert.equal(generations.at(-1), generation);
  }
});

test('awaited twice: told once', async (t) => {
  const { sender, receiver } = fullConnection(t);
  const other = tcpConnection(t).sender;
  assert.equal(companion.awaitWritable(sender), 0);
  assert.equal(companion.awaitWritable(sender), 0);
  await untilTold(sender, () => probe.receiveBytes(receiver, 100_000));
  assert.equal(companion.awaitWritable(other), 0);
  await untilTold(other);
  assert.deepEqual(told, [sender, other]);
});

test('a reset connection is told', async (t) => {
  const { sender, receiver } = fullConnection(t);
  assert.equal(companion.awaitWritable(sender), 0);
  closeSocket(receiver);
  await untilTold(sender);
  // It may have been told of room first.
  while (companion.writableBytes(sender) !== failure('ENOTCONN')) {
    told.length = 0;
    assert.equal(companion.awaitWritable(sender), 0);
    await untilTold(sender);
  }
});

test('a socket that is closed is forgotten', async (t) => {
  const { sender } = fullConnection(t);
  const other = tcpConnection(t).sender;
  assert.equal(companion.awaitWritable(sender), 0);
  closeSocket(sender);
  assert.equal(companion.awaitWritable(sender), failure('EBADF'));
  assert.equal(companion.awaitWritable(other), 0);
  await untilTold(other);
  assert.deepEqual(told, [other]);
});

test('many sockets at the same time', async (t) => {
  told.length = 0;
  const senders = Array.from({ length: 100 }, () => tcpConnection(t).sender);
  for (const sender of senders) assert.equal(companion.awaitWritable(sender), 0);
  for (const sender of senders) await untilTold(sender);
  assert.equal(told.length, senders.length);
});

test('a socket that is not connected is told: a send fails at once', async (t) => {
  told.length = 0;
  const fd = openSocket(t, linux.ipv4, linux.stream);
  assert.equal(companion.awaitWritable(fd), 0);
  await untilTold(fd);
});

const PREAMBLE = `
  const { workerData } = require('node:worker_threads');
  const companion = require(workerData.companionFile);`;

/** Runs a thread with a companion of its own. @returns its exit code; fails with what it threw */
async function runThread(script: string, fd: number): Promise<number> {
  const worker = new Worker(PREAMBLE + script, {
    eval: true,
    execArgv: [],
    workerData: { companionFile, fd }
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', resolve);
  });
}

test('a watch keeps no thread alive', async (t) => {
  const { sender } = fullConnection(t);
  const script = 'companion.watchWritable(() => undefined); companion.awaitWritable(workerData.fd);';
  assert.equal(await runThread(script, sender), 0);
});

test('threads that end while they are told', async (t) => {
  const { sender } = tcpConnection(t);
  const script = `
    let count = 0;
    companion.watchWritable((fd) => {
      companion.awaitWritable(fd);
      if (++count === 200) process.exit(3);
    });
    companion.awaitWritable(workerData.fd);
    setInterval(() => undefined, 1000);`;
  const ends = await Promise.all([1, 2, 3, 4].map(() => runThread(script, sender)));
  assert.deepEqual(ends, [3, 3, 3, 3]);
});

test('a thread ends although somebody has closed the descriptor that its watch waits with', async (t) => {
  const { sender } = fullConnection(t);
  const script = `
    const fs = require('node:fs');
    const folder = '/proc/self/fd/';
    const isPoll = (fd) => fs.existsSync(folder + fd) && fs.readlinkSync(folder + fd) === 'anon_inode:[eventpoll]';
    const before = fs.readdirSync(folder).filter(isPoll);
    companion.watchWritable(() => undefined);
    companion.awaitWritable(workerData.fd);
    const own = fs.readdirSync(folder).filter(isPoll).filter((fd) => !before.includes(fd));
    own.forEach((fd) => fs.closeSync(Number(fd)));
    companion.shutDown(workerData.fd, 2);
    process.exit(own.length);`;
  assert.equal(await runThread(script, sender), 1);
});
