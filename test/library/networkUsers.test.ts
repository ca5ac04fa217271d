import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import {
  leaveNetwork,
  type NetworkUser,
  useNetwork
} from '../../library/src/main/ets/channel/NetworkUsers.ets';
import { application, Bearer, networks, permissions, resetHost } from '../host/control.ts';
import { settle } from './support/eventLog.ts';

const WIFI_ADDRESS = '192.0.2.11';
const ADDRESS_LOST = 'the device has lost the address of the socket';
const NETWORK_LOST = 'the network of the connection is lost';

const DEFAULT_NETWORK_LOST = 'the network of the socket is lost; it goes on over the next one';

const users: NetworkUser[] = [];

/** A connection with this address of its own; `''` where that is not known. */
async function use(localAddress: string, outlivesNetwork = false): Promise<string[]> {
  const reasons: string[] = [];
  const user = { localAddress, outlivesNetwork, onNetworkLost: (reason: string) => reasons.push(reason) };
  users.push(user);
  useNetwork(user);
  await settle();
  return reasons;
}

function firstNetwork(): NonNullable<typeof networks.default> {
  return networks.default ?? assert.fail('there is no network');
}

afterEach(() => {
  for (const user of users.splice(0)) leaveNetwork(user);
  resetHost();
});

describe('a change of the network', () => {
  it('ends connections whose network is lost, each once, and no others', async () => {
    const cellular = networks.add(Bearer.CELLULAR);
    const overWifi = await use(WIFI_ADDRESS);
    const byDefault = await use('');
    const overCellular = await use('192.0.2.10');
    const overAccessPoint = await use('192.168.43.1');
    const loopback = [await use('127.0.0.1'), await use('::1'), await use('::ffff:127.0.0.1')];
    networks.remove(firstNetwork());
    networks.remove(cellular);
    networks.add(Bearer.WIFI);
    assert.deepEqual(overWifi, [ADDRESS_LOST]);
    assert.deepEqual(byDefault, [NETWORK_LOST]);
    assert.deepEqual(overCellular, [ADDRESS_LOST]);
    assert.deepEqual(overAccessPoint, [], 'the system never had this address in its table');
    assert.deepEqual(loopback, [[], [], []]);
  });

  it('leaves connections alone when another network comes up', async () => {
    const reasons = [await use(WIFI_ADDRESS), await use('')];
    networks.add(Bearer.CELLULAR);
    await settle();
    assert.deepEqual(reasons, [[], []]);
  });

  it('ends connections whose address the device has no more', async () => {
    const overWifi = await use(WIFI_ADDRESS);
    const byDefault = await use('');
    networks.setAddresses(firstNetwork(), [{ address: '192.0.2.200', prefixLength: 24 }]);
    assert.deepEqual(overWifi, [ADDRESS_LOST]);
    assert.deepEqual(byDefault, []);
  });

  it('is found when a frozen app comes to the foreground, as nothing was told meanwhile', async () => {
    const overWifi = await use(WIFI_ADDRESS);
    const byDefault = await use('');
    const thaw = application.freeze();
    networks.removeAll();
    networks.add(Bearer.CELLULAR);
    await settle();
    assert.deepEqual([overWifi, byDefault], [[], []]);
    thaw();
    assert.deepEqual(overWifi, [ADDRESS_LOST]);
    assert.deepEqual(byDefault, [NETWORK_LOST]);
  });

  it('does no harm to connections that outlive a freeze', async () => {
    const reasons = [await use(WIFI_ADDRESS), await use('')];
    application.freeze()();
    application.goToBackground();
    application.comeToForeground();
    await settle();
    assert.deepEqual(reasons, [[], []]);
  });

  it('tells those that go on of each loss, also of a network that came later', async () => {
    const goesOn = await use('', true);
    networks.removeAll();
    await settle();
    assert.deepEqual(goesOn, [DEFAULT_NETWORK_LOST]);
    application.comeToForeground();
    networks.add(Bearer.CELLULAR);
    networks.removeAll();
    assert.deepEqual(goesOn, [DEFAULT_NETWORK_LOST, DEFAULT_NETWORK_LOST]);
  });

  it('knows addresses in other spellings: with a zone, or mapped to IPv6', async () => {
    const zoned = await use('fe80::2%wlan0');
    const mapped = await use(`::ffff:${WIFI_ADDRESS}`);
    application.comeToForeground();
    assert.deepEqual([zoned, mapped], [[], []]);
    networks.removeAll();
    assert.deepEqual([zoned, mapped], [[ADDRESS_LOST], [ADDRESS_LOST]]);
  });

  it('tells nothing to those that have left', async () => {
    const gone = await use(WIFI_ADDRESS);
    for (const user of users.splice(0)) leaveNetwork(user);
    networks.removeAll();
    application.comeToForeground();
    assert.deepEqual(gone, []);
  });

  it('is not known without the permission', async () => {
    permissions.deny('ohos.permission.GET_NETWORK_INFO');
    const reasons = [await use(WIFI_ADDRESS), await use('')];
    networks.removeAll();
    application.comeToForeground();
    await settle();
    assert.deepEqual(reasons, [[], []]);
  });
});
