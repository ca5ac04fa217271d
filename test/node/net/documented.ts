// What the documentation has beside what the other programs use.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import { closed, listening, ours, sameAsNode, serving } from './support/sideBySide.ts';

/** Bytes: all buffers of a connection are smaller. */
const MORE_THAN_THE_SYSTEM_HOLDS = 1 << 24;

sameAsNode('the class Server, listen with options, and Symbol.asyncDispose', async (net, log) => {
  const server = new net.Server((peer) => peer.end());
  log(server.listen({ port: 0, host: '127.0.0.1' }, () => log('callback')) === server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await closed(net.connect(port, '127.0.0.1').resume());
  log(server.ref() === server, server.unref() === server, server.listening);
  log(await server[Symbol.asyncDispose](), server.listening);
});

sameAsNode('the other forms of connect, and what the ends know of each other', async (net, log) => {
  const server = net.createServer((peer) => peer.resume());
  const port = await listening(server);
  const callback = (): void => log('callback');
  for (const connect of [
    () => net.createConnection(port, '127.0.0.1', callback),
    () => new net.Socket().connect({ port, host: '127.0.0.1' }, callback)
  ]) {
    const arrival = once(server, 'connection') as Promise<[Socket]>;
    const client = connect();
    log(client.connecting, client.pending, client.address());
    await once(client, 'connect');
    const [peer] = await arrival;
    log(client.connecting, client.pending, client.address(), client.localFamily);
    log(client.remoteAddress, client.remoteFamily, client.remotePort === port);
    log(peer.remoteAddress, peer.remoteFamily, peer.remotePort === client.localPort);
    client.resume().end();
    await closed(client);
  }
});

sameAsNode('drain, when a peer reads at last', async (net, log) => {
  const server = net.createServer({ pauseOnConnect: true });
  const port = await listening(server);
  const arrival = once(server, 'connection') as Promise<[Socket]>;
  const client = net.connect(port, '127.0.0.1').resume();
  const [[peer]] = await Promise.all([arrival, once(client, 'connect')]);
  log(client.write(Buffer.alloc(MORE_THAN_THE_SYSTEM_HOLDS)), client.bufferSize);
  peer.resume();
  await once(client, 'drain');
  log(client.bufferSize);
  client.end();
  await closed(client);
});

sameAsNode('attempts: each is told, and those that fail', async (net, log) => {
  const port = await serving(net, (peer) => peer.end());
  const client = net.connect({
    port,
    host: 'name.test',
    autoSelectFamily: true,
    lookup: (_name, _options, found) =>
      (found as (error: null, all: unknown) => void)(null, [
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 }
      ])
  });
  client.on('connectionAttempt', (address, _port, family) => log('attempt', address, family));
  client.on('connectionAttemptFailed', (address, _port, family, error) =>
    log('failed', address, family, error)
  );
  await closed(client.resume());
  log(client.autoSelectFamilyAttemptedAddresses.map((each) => each.replace(String(port), 'port')));
});

test('IPC paths and handles are refused in words', () => {
  for (const call of [
    (): unknown => ours.createServer().listen({ fd: 3 }),
    (): unknown => ours.createServer().listen('/path'),
    (): unknown => new ours.Socket().connect('/path'),
    (): unknown => ours.connect('/path'),
    (): unknown => ours.createConnection('/path')
  ]) {
    assert.throws(call, { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  }
});
