import assert from 'node:assert/strict';
import nodeOs from 'node:os';
import { afterEach, test } from 'node:test';
import shim from '../../../plugin/node/shims/os.ts';
import { Bearer, networks, permissions, resetHost } from '../../host/control.ts';
import deviceInfo from '../../host/modules/@ohos.deviceInfo.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeOs;
const MAC = '00:00:00:00:00:00';

afterEach(resetHost);

test('networkInterfaces: the loopback is that of Node', (context) => {
  const { lo } = nodeOs.networkInterfaces();
  if (lo === undefined) return context.skip('the loopback of this machine has another name');
  const nodes = new Map(lo.map((each) => [each.address, each]));
  for (const own of ours.networkInterfaces().lo ?? []) {
    const node = nodes.get(own.address);
    if (node !== undefined) assert.deepEqual(own, node);
  }
  assert.deepEqual(
    ours.networkInterfaces().lo?.map(({ cidr }) => cidr),
    ['127.0.0.1/8', '::1/128']
  );
});

test('networkInterfaces: addresses of all networks, by interface', () => {
  const ethernet = networks.add(Bearer.ETHERNET);
  networks.setAddresses(ethernet, [
    { address: '198.51.100.77', prefixLength: 20 },
    { address: '2001:db8::7', prefixLength: 60 },
    { address: 'fe80::7%eth0', prefixLength: 112 }
  ]);
  const six = { family: 'IPv6', mac: MAC, internal: false, scopeid: 0 };
  const four = { family: 'IPv4', mac: MAC, internal: false };
  const { lo, ...others } = ours.networkInterfaces();
  assert.equal(lo?.length, 2);
  assert.deepEqual(others, {
    wlan0: [
      { address: 'fe80::2', netmask: 'ffff:ffff:ffff:ffff::', cidr: 'fe80::2/64', ...six },
      { address: '192.0.2.11', netmask: '255.255.255.0', cidr: '192.0.2.11/24', ...four }
    ],
    eth0: [
      { address: '198.51.100.77', netmask: '255.255.240.0', cidr: '198.51.100.77/20', ...four },
      { address: '2001:db8::7', netmask: 'ffff:ffff:ffff:fff0::', cidr: '2001:db8::7/60', ...six },
      {
        address: 'fe80::7',
        netmask: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:0',
        cidr: 'fe80::7/112',
        ...six
      }
    ]
  });
  networks.removeAll();
  assert.deepEqual(Object.keys(ours.networkInterfaces()), ['lo']);
});

test('networkInterfaces: says which permission is missing', () => {
  permissions.deny('ohos.permission.GET_NETWORK_INFO');
  assert.throws(() => ours.networkInterfaces(), {
    code: 'ERR_SYSTEM_ERROR',
    message: /ohos\.permission\.GET_NETWORK_INFO/
  });
});

test('hostname: the name of the model as one of a host, its number, or localhost', () => {
  assert.equal(ours.hostname(), 'Mate-Test');
  const { marketName, productModel } = deviceInfo;
  deviceInfo.marketName = '';
  assert.equal(ours.hostname(), 'TST-AL00');
  deviceInfo.marketName = '华为 Mate (测试)';
  assert.equal(ours.hostname(), 'Mate');
  deviceInfo.marketName = '平板';
  assert.equal(ours.hostname(), 'localhost');
  deviceInfo.marketName = deviceInfo.productModel = '';
  assert.equal(ours.hostname(), 'localhost');
  Object.assign(deviceInfo, { marketName, productModel });
});
