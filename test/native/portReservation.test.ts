import assert from 'node:assert/strict';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { companion, companionFile, probe } from './support/addons.ts';
import { bindUdp, openSocket, succeed, udpSocket } from './support/descriptors.ts';
import type { Owner } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

const LOWEST_QUIET_PORT = 61000;
const MOST_RESERVATIONS = 1024;
/** From RFC 5737's documentation range: no device has it. */
const FOREIGN_ADDRESS = '192.0.2.1';

interface Reserved {
  id: number;
  port: number;
}

function reserve(owner: Owner, family: number, address?: string, port?: number): Reserved {
  const id = succeed(companion.reservePort(family, address, port));
  owner.after(() => companion.releasePort(id));
  return { id, port: succeed(companion.reservedPort(id)) };
}

for (const [family, any, address] of [
  [4, '0.0.0.0', '127.0.0.1'],
  [6, '::', '::1']
] as const) {
  test(`family ${family}: nobody else gets a reserved port, with SO_REUSEADDR or without`, (t) => {
    for (const local of [undefined, address]) {
      const { port } = reserve(t, family, local);
      assert.equal(bindUdp(t, any, port, false), failure('EADDRINUSE'));
      assert.equal(bindUdp(t, any, port, true), failure('EADDRINUSE'));
      assert.equal(bindUdp(t, address, port, true), failure('EADDRINUSE'));
      assert.equal(companion.reservePort(family, undefined, port), failure('EADDRINUSE'));
    }
  });

  test(`family ${family}: an offered port is for sockets with SO_REUSEADDR, until it is confirmed`, (t) => {
    const { id, port } = reserve(t, family);
    assert.equal(companion.offerPort(id), 0);
    assert.equal(bindUdp(t, any, port, false), failure('EADDRINUSE'));
    const socket = succeed(bindUdp(t, any, port, true));
    assert.equal(companion.confirmPort(id, socket), 0);
    assert.equal(probe.getOption(socket, linux.socketLevel, linux.reuseAddress), 0);
    assert.equal(bindUdp(t, any, port, true), failure('EADDRINUSE'));
    assert.equal(companion.releasePort(id), 0);
    assert.equal(bindUdp(t, any, port, true), failure('EADDRINUSE'));
    assert.equal(probe.localPort(socket), port);
  });

  test(`family ${family}: what came before the bind is handed over, what comes later goes to the socket`, (t) => {
    const { id, port } = reserve(t, family);
    const sender = udpSocket(t, family === 4 ? linux.ipv4 : linux.ipv6);
    const send = (text: string): number => succeed(probe.sendText(sender, text, address, port));
    send('first');
    send('second');
    assert.equal(companion.offerPort(id), 0);
    send('offered');
    const socket = succeed(bindUdp(t, any, port, true));
    send('both are bound');
    assert.equal(companion.confirmPort(id, socket), 0);
    send('confirmed');
    const taken = [takeText(id), takeText(id), takeText(id)];
    const from = { address, port: probe.localPort(sender) };
    assert.deepEqual(taken, [
      { text: 'first', ...from },
      { text: 'second', ...from },
      { text: 'offered', ...from }
    ]);
    assert.equal(companion.takeDatagram(id), failure('EAGAIN'));
    assert.equal(companion.releasePort(id), 0);
    send('released');
    assert.deepEqual(
      [receiveText(socket), receiveText(socket), receiveText(socket)],
      ['both are bound', 'confirmed', 'released']
    );
  });

  test(`family ${family}: a released port is free`, (t) => {
    const { id, port } = reserve(t, family);
    assert.equal(companion.releasePort(id), 0);
    assert.ok(bindUdp(t, any, port, false) > 0);
  });
}

for (const [family, any, address] of [
  [4, '0.0.0.0', '127.0.0.1'],
  [6, '::', '::1']
] as const) {
  test(`family ${family}: a reserved TCP port is for a server with SO_REUSEADDR that asks for it once it is offered`, (t) => {
    for (const local of [any, address]) {
      const id = succeed(companion.reserveStreamPort(family, local));
      t.after(() => companion.releasePort(id));
      const port = succeed(companion.reservedPort(id));
      const bindServer = (): [fd: number, result: number] => {
        const fd = openSocket(t, family === 4 ? linux.ipv4 : linux.ipv6, linux.stream);
        succeed(probe.setOption(fd, linux.socketLevel, linux.reuseAddress, 1));
        return [fd, probe.bind(fd, local, port)];
      };
      assert.equal(bindServer()[1], failure('EADDRINUSE'));
      assert.equal(companion.offerPort(id), 0);
      const [server, result] = bindServer();
      assert.equal(result, 0);
      assert.equal(probe.listen(server), 0);
      assert.equal(bindServer()[1], failure('EADDRINUSE'), 'a server that listens has it alone');
      assert.equal(companion.releasePort(id), 0);
      assert.equal(probe.localPort(server), port);
    }
  });
}

function takeText(id: number): { text: string; address: string; port: number } {
  const datagram = companion.takeDatagram(id);
  assert.ok(typeof datagram === 'object', 'no datagram');
  const { message, address, port } = datagram;
  assert.ok(message instanceof ArrayBuffer);
  return { text: Buffer.from(message).toString(), address, port };
}

function receiveText(fd: number): string {
  const datagram = probe.receiveDatagram(fd);
  assert.ok(typeof datagram === 'object', 'no datagram');
  return datagram.text;
}

test('a port of family 6 is taken from IPv4, and the other way round', (t) => {
  const ipv6 = reserve(t, 6);
  assert.equal(bindUdp(t, '0.0.0.0', ipv6.port, true), failure('EADDRINUSE'));
  const ipv4 = reserve(t, 4);
  assert.equal(bindUdp(t, '::', ipv4.port, true), failure('EADDRINUSE'));
});

test('an IPv4 datagram for a port of family 6 comes from a mapped address', (t) => {
  const { id, port } = reserve(t, 6);
  const sender = udpSocket(t, linux.ipv4);
  succeed(probe.sendText(sender, 'mapped', '127.0.0.1', port));
  assert.deepEqual(takeText(id), {
    text: 'mapped',
    address: '::ffff:127.0.0.1',
    port: probe.localPort(sender)
  });
});

test('an empty datagram is handed over as one', (t) => {
  const { id, port } = reserve(t, 4);
  succeed(probe.sendText(udpSocket(t), '', '127.0.0.1', port));
  assert.equal(takeText(id).text, '');
  assert.equal(companion.takeDatagram(id), failure('EAGAIN'));
});

test('chosen ports are out of the way of those that the kernel chooses', (t) => {
  for (let i = 0; i < 50; i++) {
    const { port } = reserve(t, 4, '127.0.0.1');
    assert.ok(port >= LOWEST_QUIET_PORT && port < 65536, `port ${port}`);
  }
});

test('a port that is asked for: that one, or EADDRINUSE', (t) => {
  const { id, port } = reserve(t, 4, '127.0.0.1');
  assert.equal(companion.releasePort(id), 0);
  const again = reserve(t, 4, '127.0.0.1', port);
  assert.equal(again.port, port);
  assert.equal(companion.reservePort(4, '127.0.0.1', port), failure('EADDRINUSE'));
  assert.equal(companion.reservePort(4, '0.0.0.0', port), failure('EADDRINUSE'));
});

test("an address that is not this device's", () => {
  assert.equal(companion.reservePort(4, FOREIGN_ADDRESS), failure('EADDRNOTAVAIL'));
  assert.equal(companion.reservePort(6, '2001:db8::1'), failure('EADDRNOTAVAIL'));
});

test('a socket with another port or another address is not confirmed, and the port stays reserved', (t) => {
  const { id, port } = reserve(t, 4, '127.0.0.1');
  assert.equal(companion.offerPort(id), 0);
  const elsewhere = [bindUdp(t, '127.0.0.2', port, true), bindUdp(t, '127.0.0.1', 0, true)];
  for (const fd of elsewhere) {
    assert.equal(companion.confirmPort(id, succeed(fd)), failure('EADDRINUSE'));
    assert.equal(probe.getOption(fd, linux.socketLevel, linux.reuseAddress), 1);
  }
  assert.equal(companion.reservedPort(id), port);
});

test('ids that are released or were never given', (t) => {
  const { id } = reserve(t, 4, '127.0.0.1');
  assert.equal(companion.releasePort(id), 0);
  const next = reserve(t, 4, '127.0.0.1');
  assert.notEqual(next.id, id);
  for (const stale of [id, 0, -1, next.id + 1, 2 ** 31 - 1, -(2 ** 31)]) {
    assert.equal(companion.reservedPort(stale), failure('EBADF'));
    assert.equal(companion.offerPort(stale), failure('EBADF'));
    assert.equal(companion.confirmPort(stale, udpSocket(t)), failure('EBADF'));
    assert.equal(companion.takeDatagram(stale), failure('EBADF'));
    assert.equal(companion.releasePort(stale), failure('EBADF'));
  }
  assert.equal(companion.reservedPort(next.id), next.port);
});

test('as many reservations as there is room for, then EMFILE', () => {
  const ids: number[] = [];
  for (;;) {
    const id = companion.reservePort(4, '127.0.0.1');
    if (id < 0) {
      assert.equal(id, failure('EMFILE'));
      break;
    }
    ids.push(id);
  }
  assert.equal(ids.length, MOST_RESERVATIONS);
  assert.equal(new Set(ids.map((id) => companion.reservedPort(id))).size, MOST_RESERVATIONS);
  for (const id of ids) assert.equal(companion.releasePort(id), 0);
  const id = succeed(companion.reservePort(4, '127.0.0.1'));
  assert.equal(companion.releasePort(id), 0);
});

test('whoever closes the descriptor of a reservation and opens a file there: the file stays open', (t) => {
  const { id, port } = reserve(t, 4, '127.0.0.1');
  const fd = readdirSync('/proc/self/fd')
    .map(Number)
    .find((each) => probe.localPort(each) === port);
  assert.ok(fd !== undefined);
  succeed(probe.close(fd));
  const file = openSync('/dev/zero', 'r');
  assert.equal(file, fd);
  for (const call of [companion.reservedPort, companion.offerPort, companion.takeDatagram]) {
    assert.equal(call(id), failure('EBADF'));
  }
  assert.equal(companion.releasePort(id), 0);
  assert.equal(readSync(file, Buffer.alloc(1)), 1);
  closeSync(file);
});

test('a thread that ends gives its ports back', async (t) => {
  const script = `
    const { parentPort, workerData } = require('node:worker_threads');
    const companion = require(workerData);
    parentPort.postMessage(companion.reservedPort(companion.reservePort(4, '127.0.0.1')));
    parentPort.on('message', () => process.exit(0));`;
  const worker = new Worker(script, { eval: true, execArgv: [], workerData: companionFile });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  assert.equal(bindUdp(t, '127.0.0.1', port, true), failure('EADDRINUSE'));
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage('end');
  await ended;
  assert.ok(bindUdp(t, '127.0.0.1', port, false) > 0);
});
