import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { permissions, resetHost, wifi } from '../control.ts';
import wifiManager from '../modules/@ohos.wifiManager.ts';
import { rejectionOf } from '../support/sockets.ts';

afterEach(() => resetHost());

describe('Wi-Fi', () => {
  test('is linked to one access point', async () => {
    wifi.connect({ bssid: '02:aa:bb:cc:dd:ee' });
    const linked = await wifiManager.getLinkedInfo();
    assert.equal(linked?.bssid, '02:aa:bb:cc:dd:ee');
    assert.equal(linked.connState, wifiManager.ConnState.CONNECTED);
    assert.equal(wifiManager.isConnected(), true);
  });

  test('tells why there is no link', async () => {
    wifi.disconnect();
    assert.deepEqual(await rejectionOf(wifiManager.getLinkedInfo()), {
      code: 2501000,
      message: 'Operation failed.'
    });
    wifi.turnOff();
    assert.equal(wifiManager.isWifiActive(), false);
    assert.deepEqual(await rejectionOf(wifiManager.getLinkedInfo()), {
      code: 2501001,
      message: 'Wi-Fi STA disabled.'
    });
    permissions.deny('ohos.permission.GET_WIFI_INFO');
    assert.deepEqual(await rejectionOf(wifiManager.getLinkedInfo()), {
      code: 201,
      message: 'Permission denied.'
    });
  });

  test('tells its listeners of every change, until they go', () => {
    const states: number[] = [];
    const listener = (state: number): number => states.push(state);
    wifiManager.on('wifiConnectionChange', listener);
    wifi.disconnect();
    wifi.connect();
    wifiManager.off('wifiConnectionChange', listener);
    wifi.disconnect();
    assert.deepEqual(states, [0, 1]);
  });
});
