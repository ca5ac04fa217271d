import assert from 'node:assert/strict';
import { test } from 'node:test';

// What OpenHarmony 5.1 does in a way of its own: the release is read when the module is loaded.
process.env.OHOS_RELEASE = '5.1';
const { boundUdp, cleanUpAfterEach, collect, next, textsOf, toPort } = await import('../support/sockets.ts');

cleanUpAfterEach();

test('a datagram that is under way when close is called is dropped', async () => {
  const { socket, port } = await boundUdp();
  const receiver = await boundUdp();
  const messages = collect(socket, 'message');
  // The datagram leaves within the call.
  const sending = socket.send({ data: 'to itself', address: toPort(port) });
  const closing = socket.close();
  // What is sent later to another socket is there: so the first is, too.
  const arriving = next(receiver.socket, 'message');
  await receiver.socket.send({ data: 'later', address: toPort(receiver.port) });
  await Promise.all([sending, closing, arriving]);
  assert.deepEqual(textsOf(messages), []);
});
