import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { goOffline, hosts, networks } from '../control.ts';
import connection from '../modules/@ohos.net.connection.ts';
import { boundUdp, cleanUpAfterEach, rejectionOf, toPort } from '../support/sockets.ts';
import type { NetConnection } from './netConnection.ts';

cleanUpAfterEach();

/** The code of what a call rejects with. */
async function codeOf(call: unknown): Promise<unknown> {
  return Reflect.get((await rejectionOf(call)) as object, 'code');
}

/** What `register` or `unregister` answers. */
async function answerOf(watcher: NetConnection, method: 'register' | 'unregister'): Promise<unknown> {
  const failure = await new Promise((resolve) => watcher[method](resolve));
  return failure === undefined ? undefined : Reflect.get(failure as object, 'code');
}

/** What tests of the library see of networks and names is told there; here is what no call of the library should meet. */
describe('wrong calls of @ohos.net.connection', () => {
  test('a look-up needs a name, and the table of hosts addresses', async () => {
    assert.equal(await codeOf(connection.getAddressesByName('')), 2100001);
    assert.equal(await codeOf(connection.getAddressesByName(5)), 401);
    assert.throws(() => hosts.set('bad.test', ['no address']), /is no IP address/);
  });

  test('a network that is gone, and what has no descriptor', async () => {
    const gone = connection.getDefaultNetSync();
    networks.removeAll();
    const { socket } = await boundUdp();
    assert.equal(await codeOf(gone.bindSocket(socket)), 2100001);
    assert.equal(await codeOf(gone.bindSocket({})), 401);
    assert.equal(await codeOf(connection.getNetCapabilities(gone)), 2100001);
    assert.throws(() => connection.getNetCapabilitiesSync(gone), { name: 'Error', code: 2100001 });
  });

  test('a watcher registers once, and unregisters only then', async () => {
    const watcher = connection.createNetConnection();
    assert.equal(await answerOf(watcher, 'unregister'), 2101007);
    assert.equal(await answerOf(watcher, 'register'), undefined);
    assert.equal(await answerOf(watcher, 'register'), 2101008);
    assert.equal(await answerOf(watcher, 'unregister'), undefined);
  });
});

test('an offline device reaches nobody until it is back', async () => {
  const { socket, port } = await boundUdp();
  const data = { data: 'x', address: toPort(port) };
  const comeBack = goOffline();
  assert.equal(connection.getDefaultNetSync().netId, 0);
  assert.equal(await codeOf(socket.send(data)), 2301101);
  comeBack();
  assert.notEqual(connection.getDefaultNetSync().netId, 0);
  await socket.send(data);
});
