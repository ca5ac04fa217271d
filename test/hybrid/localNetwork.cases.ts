import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import {
  localServices,
  type LocalService,
  permissions,
  resetHost,
  useServiceNetwork
} from '../host/control.ts';
import type { BrowserApp } from './support/browserApp.ts';

const LIMIT = 50 * 60_000;
const PRINTER: LocalService = { type: '_ipp._tcp', name: 'Office printer', address: '192.0.2.20', port: 631 };

/** Addresses, the Wi-Fi and services in the page. */
export function localNetworkCases(app: BrowserApp): void {
  describe('the local network in the page', { timeout: LIMIT }, () => {
    afterEach(async () => {
      await app.closeAll();
      resetHost();
    });

    it('tells the address and the Wi-Fi, whose BSSID bindWifi takes', async () => {
      const { complaints, run } = await app.show('bridge');
      const result = await run(async ({ byName, neighbours, watch }) => {
        const tooEarly = await neighbours.getConnectedWifi().catch((error: Error) => error.message);
        await neighbours.startWifi();
        const { wifi } = await neighbours.getConnectedWifi();
        const tcp = byName.createTCPSocket();
        const seen = watch(tcp);
        tcp.bindWifi({ BSSID: wifi.BSSID ?? '' });
        await seen.times('bindwifi');
        tcp.close();
        await neighbours.stopWifi();
        return { tooEarly, wifi, address: await neighbours.getLocalIPAddress() };
      });
      assert.deepEqual(result, {
        tooEarly: 'getConnectedWifi:fail not init: call startWifi first',
        wifi: {
          SSID: 'host-module',
          BSSID: '02:00:00:00:00:01',
          secure: true,
          signalStrength: 100,
          frequency: 5180
        },
        address: { errMsg: 'getLocalIPAddress:ok', localip: '192.0.2.11', netmask: '255.255.255.0' }
      });
      assert.deepEqual(complaints, []);
    });

    it('names missing permissions', async () => {
      permissions.deny('ohos.permission.GET_NETWORK_INFO');
      permissions.deny('ohos.permission.GET_WIFI_INFO');
      const { run } = await app.show('bridge');
      const errors = await run(async ({ neighbours }) => {
        await neighbours.startWifi();
        const caught = (error: unknown): unknown[] => {
          const { errMsg, errCode } = error as { errMsg: string; errCode: number };
          return [errMsg, errCode];
        };
        return [
          await neighbours.getLocalIPAddress().then(() => [], caught),
          await neighbours.getConnectedWifi().then(() => [], caught)
        ];
      });
      const denied = (call: string, permission: string): unknown[] => [
        `${call}:fail permission denied: add ${permission} to requestPermissions in the entry module's module.json5`,
        -3
      ];
      assert.deepEqual(errors, [
        denied('getLocalIPAddress', 'ohos.permission.GET_NETWORK_INFO'),
        denied('getConnectedWifi', 'ohos.permission.GET_WIFI_INFO')
      ]);
    });

    it('finds services, tells when they go, and ends the search', async () => {
      localServices.add(PRINTER);
      const { page, complaints, run } = await app.show('bridge');
      const heard = run(async ({ neighbours }) => {
        const heard: unknown[] = [];
        const found = new Promise<void>((resolve) => {
          neighbours.onLocalServiceFound((service) => {
            heard.push(service);
            resolve();
          });
        });
        const lost = new Promise<void>((resolve) => {
          neighbours.onLocalServiceLost((service) => {
            heard.push(service);
            resolve();
          });
        });
        const stopped = new Promise((resolve) => neighbours.onLocalServiceDiscoveryStop(resolve));
        await neighbours.startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
        const again = await neighbours
          .startLocalServiceDiscovery({ serviceType: '_ipp._tcp' })
          .catch((error: Error) => error.message);
        await found;
        Object.assign(globalThis, { mark: 'found' });
        await lost;
        await neighbours.stopLocalServiceDiscovery();
        return [again, ...heard, await stopped];
      });
      await page.waitForFunction('globalThis.mark === "found"');
      localServices.remove(PRINTER);
      assert.deepEqual(await heard, [
        'startLocalServiceDiscovery:fail scan task already exist',
        { serviceType: '_ipp._tcp', serviceName: 'Office printer', ip: '192.0.2.20', port: 631 },
        { serviceType: '_ipp._tcp', serviceName: 'Office printer' },
        { errMsg: 'onLocalServiceDiscoveryStop:ok' }
      ]);
      assert.deepEqual(complaints, []);
    });

    it('lets go of a search that could not begin', async () => {
      const restore = useServiceNetwork({
        browse: () => {
          throw new Error('no multicast here');
        },
        resolve: () => Promise.resolve(undefined)
      });
      const { container, run } = await app.show('bridge');
      const calls: string[] = [];
      container.traffic.on('bridge', (json) => calls.push(json));
      const error = await run(({ neighbours }) =>
        neighbours
          .startLocalServiceDiscovery({ serviceType: '_ipp._tcp' })
          .catch((error: Error) => error.message)
      );
      restore();
      assert.equal(error, 'startLocalServiceDiscovery:fail no multicast here');
      assert.match(calls.at(-1) ?? '', /"name":"release"/);
    });

    it('fails in words outside of the shell', async () => {
      const { run } = await app.showWith(undefined);
      const errors = await run(async ({ neighbours, watch }) => {
        const messageOf = (error: Error): string => error.message;
        await neighbours.startWifi();
        const seen = watch(neighbours.connectSocket({ url: 'ws://127.0.0.1:1' }));
        await seen.times('close');
        return [
          await neighbours.getLocalIPAddress().then(() => '', messageOf),
          await neighbours.getConnectedWifi().then(() => '', messageOf),
          await neighbours.startLocalServiceDiscovery({ serviceType: '_ipp._tcp' }).then(() => '', messageOf),
          ...seen.events.map(([name, event]) => ('errMsg' in event ? event.errMsg : name))
        ];
      });
      const text =
        ":fail the page does not run in a TaroWebContainer of the shell @hybrid/web-container, or the shell's script is not there yet";
      assert.deepEqual(errors, [
        `getLocalIPAddress${text}`,
        `getConnectedWifi${text}`,
        `startLocalServiceDiscovery${text}`,
        `connectSocket${text}`,
        'close'
      ]);
    });
  });
}
