import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { test } from 'node:test';
import { pair } from './support/pair.ts';
import {
  closed,
  end,
  listening,
  ours,
  sameAsNode,
  serving,
  textOf,
  thrownBy,
  watch
} from './support/sideBySide.ts';

sameAsNode(
  'a reset: by the client, and by the server',
  async (net, log) => {
    for (const who of ['client', 'peer'] as const) {
      const { client, peer } = await pair(net, () => undefined);
      const other = who === 'client' ? peer : client;
      const own = who === 'client' ? client : peer;
      watch(other, log, 'other ').resume();
      watch(own, log, 'own ');
      own.resetAndDestroy();
      await Promise.all([closed(own), closed(other)]);
    }
  },
  true
);

sameAsNode('writes after the end, and after the close', async (net, log) => {
  const { client, peer } = await pair(net, () => undefined);
  peer.resume();
  client.end();
  client.write('late', (error) => log('late', error?.message));
  const isClosed = closed(peer);
  await closed(client);
  client.write('later', (error) => log('later', error?.message));
  await isClosed;
});

sameAsNode(
  'what was written in the turn of a destroy arrives, but for what is corked',
  async (net, log) => {
    for (const isCorked of [false, true]) {
      for (const who of ['client', 'peer'] as const) {
        const { client, peer } = await pair(net, () => undefined);
        const [own, other] = who === 'client' ? [client, peer] : [peer, client];
        if (isCorked) own.cork();
        for (const text of ['one ', 'two ', 'three']) {
          own.write(text, (error) => !isCorked && log(text, error instanceof Error));
        }
        own.destroy();
        log(await textOf(other), isCorked ? 0 : own.bytesWritten);
      }
    }
  },
  true
);

sameAsNode('a large write arrives whole, and is counted', async (net, log) => {
  const { client, peer } = await pair(net, () => undefined);
  client.end(Buffer.alloc(1 << 20, 'x'));
  log(client.bytesWritten);
  client.resume();
  peer.resume();
  await closed(peer, client);
  log(peer.bytesRead, client.bytesWritten);
});

sameAsNode('an empty write has gone when what was written before it has', async (net, log) => {
  const { client, peer } = await pair(net, () => undefined);
  client.cork();
  client.write(Buffer.alloc(1 << 24, 'x'), () => log('large'));
  client.write('', () => log('empty'));
  client.uncork();
  await once(peer, 'readable');
  log('begun');
  peer.resume();
  client.end();
  client.resume();
  await closed(peer, client);
});

sameAsNode('pause: nothing comes until resume, and nothing is lost', async (net, log) => {
  const { client, peer } = await pair(net, () => undefined);
  client.pause();
  let received = 0;
  client.on('data', (bytes) => (received += bytes.length));
  client.pause();
  peer.end(Buffer.alloc(300_000, 'y'));
  await once(peer, 'finish');
  log(received, client.isPaused());
  client.resume();
  await closed(client);
  log(received, client.bytesRead);
});

sameAsNode('pause in a call of onread: all that has come follows a resume', async (net, log) => {
  const port = await serving(net, (peer) => peer.end(Buffer.alloc(30_000, 'z')));
  let received = 0;
  const client = net.connect({
    port,
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(64),
      callback: (count) => {
        if (received === 0) {
          client.pause();
          setTimeout(() => client.resume(), 30);
        }
        received += count;
        return true;
      }
    }
  });
  await closed(client);
  log(received, client.bytesRead);
});

sameAsNode('pauseOnConnect', async (net, log) => {
  const server = net.createServer({ pauseOnConnect: true });
  const port = await listening(server);
  const client = net.connect(port, '127.0.0.1');
  client.end('waits').resume();
  const isClosed = closed(client);
  const [peer] = (await once(server, 'connection')) as [Socket];
  log(peer.isPaused(), peer.bytesRead);
  peer.resume();
  log('peer ends', await textOf(peer));
  await isClosed;
});

sameAsNode('setTimeout: told of silence, once, and not after 0', async (net, log) => {
  const { client, peer } = await pair(net, log);
  log(client.setTimeout(30, () => log('callback')) === client, client.timeout);
  await once(client, 'timeout');
  log(client.setTimeout(0).timeout, client.destroyed);
  for (const time of [-1, NaN, Infinity, '5' as unknown as number])
    log(thrownBy(() => client.setTimeout(time)));
  client.destroy();
  peer.resume();
  await closed(client, peer);
});

sameAsNode('options of a socket: each call gives the socket back', async (net, log) => {
  const { client, peer } = await pair(net, () => undefined);
  log(
    client.setNoDelay() === client,
    client.setNoDelay(false) === client,
    client.setKeepAlive(true, 1000) === client
  );
  log(client.ref() === client, client.unref() === client, client.ref() === client);
  log(peer.setNoDelay(true) === peer, peer.setKeepAlive(true) === peer);
  peer.resume();
  client.destroySoon();
  await closed(client, peer);
});

sameAsNode('a closed socket connects again', async (net, log) => {
  const port = await serving(net, (peer) => peer.end('hello'));
  const client = new net.Socket();
  for (const round of [1, 2]) {
    client.connect(port, '127.0.0.1');
    log(round, await textOf(client), client.bytesRead);
    await closed(client);
  }
});

sameAsNode('end before connect: the connection ends as soon as it is made', async (net, log) => {
  const server = net.createServer();
  const port = await listening(server);
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = new net.Socket();
  client.end();
  client.connect(port, '127.0.0.1', () => log('client connected'));
  client.on('finish', () => log('client finished')).resume();
  const isClosed = closed(client);
  const [peer] = await accepted;
  log('peer ends', await textOf(peer));
  await isClosed;
});

// Node makes it, too, and crashes: ERR_MULTIPLE_CALLBACK.
test('what was asked for a connection that was given up is not made of the next one', async () => {
  const server = ours.createServer((peer) => peer.pipe(peer));
  const port = await listening(server);
  for (const ask of [
    (client: Socket) => client.write('given up', () => undefined),
    (client: Socket) => client.end(),
    (client: Socket) => client.resetAndDestroy()
  ]) {
    const client = new ours.Socket().connect(port, '127.0.0.1');
    ask(client);
    client.destroy();
    await closed(client);
    client.connect(port, '127.0.0.1').write('hello');
    assert.equal(String(...((await once(client, 'data')) as [Buffer])), 'hello');
    client.destroy();
    await closed(client);
  }
  await end(server);
});

sameAsNode('signal: a connection that is called off', async (net, log) => {
  const port = await serving(net, (peer) => peer.resume());
  const controller = new AbortController();
  const client = watch(net.connect({ port, host: '127.0.0.1', signal: controller.signal }), log);
  await once(client, 'connect');
  controller.abort();
  await closed(client);
});

sameAsNode(
  'signal: called off before connect, which connects all the same and hears of a reset',
  async (net, log) => {
    const server = net.createServer();
    const port = await listening(server);
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const client = net.connect({ port, host: '127.0.0.1', signal: AbortSignal.abort() });
    client.on('error', (error) => log(error.name));
    await new Promise<void>((resolve) => client.once('connect', resolve));
    const [peer] = await accepted;
    peer.resetAndDestroy();
    await closed(client);
    log(client.destroyed, client.readyState);
  },
  true
);

sameAsNode('a server: a port in use, and another try', async (net, log) => {
  const first = net.createServer();
  const port = await listening(first);
  const second = watch(net.createServer(), log);
  second.listen(port, '127.0.0.1');
  await once(second, 'error');
  log(second.listening, second.address());
  await end(first);
  second.listen(port, '127.0.0.1');
  await once(second, 'listening');
  log(thrownBy(() => second.listen(0)));
  await end(second);
  second.close((error) => log('again', error));
  await closed(second);
});

sameAsNode('what listen and Server refuse', (net, log) => {
  const calls: unknown[][] = [[{ port: -1 }], [{ port: 'text' }], [70_000]];
  for (const args of calls) {
    const server = net.createServer().on('error', () => undefined);
    log(thrownBy(() => (server.listen as (...args: unknown[]) => Server)(...args).close()));
  }
  log(thrownBy(() => net.createServer('options' as never)));
  log(thrownBy(() => net.createServer().getConnections('later' as never)));
});

sameAsNode('maxConnections, drop and getConnections', async (net, log) => {
  const server = net.createServer((peer) => peer.resume());
  server.maxConnections = 1;
  const port = await listening(server);
  const first = net.connect(port, '127.0.0.1').resume();
  await once(server, 'connection');
  const second = net.connect(port, '127.0.0.1').resume();
  const [data] = (await once(server, 'drop')) as [{ remoteAddress: string; localFamily: string }];
  log(data.remoteAddress, data.localFamily);
  await closed(second.on('error', () => undefined));
  log(await new Promise((resolve) => server.getConnections((error, count) => resolve([error, count]))));
  first.end();
  await closed(first);
});

sameAsNode(
  'a server closes when its last connection has ended, and not before',
  async (net, log) => {
    const { client, peer, server } = await pair(net, () => undefined);
    server.close((error) => log('server closed', error));
    peer.resume();
    peer.on('close', () => log('server peer closed'));
    client.end();
    client.resume();
    await closed(server);
  },
  true
);

sameAsNode('accepted connections neither lose nor reorder what is written to them', async (net, log) => {
  const { client, peer } = await pair(net, () => undefined);
  const lines = Array.from({ length: 3000 }, (_, index) => `${index}\n`);
  for (const line of lines) peer.write(line);
  peer.end();
  log((await textOf(client)) === lines.join(''));
  await closed(client);
});

sameAsNode('isIP, isIPv4, isIPv6', (net, log) => {
  const texts = [
    '127.0.0.1',
    '::1',
    '1.2.3',
    '01.2.3.4',
    '::ffff:1.2.3.4',
    'fe80::1%lo',
    '1::2::3',
    '',
    'host',
    ' ::1'
  ];
  for (const text of [...texts, undefined, null, 4, {}]) {
    log(net.isIP(text as string), net.isIPv4(text as string), net.isIPv6(text as string));
  }
});

sameAsNode('BlockList and SocketAddress', (net, log) => {
  const list = new net.BlockList();
  list.addAddress('1.2.3.4');
  list.addRange('10.0.0.1', '10.0.0.9');
  list.addSubnet('fd00::', 8, 'ipv6');
  for (const [address, family] of [
    ['::1'],
    ['name.test'],
    ['1.2.3.4', 'ipv6'],
    ['1.2.3.4', 'IPv4'],
    ['1.2.3.4', 'ipv4'],
    ['1.2.3.5', 'ipv4'],
    ['10.0.0.9', 'ipv4'],
    ['10.0.0.10', 'ipv4'],
    ['fd12::1', 'ipv6'],
    ['fe00::1', 'ipv6'],
    ['::ffff:1.2.3.4', 'ipv6']
  ] as const) {
    log(address, list.check(address, family as 'ipv4'));
  }
  log(list.rules);
  for (const options of [{}, { family: 'ipv6' as const }, { address: '1.2.3.4', port: 80 }]) {
    const { address, family, port, flowlabel } = new net.SocketAddress(options);
    log(address, family, port, flowlabel);
  }
});

sameAsNode('the defaults of the choice between families', (net, log) => {
  log(net.getDefaultAutoSelectFamily(), net.getDefaultAutoSelectFamilyAttemptTimeout());
  net.setDefaultAutoSelectFamily(false);
  net.setDefaultAutoSelectFamilyAttemptTimeout(5);
  log(net.getDefaultAutoSelectFamily(), net.getDefaultAutoSelectFamilyAttemptTimeout());
  net.setDefaultAutoSelectFamily(true);
  net.setDefaultAutoSelectFamilyAttemptTimeout(250);
  log(thrownBy(() => net.setDefaultAutoSelectFamily('yes' as never)));
});
