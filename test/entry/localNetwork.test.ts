import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shows } from './support/arkUi.ts';
import { LocalNetwork } from '../../entry/src/main/ets/viewmodel/LocalNetwork.ets';
import { localServices, networks, resetHost, wifi } from '../host/control.ts';

const PRINTER = { type: '_ipp._tcp', name: 'Office printer', address: '192.0.2.20', port: 631 };

test('the card of the local network shows the address, the Wi-Fi, and services that come and go', async (t) => {
  t.after(() => resetHost());
  const network = new LocalNetwork();
  await network.look();
  assert.equal(network.address, '192.0.2.11  255.255.255.0');
  assert.equal(network.wifi, 'host-module  02:00:00:00:00:01');
  localServices.add(PRINTER);
  network.serviceType.edit('_ipp._tcp');
  await network.search();
  assert.equal(network.isSearching, true);
  await shows('the printer', () => network.services.join() === 'Office printer  192.0.2.20  631');
  localServices.remove(PRINTER);
  assert.deepEqual(network.services, []);
  await network.leave();
  localServices.add(PRINTER);
  assert.deepEqual(network.services, []);
});

test('the card of the local network says why there is nothing to show', async (t) => {
  t.after(() => resetHost());
  networks.removeAll();
  wifi.turnOff();
  const network = new LocalNetwork();
  await network.look();
  assert.equal(network.address, 'getLocalIPAddress:fail the device has no network');
  assert.equal(network.wifi, 'getConnectedWifi:fail wifi not turned on');
  network.serviceType.edit('printers');
  await network.search();
  assert.match(network.failure, /^startLocalServiceDiscovery:fail invalid param/);
  assert.equal(network.isSearching, false);
  await network.leave();
});

test('a search that is asked for twice is one search', async (t) => {
  t.after(() => resetHost());
  const network = new LocalNetwork();
  await Promise.all([network.search(), network.search()]);
  assert.equal(network.failure, '');
  assert.equal(network.isSearching, true);
  await network.leave();
});

test('the card of the local network can leave while its search is refused', async (t) => {
  t.after(() => resetHost());
  const network = new LocalNetwork();
  network.serviceType.edit('printers');
  await Promise.all([network.search(), network.leave()]);
  assert.equal(network.isSearching, false);
});
