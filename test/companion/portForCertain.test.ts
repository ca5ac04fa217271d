import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUDPSocket, hasNativeCompanion } from '../../library/Index.ets';
import { probe } from '../native/support/addons.ts';
import { udpSocket } from '../native/support/descriptors.ts';

/** Half of Linux's default ephemeral range (32768 to 60999) and 10,000 binds, with BINDS=10000 OCCUPIED=14116. */
const BINDS = Number(process.env.BINDS ?? 1000);
const OCCUPIED = Number(process.env.OCCUPIED ?? 1000);
const AT_ONCE = 50;

/** Binds without a port, sends a datagram to the port that bind returned and waits for it on the same socket. */
async function isBoundToReturnedPort(): Promise<boolean> {
  const socket = createUDPSocket();
  const closed = new Promise((resolve) => socket.onClose(resolve));
  const result = new Promise<boolean>((resolve) => {
    socket.onError(() => resolve(false));
    socket.onMessage(({ localInfo, remoteInfo }) =>
      resolve(localInfo.port === port && remoteInfo.port === port)
    );
  });
  const port = socket.bind();
  socket.send({ address: '127.0.0.1', port, message: 'to myself' });
  const isRight = await result;
  socket.close();
  await closed;
  return isRight;
}

test('the port that bind returns is the port, with others taken all around', async (t) => {
  assert.ok(hasNativeCompanion(), 'run npm run build:native first');
  for (let i = 0; i < OCCUPIED; i++) assert.ok(probe.localPort(udpSocket(t)) > 0);
  let right = 0;
  for (let done = 0; done < BINDS; done += AT_ONCE) {
    const wave = await Promise.all(Array.from({ length: AT_ONCE }, isBoundToReturnedPort));
    right += wave.filter(Boolean).length;
  }
  assert.equal(right, BINDS);
});
