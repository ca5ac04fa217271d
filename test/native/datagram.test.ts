import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companion, probe } from './support/addons.ts';
import { loopback, openSocket, succeed, udpSocket } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

const LONGEST_TEXT = 255;

function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer;
}

/** The text of the datagram that arrives next. */
function arrivingAt(fd: number): string | number {
  const datagram = probe.receiveDatagram(fd);
  return typeof datagram === 'object' ? datagram.text : datagram;
}

for (const [name, domain, unspecified, other] of [
  ['IPv4', linux.ipv4, '0.0.0.0', '::1'],
  ['IPv6', linux.ipv6, '::', '127.0.0.1']
] as const) {
  const address = loopback(domain);

  test(`${name}: datagrams of all sizes arrive whole, also empty ones`, (t) => {
    const [sender, receiver] = [udpSocket(t, domain), udpSocket(t, domain)];
    const port = succeed(probe.localPort(receiver));
    for (const size of [0, 1, LONGEST_TEXT]) {
      const text = 'x'.repeat(size);
      assert.equal(companion.sendDatagram(sender, bytesOf(text), address, port), 0);
      assert.equal(arrivingAt(receiver), text);
    }
  });

  test(`${name}: a datagram that exceeds the send buffer is one datagram`, (t) => {
    const [sender, receiver] = [udpSocket(t, domain), udpSocket(t, domain)];
    const port = succeed(probe.localPort(receiver));
    assert.ok(companion.setSendBufferSize(sender, 1) < 6000);
    assert.equal(companion.sendDatagram(sender, new ArrayBuffer(6000), address, port), 0);
    assert.equal(probe.receiveBytes(receiver, 10_000), 6000);
    assert.equal(probe.receiveBytes(receiver, 10_000), failure('EAGAIN'));
  });

  test(`${name}: what cannot be sent`, (t) => {
    const sender = udpSocket(t, domain);
    const nothing = new ArrayBuffer(0);
    assert.equal(companion.sendDatagram(sender, new ArrayBuffer(70_000), address, 9), failure('EMSGSIZE'));
    for (const wrong of [
      other,
      'localhost',
      '',
      '127.0.0',
      '::1::',
      `${'1'.repeat(60)}%lo`,
      '127.0.0.1%lo'
    ]) {
      assert.equal(companion.sendDatagram(sender, nothing, wrong, 9), failure('EINVAL'), wrong);
    }
    for (const port of [0, 65536]) {
      assert.equal(companion.sendDatagram(sender, nothing, address, port), failure('EINVAL'));
    }
  });

  test(`${name}: the route to a peer leaves the socket as it is`, (t) => {
    const socket = openSocket(t, domain, linux.datagram);
    succeed(probe.bind(socket, unspecified, 0));
    const stranger = udpSocket(t, domain);
    const expected = { localAddress: address, remoteAddress: address };
    assert.deepEqual(companion.findRoute(socket, address, 9), expected);
    assert.deepEqual(companion.findRoute(socket, unspecified, 9), expected);
    succeed(probe.sendText(stranger, 'not connected', address, succeed(probe.localPort(socket))));
    assert.equal(arrivingAt(socket), 'not connected');
  });

  test(`${name}: a peer that cannot be reached`, (t) => {
    const socket = udpSocket(t, domain);
    for (const wrong of [other, 'localhost', '']) {
      assert.equal(companion.findRoute(socket, wrong, 9), failure('EINVAL'), wrong);
    }
    assert.equal(companion.findRoute(socket, address, 0), failure('EINVAL'));
  });
}

test('a broadcast address has a route where broadcasts are allowed', (t) => {
  const socket = openSocket(t, linux.ipv4, linux.datagram);
  succeed(probe.bind(socket, '0.0.0.0', 0));
  const find = (): unknown => companion.findRoute(socket, '127.255.255.255', 9);
  assert.equal(find(), failure('EACCES'));
  assert.equal(companion.setBroadcast(socket, 1), 0);
  assert.deepEqual(find(), { localAddress: '127.0.0.1', remoteAddress: '127.255.255.255' });
  assert.equal(companion.setBroadcast(socket, 0), 0);
  assert.equal(find(), failure('EACCES'));
});

test('an address with a zone reaches the loopback', (t) => {
  const [sender, receiver] = [udpSocket(t, linux.ipv6), udpSocket(t, linux.ipv6)];
  const port = succeed(probe.localPort(receiver));
  assert.equal(companion.sendDatagram(sender, bytesOf('zone'), '::1%lo', port), 0);
  assert.equal(arrivingAt(receiver), 'zone');
});
