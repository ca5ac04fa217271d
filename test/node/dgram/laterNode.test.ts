// What releases of Node after 20 have, from their documentation: there is no module of Node's here to compare it with.
import assert from 'node:assert/strict';
import type { Socket, SocketOptions } from 'node:dgram';
import type nodeDiagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { test } from 'node:test';
import ourNet from 'taro-harmony-socket/net';
import diagnostics from '../../../plugin/node/shims/diagnostics_channel.ts';
import { ours } from './support/sideBySide.ts';

const IPV4 = '127.0.0.1';

interface LaterOptions extends SocketOptions {
  receiveBlockList?: unknown;
  sendBlockList?: unknown;
}

const createSocket = ours.createSocket as (options: LaterOptions) => Socket;

function listOf(address: string): object {
  const list = new ourNet.BlockList();
  list.addAddress(address, address.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}

async function bound(options: LaterOptions): Promise<Socket> {
  const socket = createSocket(options);
  await once(socket.bind(0), 'listening');
  return socket;
}

test('receiveBlockList: what comes from an address of it is dropped', async () => {
  const list = new ourNet.BlockList();
  list.addAddress(IPV4);
  const isChecked = new Promise((resolve) => {
    list.check = (...args) => {
      setImmediate(resolve);
      return ourNet.BlockList.prototype.check.apply(list, args);
    };
  });
  const receiver = await bound({ type: 'udp4', receiveBlockList: list });
  receiver.on('message', () => assert.fail('a datagram was told'));
  const sender = ours.createSocket('udp4');
  sender.send('blocked', receiver.address().port, IPV4);
  await isChecked;
  for (const socket of [receiver, sender]) socket.close();
});

test('sendBlockList: nothing is sent or connected to an address of it', async () => {
  const sender = await bound({ type: 'udp4', sendBlockList: listOf(IPV4) });
  const code = 'ERR_IP_BLOCKED';
  const sent = await new Promise<Error | null>((resolve) => sender.send('x', 9, IPV4, resolve));
  assert.deepEqual(
    [(sent as NodeJS.ErrnoException).code, sent?.message],
    [code, `IP(${IPV4}) is blocked by net.BlockList`]
  );
  const connected = await new Promise<Error | undefined>((resolve) =>
    sender.connect(9, IPV4, (error?: Error) => resolve(error))
  );
  assert.equal((connected as NodeJS.ErrnoException).code, code);
  assert.equal(sender.getSendQueueCount(), 0);
  sender.close();
});

test('block lists that are none are refused', () => {
  for (const name of ['receiveBlockList', 'sendBlockList']) {
    for (const list of [true, {}, 'list', [IPV4]]) {
      assert.throws(() => createSocket({ type: 'udp4', [name]: list }), { code: 'ERR_INVALID_ARG_TYPE' });
    }
    createSocket({ type: 'udp4', [name]: undefined }).close();
  }
});

test('diagnostics_channel: each socket is told', () => {
  const channels = diagnostics as unknown as typeof nodeDiagnostics;
  const told: unknown[] = [];
  const listener = (message: unknown): unknown => told.push(message);
  channels.subscribe('udp.socket', listener);
  const socket = ours.createSocket('udp4');
  channels.unsubscribe('udp.socket', listener);
  socket.close();
  ours.createSocket('udp4').close();
  assert.deepEqual(told, [{ socket }]);
});
