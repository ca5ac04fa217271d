import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { bound, ours, sameAsNode, thrownBy, withoutCompanion } from './support/sideBySide.ts';

for (const type of ['udp4', 'udp6'] as const) {
  sameAsNode(
    `${type}: options and what they return`,
    async (dgram, log) => {
      const socket = await bound(dgram, type);
      for (const value of [true, false, 1, 0, 'yes', undefined]) {
        log(thrownBy(() => socket.setBroadcast(value as boolean)));
        log(socket.setMulticastLoopback(value as boolean));
      }
      for (const ttl of [1, 255, 64.9, 0, 256, -1, 1000, 2 ** 32 + 7]) {
        log(
          ttl,
          thrownBy(() => log(socket.setTTL(ttl))),
          thrownBy(() => log(socket.setMulticastTTL(ttl)))
        );
      }
    },
    true
  );

  test(`${type}: buffers of the sizes that Node's have`, { skip: withoutCompanion }, async (t) => {
    const socket = await bound(ours, type);
    t.after(() => socket.close());
    socket.setRecvBufferSize(10_000);
    socket.setSendBufferSize(20_000);
    // The kernel doubles both (socket(7)).
    assert.deepEqual([socket.getRecvBufferSize(), socket.getSendBufferSize()], [20_000, 40_000]);
    socket.setRecvBufferSize(10_000_000);
    assert.ok(socket.getRecvBufferSize() <= 262_144, 'the module would cut datagrams to 8192 bytes');
  });
}

sameAsNode('buffer sizes out of range', async (dgram, log) => {
  const socket = await bound(dgram);
  for (const size of [-1, 1.5, NaN, Infinity, 2 ** 31, 2 ** 32, '7']) {
    log(thrownBy(() => socket.setRecvBufferSize(size as number)));
    log(thrownBy(() => socket.setSendBufferSize(size as number)));
  }
});

test(
  'createSocket: recvBufferSize and sendBufferSize hold from the bind on',
  { skip: withoutCompanion },
  async (t) => {
    const socket = ours.createSocket({ type: 'udp4', recvBufferSize: 9000, sendBufferSize: 8000 });
    t.after(() => socket.close());
    await once(socket.bind(0), 'listening');
    assert.deepEqual([socket.getRecvBufferSize(), socket.getSendBufferSize()], [18_000, 16_000]);
  }
);

sameAsNode(
  'a datagram that exceeds the send buffer is not cut in pieces',
  async (dgram, log) => {
    const receiver = await bound(dgram);
    const socket = await bound(dgram);
    socket.setSendBufferSize(4000);
    socket.send(Buffer.alloc(30_000), receiver.address().port, (...args) => log('sent', ...args));
    const [message] = (await once(receiver, 'message')) as [Buffer];
    log(message.length);
  },
  true
);

test('bind: a descriptor is refused in words, and the socket can still be bound', async (t) => {
  const socket = ours.createSocket('udp4');
  t.after(() => socket.close());
  const refusal = { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', message: /takes no file descriptor/ };
  assert.throws(() => socket.bind({ fd: 3 }), refusal);
  await once(socket.bind(0), 'listening');
});

test('after close every call says that the socket is not running', (t) => {
  const socket = ours.createSocket('udp4');
  socket.close();
  for (const call of [
    (): unknown => socket.connect(9),
    (): unknown => socket.setBroadcast(true),
    (): unknown => socket.setTTL(1),
    (): unknown => socket.setMulticastTTL(1),
    (): unknown => socket.getSendBufferSize(),
    (): unknown => socket.getSendQueueSize()
  ]) {
    assert.throws(call, { code: 'ERR_SOCKET_DGRAM_NOT_RUNNING', message: 'Not running' });
  }
  t.diagnostic('Node itself throws a TypeError about its own null here');
});

sameAsNode('how a buffer size that is not to be had is shown', (dgram, log) => {
  const socket = dgram.createSocket('udp4');
  assert.throws(
    () => socket.setSendBufferSize(8192),
    (error) => {
      log(inspect(error).replace(/^ +at .*\n/gm, ''));
      return true;
    }
  );
  socket.close();
});
