// What releases of Node after 20 have, from their documentation: there is no module of Node's here to compare it with.
import assert from 'node:assert/strict';
import type nodeDiagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { LookupFunction, Socket, TcpNetConnectOpts } from 'node:net';
import { test } from 'node:test';
import ourNet from 'taro-harmony-socket/net';
import diagnostics from '../../../plugin/node/shims/diagnostics_channel.ts';
import { closed, end, listening, type Net, ours, textOf } from './support/sideBySide.ts';

const IPV4 = '127.0.0.1';
const { BlockList, SocketAddress } = ourNet;

interface LaterOptions {
  blockList?: unknown;
}

/** Both take options that Node's types of this release do not know. */
const connect = ours.connect as (options: Partial<TcpNetConnectOpts> & LaterOptions) => Socket;
const createServer = ours.createServer as (options: LaterOptions) => ReturnType<Net['createServer']>;

function listOf(...addresses: string[]): InstanceType<typeof BlockList> {
  const list = new BlockList();
  for (const address of addresses) list.addAddress(address, address.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}

test('connect with a blockList: nothing goes to an address of it', async () => {
  const server = ours.createServer(() => assert.fail('a connection came'));
  const port = await listening(server, IPV4);
  const client = connect({ port, host: IPV4, blockList: listOf(IPV4) });
  client.on('connectionAttempt', () => assert.fail('an attempt was made'));
  const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException];
  assert.deepEqual(
    [error.code, error.message],
    ['ERR_IP_BLOCKED', `IP(${IPV4}) is blocked by net.BlockList`]
  );
  await end(server);
});

test('connect with a blockList: of several addresses the others are tried', async () => {
  const server = ours.createServer((peer) => peer.end('hello'));
  const port = await listening(server, IPV4);
  const addresses = [
    { address: '::1', family: 6 },
    { address: IPV4, family: 4 }
  ];
  const lookup: LookupFunction = (_name, _options, answer) => process.nextTick(answer, null, addresses);
  const client = connect({ port, host: 'both.test', lookup, blockList: listOf('::1') });
  const failed: unknown[] = [];
  client.on('connectionAttemptFailed', (address: string) => failed.push(address));
  assert.equal(await textOf(client), 'hello');
  await end(server);
  const both = connect({ port, host: 'both.test', lookup, blockList: listOf('::1', IPV4) });
  const [error] = (await once(both, 'error')) as [AggregateError & NodeJS.ErrnoException];
  assert.deepEqual([error.code, error.errors.length], ['ERR_IP_BLOCKED', 2]);
  assert.deepEqual(failed, ['::1']);
});

test('createServer with a blockList: who comes from an address of it is closed again', async () => {
  const server = createServer({ blockList: listOf(IPV4) });
  server.on('connection', () => assert.fail('the connection was told'));
  const port = await listening(server, IPV4);
  const client = ours.connect(port, IPV4).on('error', () => undefined);
  await closed(client.resume());
  await end(server);
});

test('a blockList that is none is refused', () => {
  const code = { code: 'ERR_INVALID_ARG_TYPE' };
  for (const blockList of [true, 1, 'list', {}, [IPV4]]) {
    assert.throws(() => createServer({ blockList }), code);
    assert.throws(() => connect({ port: 1, blockList }), code);
  }
  for (const blockList of [undefined, null, false]) assert.ok(createServer({ blockList }));
});

test('SocketAddress.parse', () => {
  const parsed = (text: string): unknown => {
    const found = SocketAddress.parse(text);
    return found === undefined ? undefined : [found.address, found.family, found.port];
  };
  assert.deepEqual(parsed('192.0.2.1'), ['192.0.2.1', 'ipv4', 0]);
  assert.deepEqual(parsed('192.0.2.1:80'), ['192.0.2.1', 'ipv4', 80]);
  assert.deepEqual(parsed('[2001:db8::1]:65535'), ['2001:db8::1', 'ipv6', 65535]);
  assert.deepEqual(parsed('[::]'), ['::', 'ipv6', 0]);
  for (const wrong of [
    '',
    'name',
    '192.0.2:1',
    '192.0.2.1:65536',
    '192.0.2.1:',
    '[192.0.2.1]',
    '::1',
    '[::1'
  ]) {
    assert.equal(parsed(wrong), undefined, wrong);
  }
  assert.throws(() => SocketAddress.parse(1 as unknown as string), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('BlockList.toJSON and fromJSON: the rules of one in another', () => {
  const list = listOf('192.0.2.1', '::1');
  list.addRange('192.0.2.5', '192.0.2.9');
  list.addSubnet('2001:db8::', 32, 'ipv6');
  for (const form of [list.toJSON(), JSON.stringify(list)]) {
    const copy = new BlockList();
    copy.fromJSON(form);
    assert.deepEqual(copy.rules, list.rules);
    assert.deepEqual(
      ['192.0.2.1', '192.0.2.7', '192.0.2.10'].map((address) => copy.check(address)),
      [true, true, false]
    );
    assert.ok(copy.check('2001:db8::7', 'ipv6'));
  }
  for (const wrong of [1, {}, [1], '1']) {
    assert.throws(() => new BlockList().fromJSON(wrong as never), { code: 'ERR_INVALID_ARG_TYPE' });
  }
});

test('diagnostics_channel: each socket is told, of clients and of servers', async () => {
  const channels = diagnostics as unknown as typeof nodeDiagnostics;
  const told: unknown[] = [];
  const onClient = (message: unknown): unknown => told.push(['client', message]);
  const onServer = (message: unknown): unknown => told.push(['server', message]);
  channels.subscribe('net.client.socket', onClient);
  channels.subscribe('net.server.socket', onServer);
  const server = ours.createServer();
  const port = await listening(server, IPV4);
  const client = ours.connect(port, IPV4).resume();
  const [socket] = (await once(server, 'connection')) as [Socket];
  socket.end();
  await closed(client);
  await end(server);
  channels.unsubscribe('net.client.socket', onClient);
  channels.unsubscribe('net.server.socket', onServer);
  ours.connect(port, IPV4).on('error', () => undefined);
  assert.deepEqual(told, [
    ['client', { socket: client }],
    ['server', { socket }]
  ]);
});
