import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { companion, probe } from './support/addons.ts';
import { openSocket, succeed, tcpConnection, udpSocket } from './support/descriptors.ts';
import type { Owner } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

type CallWithDescriptor = (fd: number) => number;

const FOR_UDP: Readonly<Record<string, CallWithDescriptor>> = {
  setTtl: (fd) => companion.setTtl(fd, 5),
  setUnicastTtl: (fd) => companion.setUnicastTtl(fd, 5),
  setMulticastTtl: (fd) => companion.setMulticastTtl(fd, 5),
  setBroadcast: (fd) => companion.setBroadcast(fd, 1),
  setMulticastLoopback: (fd) => companion.setMulticastLoopback(fd, 0),
  setMulticastInterface: (fd) => companion.setMulticastInterface(fd, '127.0.0.1'),
  joinGroup: (fd) => companion.joinGroup(fd, '224.0.0.1', '127.0.0.1'),
  leaveGroup: (fd) => companion.leaveGroup(fd, '224.0.0.1', '127.0.0.1'),
  sendDatagram: (fd) => companion.sendDatagram(fd, new ArrayBuffer(1), '127.0.0.1', 1),
  bindDatagram: (fd) => companion.bindDatagram(fd, '127.0.0.1', 0, 0),
  connectDatagram: (fd) => Number(companion.connectDatagram(fd, '127.0.0.1', 1)),
  disconnectDatagram: companion.disconnectDatagram,
  receiveDatagram: (fd) => Number(companion.receiveDatagram(fd)),
  getTtl: companion.getTtl,
  getMulticastTtl: companion.getMulticastTtl
};
const FOR_TCP: Readonly<Record<string, CallWithDescriptor>> = {
  pendingBytes: companion.pendingBytes,
  takenBytes: companion.takenBytes,
  writableBytes: companion.writableBytes,
  shutDown: (fd) => companion.shutDown(fd, 1),
  resetConnection: companion.resetConnection,
  setNoDelay: (fd) => companion.setNoDelay(fd, 1),
  setKeepAlive: (fd) => companion.setKeepAlive(fd, 1),
  connectTo: (fd) => companion.connectTo(fd, '127.0.0.1', 1),
  connectionError: companion.connectionError,
  sendBytes: (fd) => companion.sendBytes(fd, new ArrayBuffer(1)),
  receiveBytes: companion.receiveBytes as CallWithDescriptor
};
const FOR_BOTH: Readonly<Record<string, CallWithDescriptor>> = {
  getSendBufferSize: companion.getSendBufferSize,
  setSendBufferSize: (fd) => companion.setSendBufferSize(fd, 5000),
  getReceiveBufferSize: companion.getReceiveBufferSize,
  setReceiveBufferSize: (fd) => companion.setReceiveBufferSize(fd, 5000)
};

// Without a listener neither awaitWritable nor awaitReadable looks at a descriptor.
companion.watchWritable(() => undefined);
companion.watchReadable(() => undefined);

/** The other functions that take a descriptor need something else beside it. */
function allCalls(owner: Owner): Readonly<Record<string, CallWithDescriptor>> {
  const id = succeed(companion.reservePort(4, '127.0.0.1'));
  owner.after(() => companion.releasePort(id));
  return {
    ...FOR_UDP,
    ...FOR_TCP,
    ...FOR_BOTH,
    awaitWritable: companion.awaitWritable,
    awaitReadable: companion.awaitReadable,
    confirmPort: (fd) => companion.confirmPort(id, fd)
  };
}

function expectAll(calls: Readonly<Record<string, CallWithDescriptor>>, fd: number, expected: number): void {
  for (const [name, call] of Object.entries(calls)) assert.equal(call(fd), expected, name);
}

test('a closed descriptor, and one that never was', (t) => {
  const calls = allCalls(t);
  const fd = succeed(probe.openSocket(linux.ipv4, linux.datagram));
  succeed(probe.close(fd));
  for (const closed of [fd, -1, 1_000_000, 2 ** 31 - 1]) expectAll(calls, closed, failure('EBADF'));
});

test('a file: nothing of it changes', (t) => {
  const file = path.join(temporaryFolder(t), 'file');
  writeFileSync(file, 'untouched');
  const fd = openSync(file, 'r+');
  expectAll(allCalls(t), fd, failure('ENOTSOCK'));
  const rest = Buffer.alloc(20);
  assert.equal(readSync(fd, rest), 'untouched'.length);
  closeSync(fd);
  assert.equal(readFileSync(file, 'utf8'), 'untouched');
});

test('a folder and a device', (t) => {
  const calls = allCalls(t);
  for (const file of [tmpdir(), '/dev/null']) {
    const fd = openSync(file, 'r');
    expectAll(calls, fd, failure('ENOTSOCK'));
    closeSync(fd);
  }
});

test('a pipe', (t) => {
  const calls = allCalls(t);
  const pipe = path.join(temporaryFolder(t), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const fd = openSync(pipe, 'r+');
  expectAll(calls, fd, failure('ENOTSOCK'));
  closeSync(fd);
});

test('sockets of another family', (t) => {
  const calls = allCalls(t);
  for (const type of [linux.stream, linux.datagram]) {
    expectAll(calls, openSocket(t, linux.unix, type), failure('EAFNOSUPPORT'));
  }
});

test('a TCP socket where UDP is needed: its TTL stays', (t) => {
  const { sender } = tcpConnection(t);
  const before = probe.getOption(sender, linux.ipLevel, linux.ipTtl);
  expectAll(FOR_UDP, sender, failure('EPROTOTYPE'));
  assert.equal(probe.getOption(sender, linux.ipLevel, linux.ipTtl), before);
});

test('a UDP socket where TCP is needed', (t) => {
  expectAll(FOR_TCP, udpSocket(t), failure('EPROTOTYPE'));
});

test('a socket that is not the one for the reservation keeps SO_REUSEADDR', (t) => {
  const id = succeed(companion.reservePort(4, '127.0.0.1'));
  t.after(() => companion.releasePort(id));
  for (const domain of [linux.ipv4, linux.ipv6]) {
    const fd = openSocket(t, domain, linux.datagram);
    succeed(probe.setOption(fd, linux.socketLevel, linux.reuseAddress, 1));
    assert.equal(companion.confirmPort(id, fd), failure('EADDRINUSE'));
    assert.equal(probe.getOption(fd, linux.socketLevel, linux.reuseAddress), 1);
  }
});
