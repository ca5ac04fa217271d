import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companion, probe } from './support/addons.ts';
import { loopback, openSocket, succeed, udpSocket } from './support/descriptors.ts';
import type { Owner } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

const TTLS = [1, 2, 64, 255];

/** A UDP socket on loopback that learns what hops to live its datagrams have left. */
function receiver(owner: Owner, domain: number): number {
  const fd = udpSocket(owner, domain);
  const option: readonly [level: number, name: number] =
    domain === linux.ipv4
      ? [linux.ipLevel, linux.ipReceiveTtl]
      : [linux.ipv6Level, linux.ipv6ReceiveHopLimit];
  succeed(probe.setOption(fd, ...option, 1));
  return fd;
}

function ttlOnArrival(sender: number, to: number, address: string): number {
  succeed(probe.sendText(sender, 'ttl', address, succeed(probe.localPort(to))));
  const received = probe.receiveDatagram(to);
  assert.ok(typeof received === 'object', 'no datagram');
  return received.ttl;
}

for (const [name, domain] of [
  ['IPv4', linux.ipv4],
  ['IPv6', linux.ipv6]
] as const) {
  test(`${name} datagrams arrive with the TTL that was set`, (t) => {
    const to = receiver(t, domain);
    const sender = udpSocket(t, domain);
    for (const ttl of TTLS) {
      assert.equal(companion.setTtl(sender, ttl), 0);
      assert.equal(ttlOnArrival(sender, to, loopback(domain)), ttl);
    }
  });

  test(`${name}: the getters tell what was set, for unicast and multicast`, (t) => {
    const fd = udpSocket(t, domain);
    assert.equal(companion.getMulticastTtl(fd), 1);
    for (const ttl of TTLS) {
      assert.equal(companion.setTtl(fd, ttl), 0);
      assert.deepEqual([companion.getTtl(fd), companion.getMulticastTtl(fd)], [ttl, ttl]);
    }
  });

  test(`${name}: a TTL out of range changes nothing`, (t) => {
    const fd = udpSocket(t, domain);
    assert.equal(companion.setTtl(fd, 7), 0);
    for (const ttl of [0, 256, -1, 2 ** 31 - 1]) {
      assert.equal(companion.setTtl(fd, ttl), failure('EINVAL'));
    }
    assert.deepEqual([companion.getTtl(fd), companion.getMulticastTtl(fd)], [7, 7]);
  });
}

test('the getter tells the default before anything was set', (t) => {
  const fd = udpSocket(t);
  const byKernel = succeed(probe.getOption(fd, linux.ipLevel, linux.ipTtl));
  assert.equal(companion.getTtl(fd), byKernel);
});

test('an IPv6 socket sends to IPv4-mapped addresses with the TTL that was set', (t) => {
  const to = receiver(t, linux.ipv4);
  const sender = openSocket(t, linux.ipv6, linux.datagram);
  for (const ttl of TTLS) {
    assert.equal(companion.setTtl(sender, ttl), 0);
    assert.equal(ttlOnArrival(sender, to, '::ffff:127.0.0.1'), ttl);
  }
});

test('an IPv6-only socket has a hop limit too', (t) => {
  const to = receiver(t, linux.ipv6);
  const sender = openSocket(t, linux.ipv6, linux.datagram);
  succeed(probe.setOption(sender, linux.ipv6Level, linux.ipv6Only, 1));
  assert.equal(companion.setTtl(sender, 9), 0);
  assert.equal(ttlOnArrival(sender, to, '::1'), 9);
});
