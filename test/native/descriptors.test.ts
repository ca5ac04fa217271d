import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { companion, probe } from './support/addons.ts';
import { openSocket, succeed, tcpConnection, udpSocket } from './support/descriptors.ts';
import type { Owner } from './support/descriptors.ts';
import { call, FUNCTIONS } from './support/functions.ts';
import { failure, linux } from './support/linux.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

// Without a listener neither awaitWritable nor awaitReadable looks at a descriptor.
companion.watchWritable(() => undefined);
companion.watchReadable(() => undefined);

/** What each function that takes the descriptor of such a socket makes of this one. */
function expectAll(kinds: readonly string[], fd: number, expected: number): void {
  const functions = Object.entries(FUNCTIONS).filter(([, { of }]) => kinds.includes(of));
  assert.ok(functions.length > 0);
  for (const [name, { right }] of functions) assert.equal(call(name, right.with(0, fd)), expected, name);
}

function reserve(owner: Owner): number {
  const id = succeed(companion.reservePort(4, '127.0.0.1'));
  owner.after(() => companion.releasePort(id));
  return id;
}

/** Every function that takes a descriptor; the one for reservations takes it beside an id. */
function expectOfAll(id: number, fd: number, expected: number): void {
  expectAll(['udp', 'tcp', 'socket'], fd, expected);
  assert.equal(companion.confirmPort(id, fd), expected, 'confirmPort');
}

test('a closed descriptor, and one that never was', (t) => {
  const id = reserve(t);
  const fd = succeed(probe.openSocket(linux.ipv4, linux.datagram));
  succeed(probe.close(fd));
  for (const closed of [fd, -1, 1_000_000, 2 ** 31 - 1]) expectOfAll(id, closed, failure('EBADF'));
});

test('a file: nothing of it changes', (t) => {
  const id = reserve(t);
  const file = path.join(temporaryFolder(t), 'file');
  writeFileSync(file, 'untouched');
  const fd = openSync(file, 'r+');
  expectOfAll(id, fd, failure('ENOTSOCK'));
  const rest = Buffer.alloc(20);
  assert.equal(readSync(fd, rest), 'untouched'.length);
  closeSync(fd);
  assert.equal(readFileSync(file, 'utf8'), 'untouched');
});

test('a folder and a device', (t) => {
  const id = reserve(t);
  for (const file of [tmpdir(), '/dev/null']) {
    const fd = openSync(file, 'r');
    expectOfAll(id, fd, failure('ENOTSOCK'));
    closeSync(fd);
  }
});

test('a pipe', (t) => {
  const id = reserve(t);
  const pipe = path.join(temporaryFolder(t), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const fd = openSync(pipe, 'r+');
  expectOfAll(id, fd, failure('ENOTSOCK'));
  closeSync(fd);
});

test('sockets of another family', (t) => {
  const id = reserve(t);
  for (const type of [linux.stream, linux.datagram]) {
    expectOfAll(id, openSocket(t, linux.unix, type), failure('EAFNOSUPPORT'));
  }
});

test('a TCP socket where UDP is needed: its TTL stays', (t) => {
  const { sender } = tcpConnection(t);
  const before = probe.getOption(sender, linux.ipLevel, linux.ipTtl);
  expectAll(['udp'], sender, failure('EPROTOTYPE'));
  assert.equal(probe.getOption(sender, linux.ipLevel, linux.ipTtl), before);
});

test('a UDP socket where TCP is needed', (t) => {
  expectAll(['tcp'], udpSocket(t), failure('EPROTOTYPE'));
});

test('a socket that is not the one for the reservation keeps SO_REUSEADDR', (t) => {
  const id = reserve(t);
  for (const domain of [linux.ipv4, linux.ipv6]) {
    const fd = openSocket(t, domain, linux.datagram);
    succeed(probe.setOption(fd, linux.socketLevel, linux.reuseAddress, 1));
    assert.equal(companion.confirmPort(id, fd), failure('EADDRINUSE'));
    assert.equal(probe.getOption(fd, linux.socketLevel, linux.reuseAddress), 1);
  }
});
