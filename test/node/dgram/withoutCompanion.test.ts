import assert from 'node:assert/strict';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { reasonAgainstNamespace } from '../../../tools/test/ownNetwork.ts';
import { faults, resetHost } from '../../host/control.ts';
import { runInNamespace } from '../../native/support/namespace.ts';

// The companion is loaded with the library.
process.env.COMPANION = 'off';
const { bound, ours } = await import('./support/sideBySide.ts');

const NEEDS = /native companion, which this app does not have$/;

/** Sends and waits. @returns the error's code, or the number of bytes */
function sent(socket: Socket, message: Buffer | string, port = 9): Promise<unknown> {
  return new Promise((resolve) => {
    socket.send(message, port, '127.0.0.1', (error: NodeJS.ErrnoException | null, bytes) => {
      resolve(error?.code ?? bytes);
    });
  });
}

test('what needs the companion says so', async (t) => {
  const socket = await bound(ours);
  t.after(() => socket.close());
  for (const [call, syscall] of [
    [(): unknown => socket.setTTL(5), 'setTTL'],
    [(): unknown => socket.setMulticastInterface('127.0.0.1'), 'setMulticastInterface'],
    [(): unknown => socket.addMembership('239.1.2.3', '127.0.0.1'), 'addMembership'],
    [(): unknown => socket.dropMembership('239.1.2.3'), 'dropMembership'],
    [
      (): unknown => socket.addSourceSpecificMembership('10.0.0.1', '232.1.1.1'),
      'addSourceSpecificMembership'
    ],
    [
      (): unknown => socket.dropSourceSpecificMembership('10.0.0.1', '232.1.1.1'),
      'dropSourceSpecificMembership'
    ],
    [(): unknown => socket.getSendBufferSize(), 'uv_send_buffer_size'],
    [(): unknown => socket.getRecvBufferSize(), 'uv_recv_buffer_size']
  ] as const) {
    assert.throws(call, (error: NodeJS.ErrnoException) => {
      assert.deepEqual([error.errno, error.syscall], [-95, syscall]);
      assert.match(error.message, NEEDS);
      return true;
    });
  }
});

test('arguments are checked all the same', async (t) => {
  const socket = await bound(ours);
  t.after(() => socket.close());
  for (const ttl of [-1, 256]) {
    assert.throws(() => socket.setTTL(ttl), { code: 'EINVAL' });
    assert.throws(() => socket.setMulticastTTL(ttl), { code: 'EINVAL' });
  }
  assert.throws(() => socket.addMembership('10.0.0.1'), { code: 'EINVAL' });
  assert.throws(() => socket.setRecvBufferSize(2 ** 31), { code: 'ERR_SOCKET_BUFFER_SIZE' });
});

test('an empty datagram and one to an address with a zone do not leave', async (t) => {
  const socket = await bound(ours);
  t.after(() => socket.close());
  assert.equal(await sent(socket, ''), 'ENOTSUP');
});

test('large datagrams leave whole; one that exceeds the chosen buffer is refused, not cut', async (t) => {
  const [socket, receiver] = [await bound(ours), await bound(ours)];
  t.after(() => [socket, receiver].map((each) => each.close()));
  const arrival = once(receiver, 'message') as Promise<[Buffer]>;
  assert.equal(await sent(socket, Buffer.alloc(60_000), receiver.address().port), 60_000);
  assert.equal((await arrival)[0].length, 60_000);
  socket.setSendBufferSize(4000);
  assert.equal(await sent(socket, Buffer.alloc(4000)), 4000);
  assert.equal(await sent(socket, Buffer.alloc(4001)), 'EMSGSIZE');
});

test('an option that is refused after its call is an error event, and does not hold up what follows', async (t) => {
  const socket = await bound(ours);
  t.after(() => socket.close());
  t.after(resetHost);
  faults.add({ kind: 'multicast', call: 'setMulticastTTL', effect: { fails: 105 } });
  const error = once(socket, 'error') as Promise<[NodeJS.ErrnoException]>;
  socket.setMulticastTTL(7);
  assert.equal(await sent(socket, 'x'), 1);
  assert.equal((await error)[0].message, 'setMulticastTTL ENOBUFS');
});

test('connect: the peer’s datagrams alone, its address as the kernel reads it', async (t) => {
  const [socket, peer, stranger] = [await bound(ours), await bound(ours), await bound(ours)];
  t.after(() => [socket, peer, stranger].map((each) => each.close()));
  socket.connect(peer.address().port, '0.0.0.0');
  await once(socket, 'connect');
  assert.equal(socket.remoteAddress().address, '127.0.0.1');
  await sent(stranger, 'stranger', socket.address().port);
  peer.send('peer', socket.address().port, '127.0.0.1');
  const [message] = (await once(socket, 'message')) as [Buffer];
  assert.equal(message.toString(), 'peer');
});

test('ipv6Only drops IPv4 datagrams', async (t) => {
  const socket = ours.createSocket({ type: 'udp6', ipv6Only: true });
  const [four, six] = [await bound(ours), ours.createSocket('udp6')];
  t.after(() => [socket, four, six].map((each) => each.close()));
  await once(socket.bind(0), 'listening');
  const { port } = socket.address();
  await sent(four, 'four', port);
  six.send('six', port, '::1');
  const [message] = (await once(socket, 'message')) as [Buffer];
  assert.equal(message.toString(), 'six');
});

const skip = reasonAgainstNamespace() ?? false;
test('groups on the default interface and broadcast work', { skip }, async () => {
  assert.deepEqual(await runInNamespace('../node/dgram/namespace/withoutCompanion.ts'), {
    udp4: ['to the group'],
    udp6: ['to the group'],
    broadcast: ['to all'],
    joinedAgain: 'addMembership EADDRINUSE'
  });
});

test('a datagram larger than any: EMSGSIZE, and the socket goes on', { timeout: 120_000 }, async () => {
  const socket = await bound(ours);
  assert.equal(await sent(socket, Buffer.alloc(256 * 1024)), 'EMSGSIZE');
  assert.equal(await sent(socket, 'small'), 5);
  socket.close();
});
