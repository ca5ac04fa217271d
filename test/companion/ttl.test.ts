import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createUDPSocket, hasNativeCompanion } from '../../library/Index.ets';
import type { UDPSocketType } from '../../library/Index.ets';
import { probe } from '../native/support/addons.ts';
import { loopback, succeed, udpSocket } from '../native/support/descriptors.ts';
import { linux } from '../native/support/linux.ts';

before(() => assert.ok(hasNativeCompanion(), 'run npm run build:native first'));

const CASES: readonly [UDPSocketType, number, readonly [number, number]][] = [
  ['udp4', linux.ipv4, [linux.ipLevel, linux.ipReceiveTtl]],
  ['udp6', linux.ipv6, [linux.ipv6Level, linux.ipv6ReceiveHopLimit]]
];

for (const [type, domain, option] of CASES) {
  test(`datagrams of a ${type} socket arrive with the TTL that setTTL asked for`, async (t) => {
    const receiver = udpSocket(t, domain);
    succeed(probe.setOption(receiver, ...option, 1));
    const port = succeed(probe.localPort(receiver));
    const socket = createUDPSocket(type);
    const errors: string[] = [];
    socket.onError(({ errMsg }) => errors.push(errMsg));
    const closed = new Promise((resolve) => socket.onClose(resolve));
    for (const ttl of [7, 64, 255]) {
      socket.setTTL(ttl);
      socket.send({ address: loopback(domain), port, message: 'ttl' });
    }
    socket.close();
    await closed;
    const arrived = [7, 64, 255].map(() => {
      const datagram = probe.receiveDatagram(receiver);
      return typeof datagram === 'object' ? datagram.ttl : datagram;
    });
    assert.deepEqual(arrived, [7, 64, 255]);
    assert.deepEqual(errors, []);
  });
}
