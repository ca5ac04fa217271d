import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companion, probe } from './support/addons.ts';
import { succeed, udpSocket } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

const IP_MULTICAST_LOOP = 34;
const IPV6_MULTICAST_LOOP = 19;
/** 127.0.0.1 as an in_addr lies in memory; the index of lo. */
const LOOPBACK = { ipv4: 0x0100007f, ipv6: 1 };

// Memberships on the loopback interface send nothing; test/node/dgram sees what arrives, in a network of its own.
for (const [name, domain, group, networkInterface, source] of [
  ['IPv4', linux.ipv4, '239.1.2.3', '127.0.0.1', '127.0.0.1'],
  ['IPv6', linux.ipv6, 'ff15::1234', '::%lo', '::1']
] as const) {
  test(`${name}: a membership begins and ends once`, (t) => {
    const fd = udpSocket(t, domain);
    const first = [fd, group, networkInterface] as const;
    assert.equal(companion.leaveGroup(...first), failure('EADDRNOTAVAIL'));
    assert.equal(companion.joinGroup(...first), 0);
    assert.equal(companion.joinGroup(...first), failure('EADDRINUSE'));
    assert.equal(companion.leaveGroup(...first), 0);
    assert.equal(companion.leaveGroup(...first), failure('EADDRNOTAVAIL'));
  });

  test(`${name}: the channel of one sender`, (t) => {
    const fd = udpSocket(t, domain);
    const channel = [fd, group, networkInterface, source] as const;
    assert.equal(companion.joinGroup(...channel), 0);
    assert.equal(companion.joinGroup(...channel), failure('EADDRNOTAVAIL'));
    assert.equal(companion.leaveGroup(...channel), 0);
    assert.ok(companion.leaveGroup(...channel) < 0);
  });

  test(`${name}: no group, interface or sender`, (t) => {
    const fd = udpSocket(t, domain);
    for (const wrong of ['', 'lo', '300.1.1.1', ':::']) {
      assert.equal(companion.joinGroup(fd, wrong), failure('EINVAL'));
      assert.equal(companion.joinGroup(fd, group, wrong), failure('EINVAL'));
      assert.equal(companion.joinGroup(fd, group, networkInterface, wrong), failure('EINVAL'));
      assert.equal(companion.setMulticastInterface(fd, wrong), failure('EINVAL'));
    }
    const [address, otherGroup] =
      domain === linux.ipv4 ? ['10.0.0.1', 'ff15::1'] : ['2001:db8::1', '239.1.1.1'];
    assert.equal(companion.joinGroup(fd, address, networkInterface), failure('EINVAL'));
    assert.equal(companion.joinGroup(fd, otherGroup, networkInterface), failure('EINVAL'));
  });

  test(`${name}: the kernel is told of interface and loopback`, (t) => {
    const fd = udpSocket(t, domain);
    const isIpv4 = domain === linux.ipv4;
    const level = isIpv4 ? linux.ipLevel : linux.ipv6Level;
    const outgoing = isIpv4 ? linux.ipMulticastInterface : linux.ipv6MulticastInterface;
    assert.equal(companion.setMulticastInterface(fd, networkInterface), 0);
    assert.equal(probe.getOption(fd, level, outgoing), isIpv4 ? LOOPBACK.ipv4 : LOOPBACK.ipv6);
    assert.equal(companion.setMulticastInterface(fd, isIpv4 ? '0.0.0.0' : '::'), 0);
    assert.equal(probe.getOption(fd, level, outgoing), 0);
    const loop = isIpv4 ? IP_MULTICAST_LOOP : IPV6_MULTICAST_LOOP;
    for (const isOn of [0, 1]) {
      assert.equal(companion.setMulticastLoopback(fd, isOn), 0);
      assert.equal(succeed(probe.getOption(fd, level, loop)), isOn);
    }
    assert.equal(companion.setMulticastLoopback(fd, 2), failure('EINVAL'));
  });

  test(`${name}: unicast and multicast TTL are set apart`, (t) => {
    const fd = udpSocket(t, domain);
    assert.equal(companion.setUnicastTtl(fd, 9), 0);
    assert.equal(companion.setMulticastTtl(fd, 0), 0);
    assert.deepEqual([companion.getTtl(fd), companion.getMulticastTtl(fd)], [9, 0]);
    for (const ttl of [0, 256, -1]) assert.equal(companion.setUnicastTtl(fd, ttl), failure('EINVAL'));
    for (const ttl of [256, -1]) assert.equal(companion.setMulticastTtl(fd, ttl), failure('EINVAL'));
    assert.deepEqual([companion.getTtl(fd), companion.getMulticastTtl(fd)], [9, 0]);
  });
}
