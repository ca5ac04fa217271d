import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companion, probe } from './support/addons.ts';
import { closeSocket, loopback, openSocket, succeed, udpSocket } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

const LONGEST_TEXT = 255;
/** Options of bindDatagram. */
const REUSE_ADDRESS = 1;
const IPV6_ONLY = 2;

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

  test(`${name}: bound by the companion, a socket receives by it too`, (t) => {
    const [receiver, sender] = [openSocket(t, domain, linux.datagram), udpSocket(t, domain)];
    const port = companion.bindDatagram(receiver, address, 0, 0);
    assert.equal(port, succeed(probe.localPort(receiver)));
    assert.equal(companion.receiveDatagram(receiver), failure('EAGAIN'));
    for (const text of ['one', '', 'three']) {
      assert.equal(companion.sendDatagram(sender, bytesOf(text), address, port), 0);
      const received = companion.receiveDatagram(receiver);
      assert.ok(typeof received === 'object');
      assert.deepEqual(received, { message: bytesOf(text), address, port: succeed(probe.localPort(sender)) });
    }
  });

  test(`${name}: a port in use, a port to share, and addresses that cannot be bound`, (t) => {
    const [first, second, third] = [1, 2, 3].map(() => openSocket(t, domain, linux.datagram)) as [
      number,
      number,
      number
    ];
    const port = succeed(companion.bindDatagram(first, address, 0, REUSE_ADDRESS));
    assert.equal(companion.bindDatagram(second, address, port, 0), failure('EADDRINUSE'));
    assert.equal(companion.bindDatagram(second, address, port, REUSE_ADDRESS), port);
    for (const wrong of [other, 'localhost', '']) {
      assert.equal(companion.bindDatagram(third, wrong, 0, 0), failure('EINVAL'));
    }
    const nobodys = domain === linux.ipv4 ? '203.0.113.1' : '2001:db8::1';
    assert.equal(companion.bindDatagram(third, nobodys, 0, 0), failure('EADDRNOTAVAIL'));
    for (const options of [-1, 4]) {
      assert.equal(companion.bindDatagram(third, address, 0, options), failure('EINVAL'));
    }
  });

  test(`${name}: connected, a socket hears its peer alone, and what it refuses`, (t) => {
    const [socket, peer, stranger] = [
      openSocket(t, domain, linux.datagram),
      udpSocket(t, domain),
      udpSocket(t, domain)
    ];
    const port = succeed(companion.bindDatagram(socket, unspecified, 0, 0));
    const peerPort = succeed(probe.localPort(peer));
    const ends = { localAddress: address, remoteAddress: address };
    assert.deepEqual(companion.connectDatagram(socket, unspecified, peerPort), ends);
    succeed(probe.sendText(stranger, 'stranger', address, port));
    succeed(probe.sendText(peer, 'peer', address, port));
    assert.equal(arrivingAt(socket), 'peer');
    closeSocket(peer);
    assert.equal(companion.sendDatagram(socket, bytesOf('anyone?'), address, peerPort), 0);
    assert.equal(companion.receiveDatagram(socket), failure('ECONNREFUSED'));
    assert.equal(companion.disconnectDatagram(socket), 0);
    assert.equal(companion.receiveDatagram(socket), failure('EAGAIN'));
  });

  test(`${name}: peers that cannot be`, (t) => {
    const socket = udpSocket(t, domain);
    for (const wrong of [other, 'localhost', '']) {
      assert.equal(companion.connectDatagram(socket, wrong, 9), failure('EINVAL'), wrong);
    }
    assert.equal(companion.connectDatagram(socket, address, 0), failure('EINVAL'));
  });
}

test('a socket for IPv6 alone leaves the port to IPv4', (t) => {
  const [six, four] = [openSocket(t, linux.ipv6, linux.datagram), openSocket(t, linux.ipv4, linux.datagram)];
  const port = succeed(companion.bindDatagram(six, '::', 0, IPV6_ONLY));
  assert.equal(companion.bindDatagram(four, '0.0.0.0', port, 0), port);
});

test('a broadcast address is a peer where broadcasts are allowed', (t) => {
  const socket = openSocket(t, linux.ipv4, linux.datagram);
  const connect = (): unknown => companion.connectDatagram(socket, '127.255.255.255', 9);
  assert.equal(connect(), failure('EACCES'));
  assert.equal(companion.setBroadcast(socket, 1), 0);
  assert.deepEqual(connect(), { localAddress: '127.0.0.1', remoteAddress: '127.255.255.255' });
  assert.equal(companion.setBroadcast(socket, 0), 0);
  assert.equal(connect(), failure('EACCES'));
});

test('an address with a zone reaches the loopback', (t) => {
  const [sender, receiver] = [udpSocket(t, linux.ipv6), udpSocket(t, linux.ipv6)];
  const port = succeed(probe.localPort(receiver));
  assert.equal(companion.sendDatagram(sender, bytesOf('zone'), '::1%lo', port), 0);
  assert.equal(arrivingAt(receiver), 'zone');
});
