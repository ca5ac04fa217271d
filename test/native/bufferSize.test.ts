import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companion, probe } from './support/addons.ts';
import { openSocket, succeed } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

const BUFFERS = [
  {
    name: 'send',
    option: linux.sendBuffer,
    get: companion.getSendBufferSize,
    set: companion.setSendBufferSize
  },
  {
    name: 'receive',
    option: linux.receiveBuffer,
    get: companion.getReceiveBufferSize,
    set: companion.setReceiveBufferSize
  }
];
const TRANSPORTS = [
  { name: 'UDP', type: linux.datagram },
  { name: 'TCP', type: linux.stream }
];
const LARGEST = 2 ** 30 - 1;

for (const { name, option, get, set } of BUFFERS) {
  for (const transport of TRANSPORTS) {
    test(`${transport.name} ${name} buffer: granted twice, as the kernel counts`, (t) => {
      const fd = openSocket(t, linux.ipv4, transport.type);
      const before = succeed(probe.getOption(fd, linux.socketLevel, option));
      assert.equal(get(fd), before);
      assert.equal(set(fd, 20_000), 40_000);
      assert.equal(get(fd), 40_000);
      assert.equal(probe.getOption(fd, linux.socketLevel, option), 40_000);
    });
  }

  test(`${name} buffer: the system's maximum and minimum hold without an error`, (t) => {
    const fd = openSocket(t, linux.ipv6, linux.datagram);
    const most = set(fd, LARGEST);
    assert.ok(most > 40_000 && most < LARGEST, `granted ${most}`);
    assert.equal(get(fd), most);
    const least = set(fd, 1);
    assert.ok(least > 1 && least < 40_000, `granted ${least}`);
  });

  test(`${name} buffer: a size out of range changes nothing`, (t) => {
    const fd = openSocket(t, linux.ipv4, linux.datagram);
    const before = get(fd);
    for (const size of [0, -1, LARGEST + 1]) {
      assert.equal(set(fd, size), failure('EINVAL'));
    }
    assert.equal(get(fd), before);
  });
}
