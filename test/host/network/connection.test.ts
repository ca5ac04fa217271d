import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Bearer, goOffline, hosts, networks, permissions, resetHost } from '../control.ts';
import connection from '../modules/@ohos.net.connection.ts';
import { boundUdp, collect, rejectionOf, until } from '../support/sockets.ts';
import type { NetConnection } from './netConnection.ts';

beforeEach(() => resetHost());
afterEach(() => resetHost());

const DENIED = { code: 201, message: 'Permission denied' };

/** A property of a payload or of what a call rejected with. */
function propertyOf(value: unknown, name: string): unknown {
  return Reflect.get(value as object, name);
}

function register(watcher: NetConnection): Promise<unknown> {
  return new Promise((resolve) => {
    watcher.register(resolve);
  });
}

function unregister(watcher: NetConnection): Promise<unknown> {
  return new Promise((resolve) => {
    watcher.unregister(resolve);
  });
}

describe('names', () => {
  test('literals and localhost resolve to themselves, in both styles', async () => {
    assert.deepEqual(await connection.getAddressesByName('127.0.0.2'), [
      { address: '127.0.0.2', family: 1, port: 0 }
    ]);
    assert.deepEqual(await connection.getAddressesByName('::1'), [{ address: '::1', family: 2, port: 0 }]);
    const called = await new Promise((resolve) => {
      void connection.getAddressesByName('localhost', (...args: unknown[]) => resolve(args));
    });
    const local = [
      { address: '127.0.0.1', family: 1, port: 0 },
      { address: '::1', family: 2, port: 0 }
    ];
    assert.deepEqual(called, [undefined, local]);
  });

  test('other names come from the table, in its order', async () => {
    hosts.set('Host.test', ['::1', '127.0.0.3']);
    const found = await connection.getAddressesByName('host.TEST');
    assert.deepEqual(
      found?.map(({ address }) => address),
      ['::1', '127.0.0.3']
    );
    assert.throws(() => hosts.set('bad.test', ['no address']), /is no IP address/);
  });

  test('an unknown name fails as on the device, and differently without a network', async () => {
    const unknown = { code: 2100002, message: 'Failed to connect to the service' };
    assert.deepEqual(await rejectionOf(connection.getAddressesByName('unknown.test')), unknown);
    networks.removeAll();
    const offline = { code: 2100003, message: 'System internal error' };
    assert.deepEqual(await rejectionOf(connection.getAddressesByName('unknown.test')), offline);
    assert.equal((await connection.getAddressesByName('localhost'))?.length, 2);
  });

  test('a look-up needs the permission and a name', async () => {
    permissions.deny('ohos.permission.INTERNET');
    assert.deepEqual(await rejectionOf(connection.getAddressesByName('localhost')), DENIED);
    permissions.grant('ohos.permission.INTERNET');
    assert.equal(propertyOf(await rejectionOf(connection.getAddressesByName('')), 'code'), 2100001);
    assert.equal(propertyOf(await rejectionOf(connection.getAddressesByName(5)), 'code'), 401);
  });
});

describe('networks', () => {
  test('there is one Wi-Fi network, which is the default network', async () => {
    const [network, ...others] = (await connection.getAllNets()) ?? [];
    assert.equal(others.length, 0);
    assert.equal((await connection.getDefaultNet())?.netId, network?.netId);
    const capabilities = await connection.getNetCapabilities(network);
    assert.deepEqual(capabilities?.bearerTypes, [connection.NetBearType.BEARER_WIFI]);
    assert.deepEqual(connection.getNetCapabilitiesSync(network), capabilities);
  });

  test('without a network the default handle is 0 and unknown handles are refused', async () => {
    const gone = connection.getDefaultNetSync();
    networks.removeAll();
    assert.deepEqual(connection.getAllNetsSync(), []);
    assert.equal(connection.getDefaultNetSync().netId, 0);
    assert.equal(propertyOf(await rejectionOf(connection.getNetCapabilities(gone)), 'code'), 2100001);
  });

  test('everything needs the permission; synchronous calls throw', async () => {
    permissions.deny('ohos.permission.GET_NETWORK_INFO');
    assert.deepEqual(await rejectionOf(connection.getAllNets()), DENIED);
    assert.deepEqual(await rejectionOf(connection.getDefaultNet()), DENIED);
    assert.throws(() => connection.getDefaultNetSync(), { name: 'Error', ...DENIED });
  });

  test('a socket is bound to a network by its descriptor', async () => {
    const handle = connection.getDefaultNetSync();
    const { socket } = await boundUdp();
    await handle.bindSocket(socket);
    assert.ok(networks.find(handle.netId)?.boundFds.has(socket.socketFd ?? -1));
    networks.removeAll();
    assert.equal(propertyOf(await rejectionOf(handle.bindSocket(socket)), 'code'), 2100001);
    assert.equal(propertyOf(await rejectionOf(handle.bindSocket({})), 'code'), 401);
    await socket.close();
  });

  test('the network goes away and comes back', async () => {
    const watcher = connection.createNetConnection();
    const available = collect(watcher, 'netAvailable');
    const lost = collect(watcher, 'netLost');
    const capable = collect(watcher, 'netCapabilitiesChange');
    assert.equal(await register(watcher), undefined);
    await until(() => capable.length === 1, 'the present network');
    networks.removeAll();
    assert.equal(lost.length, 1);
    networks.add(Bearer.CELLULAR);
    assert.equal(available.length, 2);
    assert.deepEqual(propertyOf(capable[1], 'netCap'), {
      linkUpBandwidthKbps: 0,
      linkDownBandwidthKbps: 0,
      networkCap: [12, 15, 16],
      bearerTypes: [0]
    });
    assert.equal(await unregister(watcher), undefined);
    networks.removeAll();
    assert.equal(lost.length, 1);
  });

  test('an offline device reaches nobody until it is back', async () => {
    const { socket, port } = await boundUdp();
    const data = { data: 'x', address: { address: '127.0.0.1', port } };
    const comeBack = goOffline();
    assert.equal(connection.getDefaultNetSync().netId, 0);
    assert.equal(propertyOf(await rejectionOf(socket.send(data)), 'code'), 2301101);
    comeBack();
    assert.notEqual(connection.getDefaultNetSync().netId, 0);
    await socket.send(data);
    await socket.close();
  });

  test('a watcher registers once, and unregisters only then', async () => {
    const watcher = connection.createNetConnection();
    assert.equal(propertyOf(await unregister(watcher), 'code'), 2101007);
    await register(watcher);
    assert.equal(propertyOf(await register(watcher), 'code'), 2101008);
    await unregister(watcher);
  });

  test('a watcher of one bearer hears of no other, and that there is none', async () => {
    const specifier = {
      netCapabilities: {
        bearerTypes: [Bearer.CELLULAR],
        networkCap: [],
        linkUpBandwidthKbps: 0,
        linkDownBandwidthKbps: 0
      }
    };
    const watcher = connection.createNetConnection(specifier, 20);
    const available = collect(watcher, 'netAvailable');
    const unavailable = collect(watcher, 'netUnavailable');
    await register(watcher);
    await until(() => unavailable.length === 1, 'netUnavailable');
    const cellular = networks.add(Bearer.CELLULAR);
    networks.add(Bearer.ETHERNET);
    assert.deepEqual(
      available.map((handle) => propertyOf(handle, 'netId')),
      [cellular.netId]
    );
    await unregister(watcher);
  });

  test('a blocked network is told', async () => {
    const watcher = connection.createNetConnection();
    const blocked = collect(watcher, 'netBlockStatusChange');
    await register(watcher);
    await until(() => blocked.length === 1, 'the present network');
    const [network] = networks.all;
    if (network !== undefined) networks.setBlocked(network, true);
    assert.deepEqual(
      blocked.map((info) => propertyOf(info, 'blocked')),
      [false, true]
    );
    await unregister(watcher);
  });
});
