import assert from 'node:assert/strict';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, test } from 'node:test';
import { openSocketCount } from '../../../library/src/main/ets/channel/OpenSockets.ets';
import { emitFromNowhere, faults, resetHost } from '../../host/control.ts';
import { pass, restartTimers, stopTimers } from '../../library/support/timers.ts';

// The companion is loaded with the library; without it everything goes through the module, in which the faults are.
process.env.COMPANION = 'off';
const { bound, ours } = await import('./support/sideBySide.ts');

const ENOBUFS = 105;
const LONGEST_FLUSH_MS = 5000;

afterEach(resetHost);

/** Waits until the system has closed all sockets. */
async function noneOpen(): Promise<void> {
  while (openSocketCount() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function failed(socket: Socket): Promise<NodeJS.ErrnoException> {
  return new Promise((resolve) => socket.once('error', resolve));
}

async function end(socket: Socket): Promise<void> {
  socket.close();
  await once(socket, 'close');
}

test('without the permission the bind fails and names it', async () => {
  faults.add({ call: 'bind', effect: { fails: 'permission' } });
  const socket = ours.createSocket('udp4').bind();
  const { code, syscall, message } = await failed(socket);
  assert.deepEqual([code, syscall], ['EPERM', 'bind']);
  assert.match(message, /^bind EPERM 0\.0\.0\.0: .*ohos\.permission\.INTERNET/);
  resetHost();
  await once(socket.bind(), 'listening');
  await end(socket);
});

test('another port than the wanted one is none', async () => {
  faults.add({ kind: 'multicast', bind: { port: 0 }, times: 1 });
  const socket = ours.createSocket('udp4').bind(61234, '127.0.0.1');
  assert.equal((await failed(socket)).message, 'bind EADDRINUSE 127.0.0.1:61234');
  await end(socket);
});

test('a send that the system refuses has its error in the callback', async () => {
  const socket = await bound(ours);
  faults.add({ call: 'send', effect: { fails: ENOBUFS }, times: 1 });
  const [error] = await new Promise<unknown[]>((resolve) =>
    socket.send('x', 9, '127.0.0.1', (...args) => resolve(args))
  );
  assert.ok(error instanceof Error);
  const expected = { code: 'ENOBUFS', errno: -ENOBUFS, syscall: 'send', address: '127.0.0.1', port: 9 };
  assert.deepEqual({ ...error }, expected);
  assert.equal(error.message, 'send ENOBUFS 127.0.0.1:9');
  await end(socket);
});

test('a failure of the receive thread is an error event', async () => {
  const socket = await bound(ours);
  const error = failed(socket);
  emitFromNowhere('multicast', 0, 'error', { code: ENOBUFS });
  const { code, syscall } = await error;
  assert.deepEqual([code, syscall], ['ENOBUFS', 'recvmsg']);
  await end(socket);
});

test('a bind that is never answered keeps a closed socket for five seconds', async () => {
  await noneOpen();
  faults.add({ call: 'bind', effect: 'neverAnswers' });
  const socket = ours.createSocket('udp4').bind();
  socket.on('listening', () => assert.fail('listening'));
  await new Promise(setImmediate);
  stopTimers();
  await end(socket);
  await pass(LONGEST_FLUSH_MS - 1);
  assert.equal(openSocketCount(), 1);
  await pass(1);
  assert.equal(openSocketCount(), 0);
  await restartTimers();
});

test('a bind that is answered after the close opens nothing', async () => {
  faults.add({ call: 'bind', effect: { answersAfter: 50 } });
  const socket = ours.createSocket('udp4').bind();
  socket.on('listening', () => assert.fail('listening'));
  await new Promise(setImmediate);
  await end(socket);
  await noneOpen();
});

test('messages, events and callbacks of a closed socket do not come', async () => {
  const socket = await bound(ours);
  socket.on('message', () => assert.fail('message')).on('error', () => assert.fail('error'));
  socket.send('x', socket.address().port, '127.0.0.1');
  // The datagram has left and is on its way.
  await new Promise<void>((resolve) => process.nextTick(() => process.nextTick(resolve)));
  socket.close();
  emitFromNowhere('multicast', 0, 'error', { code: ENOBUFS });
  await once(socket, 'close');
});

test('a socket is held until the system has closed it, and no longer', async () => {
  await noneOpen();
  const socket = await bound(ours);
  assert.equal(openSocketCount(), 1);
  await end(socket);
  await noneOpen();
});

test('bind refuses a number that is no port', () => {
  for (const port of [82138, -1, 65536, '82138']) {
    const socket = ours.createSocket('udp4');
    assert.throws(() => socket.bind(port as number), {
      code: 'ERR_SOCKET_BAD_PORT',
      message: /^options\.port should be >= 0 and < 65536\. Received type /
    });
    socket.close();
  }
});
