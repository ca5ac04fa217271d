import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { CallFailure } from '../../library/Index.ets';
import { getConnectedWifi, getLocalIPAddress, startWifi, stopWifi } from '../../library/Index.ets';
import { Bearer, networks, permissions, resetHost, wifi, WifiSecurityType } from '../host/control.ts';

async function rejectionOf(promise: Promise<unknown>): Promise<CallFailure> {
  return promise.then(
    () => assert.fail('it has succeeded'),
    (error: unknown) => error as CallFailure
  );
}

function withPermission(call: string, permission: string): string {
  return `${call}:fail permission denied: add ${permission} to requestPermissions in the entry module's module.json5`;
}

afterEach(async () => {
  resetHost();
  await stopWifi();
});

describe('getLocalIPAddress', () => {
  it("gives the Wi-Fi's IPv4 address and mask, whatever the default network is", async () => {
    networks.removeAll();
    networks.add(Bearer.CELLULAR);
    const local = networks.add(Bearer.WIFI);
    networks.setAddresses(local, [
      { address: 'fe80::7', prefixLength: 64 },
      { address: '192.0.2.77', prefixLength: 21 }
    ]);
    assert.deepEqual(await getLocalIPAddress(), {
      errMsg: 'getLocalIPAddress:ok',
      localip: '192.0.2.77',
      netmask: '255.255.248.0'
    });
  });

  it('gives the address of another network where there is no local one', async () => {
    networks.removeAll();
    networks.add(Bearer.CELLULAR);
    assert.equal((await getLocalIPAddress()).localip, '192.0.2.10');
  });

  it('gives an IPv6 address without a mask where there is no other', async () => {
    networks.setAddresses(networks.all[0] ?? assert.fail(), [{ address: '2001:db8::7', prefixLength: 64 }]);
    const { localip, netmask } = await getLocalIPAddress();
    assert.deepEqual([localip, netmask], ['2001:db8::7', '']);
  });

  it('says that there is no network', async () => {
    networks.removeAll();
    const failure = await rejectionOf(getLocalIPAddress());
    assert.equal(failure.errMsg, 'getLocalIPAddress:fail the device has no network');
    assert.equal(failure.errCode, -1);
  });

  it('names the missing permission', async () => {
    permissions.deny('ohos.permission.GET_NETWORK_INFO');
    const failure = await rejectionOf(getLocalIPAddress());
    assert.equal(failure.errMsg, withPermission('getLocalIPAddress', 'ohos.permission.GET_NETWORK_INFO'));
    assert.equal(failure.errCode, -3);
  });
});

describe('getConnectedWifi', () => {
  it('gives what WeChat gives', async () => {
    await startWifi();
    wifi.connect({ ssid: 'workshop', bssid: '8c:a6:df:c8:f7:4b', rssi: -64, frequency: 2437 });
    const result = await getConnectedWifi();
    assert.deepEqual(result, {
      errMsg: 'getConnectedWifi:ok',
      errCode: 0,
      wifi: {
        SSID: 'workshop',
        BSSID: '8c:a6:df:c8:f7:4b',
        secure: true,
        signalStrength: 80,
        frequency: 2437
      }
    });
    wifi.setSecurity(WifiSecurityType.WIFI_SEC_TYPE_OPEN);
    assert.equal((await getConnectedWifi()).wifi.secure, false);
    wifi.setSecurity(undefined);
    assert.equal((await getConnectedWifi()).wifi.secure, undefined);
  });

  it('keeps the strength of the signal within its range', async () => {
    await startWifi();
    for (const [rssi, strength] of [
      [-127, 0],
      [-100, 0],
      [-55, 100],
      [0, 100]
    ] as const) {
      wifi.connect({ rssi });
      assert.equal((await getConnectedWifi()).wifi.signalStrength, strength);
    }
  });

  it('tells with WeChat numbers why there is none', async () => {
    await startWifi();
    wifi.turnOff();
    assert.equal((await rejectionOf(getConnectedWifi())).errCode, 12005);
    wifi.connect();
    wifi.disconnect();
    const failure = await rejectionOf(getConnectedWifi());
    assert.deepEqual([failure.errCode, failure.code], [12010, 2501000]);
    await stopWifi();
    assert.equal((await rejectionOf(getConnectedWifi())).errCode, 12000);
  });

  it('names the missing permission', async () => {
    await startWifi();
    permissions.deny('ohos.permission.GET_WIFI_INFO');
    const failure = await rejectionOf(getConnectedWifi());
    assert.equal(failure.errMsg, withPermission('getConnectedWifi', 'ohos.permission.GET_WIFI_INFO'));
    assert.equal(failure.errCode, -3);
  });

  it('leaves a failure that a callback was told of caught, and any other not', async (t) => {
    const unhandled = t.mock.fn();
    process.on('unhandledRejection', unhandled);
    t.after(() => process.off('unhandledRejection', unhandled));
    await new Promise<void>((resolve) => {
      void getConnectedWifi({ complete: () => resolve() });
    });
    await new Promise(setImmediate);
    assert.equal(unhandled.mock.callCount(), 0);
    await assert.rejects(getConnectedWifi(), { errCode: 12000, name: 'Error' });
  });
});
