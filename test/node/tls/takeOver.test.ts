// TLS over a socket that is connected already.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, test } from 'node:test';
import net from '../../../plugin/node/net/index.ts';
import tls from '../../../plugin/node/tls/index.ts';
import { openSocketCount } from '../../../library/src/main/ets/channel/OpenSockets.ets';
import { closeOpened } from '../../library/support/opened.ts';
import { LOOPBACK, plainServer } from '../../tls/support/servers.ts';
import { withoutCompanion } from '../dgram/support/sideBySide.ts';

afterEach(closeOpened);

// The module itself goes on with a handshake that was begun.
test('a handshake ends with its socket', { skip: withoutCompanion }, async () => {
  let peerClosed: Promise<unknown> | undefined;
  let onGreeting = (): void => undefined;
  const greeted = new Promise<void>((resolve) => (onGreeting = resolve));
  const port = await plainServer((peer) => {
    peerClosed = once(peer, 'close');
    peer.once('data', onGreeting).resume();
  });
  const plain = net.connect(port, LOOPBACK);
  await once(plain, 'connect');
  const secure = tls.connect({ socket: plain, rejectUnauthorized: false });
  await greeted;
  assert.equal(openSocketCount(), 1);
  const closed = Promise.all([once(plain, 'close'), once(secure, 'close')]);
  secure.destroy();
  await closed;
  await peerClosed;
  while (openSocketCount() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
});
