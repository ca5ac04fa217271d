import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, test } from 'node:test';
import { IpVersion } from '../../library/src/main/ets/base/IpAddress.ets';
import { StreamChannel } from '../../library/src/main/ets/channel/StreamChannel.ets';
import { StreamServer } from '../../library/src/main/ets/channel/StreamServer.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { Transport } from '../../library/src/main/ets/system/open.ets';
import type { ClientHandle } from '../../library/src/main/ets/system/StreamHandle.ets';
import { faults, resetHost } from '../host/control.ts';
import { closeAtEnd, closeOpened } from './support/opened.ts';
import { streamBytes } from './support/streamBytes.ts';
import { ADDRESS, closed } from './support/streams.ts';

const EPIPE = 32;
const EADDRINUSE = 98;
const ECONNREFUSED = 111;
const ECANCELED = 125;

afterEach(async () => {
  resetHost();
  await closeOpened();
  assert.equal(openSocketCount(), 0);
});

/** For one test, and for one connect. */
const PATIENCE_MS = 120_000;
const timeout = PATIENCE_MS;

type Result = (errno: number) => void;

/** How an operation is settled: after its call, and once. */
function settled(operation: (settle: Result) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let hasReturned = false;
    let count = 0;
    operation((errno) => {
      count += 1;
      if (!hasReturned || count > 1) reject(new Error(`settled ${count} times, or within the call`));
      else resolve(errno);
    });
    hasReturned = true;
  });
}

/** What a channel has received; `ended` is settled at the end of the stream. */
function receive(channel: StreamChannel): { bytes: () => Buffer; ended: Promise<void> } {
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    channel.start({
      onData: (bytes) => parts.push(Buffer.from(bytes)),
      onEnd: resolve,
      onError: (errno) => reject(new Error(`error ${errno}`))
    });
  });
  return { bytes: () => Buffer.concat(parts), ended };
}

async function listening(onChannel: (channel: StreamChannel) => void): Promise<StreamServer> {
  const server = new StreamServer(4, onChannel);
  assert.equal(await settled((settle) => server.listen({ address: ADDRESS, port: 0 }, settle)), 0);
  return server;
}

/** A connection between a client of Node's and a channel that a server has accepted. */
async function accepted(): Promise<{ channel: StreamChannel; peer: net.Socket }> {
  let report: (channel: StreamChannel) => void;
  const reported = new Promise<StreamChannel>((resolve) => (report = resolve));
  const server = await listening((channel) => report(channel));
  const peer = net.connect(server.localEndpoint.port, ADDRESS);
  closeAtEnd(() => peer.destroy());
  const channel = await reported;
  await closed(server);
  return { channel, peer };
}

/** A connection between a channel and a server of Node's. */
async function connected(): Promise<{ channel: StreamChannel; peer: net.Socket }> {
  const server = net.createServer({ allowHalfOpen: true }).listen(0, ADDRESS);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const arrival = once(server, 'connection') as Promise<[net.Socket]>;
  const channel = StreamChannel.client(4);
  assert.equal(
    await settled((settle) => channel.connect({ address: ADDRESS, port }, PATIENCE_MS, settle)),
    0
  );
  const [peer] = await arrival;
  closeAtEnd(() => peer.destroy());
  server.close();
  return { channel, peer };
}

async function textOf(peer: net.Socket): Promise<Buffer> {
  const parts: Buffer[] = [];
  peer.on('data', (part: Buffer) => parts.push(part));
  await once(peer, 'end');
  return Buffer.concat(parts);
}

for (const [name, open] of Object.entries({ connected, accepted })) {
  test(`${name}: the ends of the connection are known`, { timeout }, async () => {
    const { channel, peer } = await open();
    assert.deepEqual(channel.localEndpoint, { address: ADDRESS, port: peer.remotePort });
    assert.deepEqual(channel.remoteEndpoint, { address: ADDRESS, port: peer.localPort });
    await closed(channel);
  });

  test(
    `${name}: many writes at once arrive in order, each is settled, and the close follows what has gone`,
    { timeout },
    async () => {
      const { channel, peer } = await open();
      const arrival = textOf(peer);
      const pieces = Array.from({ length: 2000 }, (_, index) => streamBytes(index * 100, 100));
      const order: number[] = [];
      const results = pieces.map((piece, index) =>
        settled((settle) =>
          channel.write(piece, (errno) => {
            order.push(index);
            settle(errno);
          })
        )
      );
      assert.ok((await Promise.all(results)).every((errno) => errno === 0));
      assert.deepEqual(
        order,
        pieces.map((_, index) => index)
      );
      assert.equal(channel.bufferedAmount, 0);
      await closed(channel);
      assert.ok((await arrival).equals(Buffer.concat(pieces)));
    }
  );

  test(`${name}: bytes that came before start are kept, and the end is told`, { timeout }, async () => {
    const { channel, peer } = await open();
    peer.end('early');
    await once(peer, 'finish');
    const received = receive(channel);
    await received.ended;
    assert.equal(received.bytes().toString(), 'early');
    await closed(channel);
  });

  test(`${name}: a close settles what has not gone, and writes after it fail`, { timeout }, async () => {
    const { channel, peer } = await open();
    peer.pause();
    const large = settled((settle) => channel.write(new Uint8Array(1 << 24), settle));
    const isClosed = closed(channel);
    const late = settled((settle) => channel.write(Uint8Array.of(1), settle));
    assert.deepEqual([await large, await late], [ECANCELED, EPIPE]);
    peer.destroy();
    await isClosed;
  });
}

test('a refused connection, and a port that is taken', { timeout }, async () => {
  const server = await listening((channel) => channel.close(() => undefined));
  const endpoint = server.localEndpoint;
  const second = new StreamServer(4, () => undefined);
  assert.equal(await settled((settle) => second.listen(endpoint, settle)), EADDRINUSE);
  await Promise.all([closed(second), closed(server)]);
  const channel = StreamChannel.client(4);
  assert.equal(await settled((settle) => channel.connect(endpoint, PATIENCE_MS, settle)), ECONNREFUSED);
  await closed(channel);
});

test('a close while connecting: the connect is settled', { timeout }, async () => {
  const server = await listening((channel) => channel.close(() => undefined));
  const channel = StreamChannel.client(4);
  const result = settled((settle) => channel.connect(server.localEndpoint, PATIENCE_MS, settle));
  await closed(channel);
  assert.equal(await result, ECANCELED);
  await closed(server);
});

test('a server that closes: connections that it has not told of are closed, too', { timeout }, async () => {
  const channels: StreamChannel[] = [];
  let onFirst: () => void;
  const first = new Promise<void>((resolve) => (onFirst = resolve));
  const server = await listening((channel) => {
    channels.push(channel);
    if (channels.length === 1) server.close(onFirst);
  });
  const ends = Array.from({ length: 8 }, () => {
    const peer = net.connect(server.localEndpoint.port, ADDRESS).on('error', () => undefined);
    closeAtEnd(() => peer.destroy());
    return new Promise((resolve) => peer.resume().once('close', resolve));
  });
  await first;
  await Promise.all(channels.map(closed));
  await Promise.all(ends);
  assert.ok(channels.length < ends.length);
});

describe('a server whose module answers late or never', () => {
  test('tells of a connection whose close event does not come', { timeout }, async () => {
    const { channel, peer } = await accepted();
    faults.add({ kind: 'connection', event: 'close', effect: 'swallowed' });
    peer.resume();
    await Promise.all([closed(channel), once(peer, 'close')]);
  });

  test('hears of the other connections when one keeps its address to itself', { timeout }, async () => {
    const heard: StreamChannel[] = [];
    let onHeard: () => void;
    const all = new Promise<void>((resolve) => (onHeard = resolve));
    const server = await listening((channel) => {
      if (heard.push(channel) === 3) onHeard();
    });
    faults.add({ kind: 'connection', call: 'getRemoteAddress', times: 1, effect: 'neverAnswers' });
    const peers = Array.from({ length: 4 }, () => net.connect(server.localEndpoint.port, ADDRESS));
    for (const peer of peers) closeAtEnd(() => peer.resume().destroy());
    await all;
    await Promise.all([closed(server), ...heard.map(closed)]);
    // The one that was not told of is closed in the end.
    await Promise.all(peers.map((peer) => once(peer.resume(), 'close')));
  });
});

describe('a connect that the module has lost', () => {
  test('fails if its own end has a port: that one is taken for a while', { timeout }, async () => {
    const server = await listening((channel) => closeAtEnd(() => closed(channel)));
    faults.add({ kind: 'tcp', connect: 'lost' });
    const channel = StreamChannel.client(4, Transport.Module);
    assert.equal(await settled((settle) => channel.bind({ address: ADDRESS, port: 0 }, settle)), 0);
    const to = { address: ADDRESS, port: server.localEndpoint.port };
    const text = await new Promise((resolve) =>
      channel.connect(to, PATIENCE_MS, (_errno, failure) => resolve(failure?.text))
    );
    assert.match(String(text), /^the system has lost the connection/);
    await Promise.all([closed(channel), closed(server)]);
  });
});

describe('a flush while the connect is under way', () => {
  test('cuts it off and shuts nothing down, which would fail it', { timeout }, async () => {
    let isShutDown = false;
    const handle = {
      dropsUnread: true,
      connect: () => new Promise(() => {}),
      close: (done: () => void) => done(),
      shutDown: () => (isShutDown = true)
    } as unknown as ClientHandle;
    const channel = new StreamChannel(IpVersion.IPv4, () => handle);
    const result = settled((settle) => channel.connect({ address: ADDRESS, port: 9 }, PATIENCE_MS, settle));
    const isFlushed = await new Promise((resolve) => channel.flush(PATIENCE_MS, resolve));
    await closed(channel);
    assert.deepEqual([isFlushed, isShutDown, await result], [true, false, ECANCELED]);
  });
});

describe('a connect whose answer meets the close', () => {
  test(
    'is settled with ECANCELED once the channel is closed, however far the answer has come',
    { timeout },
    async () => {
      for (let turns = 0; turns < 12; turns++) {
        const results: number[] = [];
        let answer: (failure: undefined) => void = () => undefined;
        const handle = {
          connect: () => new Promise<undefined>((resolve) => (answer = resolve)),
          close: (done: () => void) => done(),
          shutDown: () => true,
          room: () => 0
        } as unknown as ClientHandle;
        const channel = new StreamChannel(IpVersion.IPv4, () => handle);
        channel.connect({ address: ADDRESS, port: 9 }, PATIENCE_MS, (errno) => results.push(errno));
        answer(undefined);
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        const before = [...results];
        await new Promise<void>((resolve) => channel.close(resolve));
        await new Promise(setImmediate);
        assert.deepEqual(results, before.length === 1 ? [0] : [ECANCELED], `closed after ${turns} turns`);
      }
    }
  );
});
