// TLS over a socket that is connected already.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeNet from 'node:net';
import { afterEach, test } from 'node:test';
import nodeTls from 'node:tls';
import net from '../../../plugin/node/net/index.ts';
import tls from '../../../plugin/node/tls/index.ts';
import { openSocketCount } from '../../../library/src/main/ets/channel/OpenSockets.ets';
import { closeOpened } from '../../library/support/opened.ts';
import { Identity } from '../../tls/support/certificates.ts';
import { LOOPBACK, plainServer, secureServer } from '../../tls/support/servers.ts';
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

const EVENTS = ['connect', 'ready', 'secure', 'secureConnect', 'close'] as const;

/** @returns the states and events of a client over a socket that `connect`s, or is connected already */
async function overASocket(
  plainSockets: typeof net,
  secureSockets: typeof tls,
  port: number,
  isConnected: boolean
): Promise<string[]> {
  const plain = plainSockets.connect(port, LOOPBACK);
  if (isConnected) await once(plain, 'connect');
  const secure = secureSockets.connect({ socket: plain, rejectUnauthorized: false });
  const told: string[] = [];
  const tell = (event: string): void => {
    const { connecting, pending, readyState, bufferSize } = secure;
    told.push(`${event}: ${connecting} ${pending} ${readyState} ${bufferSize}`);
  };
  tell('made');
  for (const event of EVENTS) secure.on(event, () => tell(event));
  secure.resume().end('written at once');
  tell('ended');
  await once(secure, 'close');
  return told;
}

for (const isConnected of [true, false]) {
  test(`over a socket that ${isConnected ? 'is connected' : 'connects'} what Node tells is told`, async () => {
    const authority = await Identity.authority('Ours');
    const peer = await secureServer(await authority.issue({ name: 'server' }));
    const expected = overASocket(nodeNet as never, nodeTls as never, peer.port, isConnected);
    (await peer.next()).end('answer');
    const actual = overASocket(net, tls, peer.port, isConnected);
    const accepted = await peer.next();
    assert.equal(String((await once(accepted, 'data'))[0]), 'written at once');
    accepted.end('answer');
    assert.deepEqual(await actual, await expected);
  });
}
