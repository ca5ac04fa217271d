import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import {
  closed,
  end,
  listening,
  type Log,
  type Net,
  sameAsNode,
  textOf,
  thrownBy,
  watch
} from './support/sideBySide.ts';

/** A connection: both ends, and the server that accepted one of them. */
async function pair(
  net: Net,
  log: Log,
  options: { allowHalfOpen?: boolean; host?: string } = {}
): Promise<{ client: Socket; peer: Socket; server: Server }> {
  const { allowHalfOpen = false, host = '127.0.0.1' } = options;
  const server = net.createServer({ allowHalfOpen });
  const port = await listening(server, host);
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = watch(net.connect({ port, host, allowHalfOpen }), log, 'client ');
  const [[peer]] = await Promise.all([accepted, once(client, 'connect')]);
  return { client, peer, server };
}

for (const host of ['127.0.0.1', '::1']) {
  sameAsNode(
    `a request and its answer over ${host}, with all that the ends know of each other`,
    async (net, log) => {
      const server = watch(net.createServer(), log, 'server ');
      const port = await listening(server, host);
      log(server.address(), server.listening);
      server.on('connection', (peer) => {
        log(
          'server ends',
          peer.localAddress,
          peer.localFamily,
          peer.localPort === port,
          peer.remoteAddress,
          peer.remoteFamily
        );
        peer.once('data', (data) => peer.end(`answer to ${data.toString()}`));
      });
      const client = watch(net.connect(port, host), log, 'client ');
      log(client.connecting, client.pending, client.readyState, client.address(), client.remoteAddress);
      await once(client, 'connect');
      log(client.connecting, client.pending, client.readyState, client.address(), client.remotePort === port);
      client.end('request');
      log(client.readyState);
      log(await textOf(client));
      await closed(client);
      log(client.bytesRead, client.bytesWritten, client.destroyed, client.readyState);
      await end(server);
      log(server.address(), server.listening);
    }
  );
}

sameAsNode('allowHalfOpen: each end ends when it wants', async (net, log) => {
  const { client, peer, server } = await pair(net, log, { allowHalfOpen: true });
  client.end('one');
  log(await textOf(peer));
  log(peer.readyState, peer.writable);
  peer.write('two');
  peer.end('three');
  log(await textOf(client));
  await closed(client);
  await end(server);
});

sameAsNode('a peer that ends first: the other end follows by itself', async (net, log) => {
  const { client, peer, server } = await pair(net, log);
  client.resume();
  peer.end('bye');
  await Promise.all([closed(client), closed(peer)]);
  await end(server);
});

sameAsNode('every form of connect', async (net, log) => {
  const server = net.createServer((peer) => peer.end());
  const port = await listening(server);
  const forms: ((done: () => void) => Socket)[] = [
    (done) => net.connect(port, '127.0.0.1', done),
    (done) => net.createConnection({ port, host: '127.0.0.1' }, done),
    (done) => net.connect({ port: String(port) as unknown as number, host: '127.0.0.1', family: 4 }, done),
    (done) => new net.Socket().connect(port, '127.0.0.1', done),
    (done) => net.connect(port, 'name.test', done)
  ];
  for (const form of forms.slice(0, 4)) {
    const client = form(() => log('connected')).resume();
    await closed(client);
  }
  const client = net.connect({
    port,
    host: 'name.test',
    lookup: (name, options, found) => {
      log('asked for', name, options.all);
      if (options.all) found(null, [{ address: '127.0.0.1', family: 4 }]);
      else found(null, '127.0.0.1', 4);
    }
  });
  watch(client, log).resume();
  await closed(client);
  await end(server);
});

sameAsNode('what connect refuses', (net, log) => {
  const calls: unknown[][] = [
    [],
    [{}],
    [{ port: 'text' }],
    [{ port: 70_000 }],
    [{ port: null }],
    [{ port: 1, host: 7 }],
    [{ port: 1, localAddress: 'here' }],
    [{ port: 1, localPort: 'here' }],
    [{ port: 1, lookup: 'dns' }],
    [{ port: 1, autoSelectFamily: 'yes' }],
    [{ port: 1, autoSelectFamilyAttemptTimeout: 0 }]
  ];
  for (const args of calls) {
    log(thrownBy(() => (net.connect as (...args: unknown[]) => Socket)(...args).destroy()));
  }
  for (const options of [{ objectMode: true }, { signal: 'now' }, { fd: 'one' }]) {
    log(thrownBy(() => new net.Socket(options as never)));
  }
});

sameAsNode('a connection that is refused', async (net, log) => {
  const server = net.createServer();
  const port = await listening(server);
  await end(server);
  const client = watch(net.connect(port, '127.0.0.1'), log);
  client.write('lost', (error) => log('write', error));
  await closed(client);
  log(client.destroyed, client.readyState, client.errored !== null);
});

sameAsNode('a name with several addresses, none of which answers', async (net, log) => {
  const server = net.createServer();
  const port = await listening(server);
  await end(server);
  const client = net.connect({
    port,
    host: 'name.test',
    lookup: (_name, _options, found) =>
      (found as (error: null, all: unknown) => void)(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 }
      ])
  });
  client.on('error', (error: AggregateError & { code: string }) => {
    log(
      error.name,
      error.code,
      error.errors.length,
      error.errors.map((each: Error) => each.message.split(' ')[1])
    );
  });
  await closed(client);
});

sameAsNode('a look-up that fails', async (net, log) => {
  const failure = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  const client = watch(
    net.connect({ port: 1, host: 'name.test', lookup: (_name, _options, found) => found(failure, '', 0) }),
    log
  );
  await closed(client);
});

sameAsNode('connect, and give up at once', async (net, log) => {
  const server = net.createServer();
  const port = await listening(server);
  const client = watch(net.connect(port, '127.0.0.1'), log);
  client.write('lost', (error) => log('write', error));
  client.destroy();
  await closed(client);
  await end(server);
});

sameAsNode('the own end of a connection, chosen and taken', async (net, log) => {
  const server = net.createServer((peer) => peer.resume());
  const port = await listening(server);
  const first = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
  await once(first, 'connect');
  log(first.localAddress);
  first.end();
  first.resume();
  await closed(first);
  const other = watch(net.connect({ port, host: '127.0.0.1', localAddress: '203.0.113.1' }), log);
  await closed(other);
  await end(server);
});

sameAsNode('a reset: by the client, and by the server', async (net, log) => {
  for (const who of ['client', 'peer'] as const) {
    const { client, peer, server } = await pair(net, () => undefined);
    const other = who === 'client' ? peer : client;
    const own = who === 'client' ? client : peer;
    watch(other, log, 'other ').resume();
    watch(own, log, 'own ');
    own.resetAndDestroy();
    await Promise.all([closed(own), closed(other)]);
    await end(server);
  }
});

sameAsNode('writes after the end, and after the close', async (net, log) => {
  const { client, peer, server } = await pair(net, () => undefined);
  peer.resume();
  client.end();
  client.write('late', (error) => log('late', error?.message));
  await closed(client);
  client.write('later', (error) => log('later', error?.message));
  await closed(peer);
  await end(server);
});

sameAsNode('a large write arrives whole, and is counted', async (net, log) => {
  const { client, peer, server } = await pair(net, () => undefined);
  client.end(Buffer.alloc(1 << 20, 'x'));
  log(client.bytesWritten);
  client.resume();
  peer.resume();
  await closed(peer, client);
  log(peer.bytesRead, client.bytesWritten);
  await end(server);
});

sameAsNode('pause: nothing comes until resume, and nothing is lost', async (net, log) => {
  const { client, peer, server } = await pair(net, () => undefined);
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
  await end(server);
});

sameAsNode('pauseOnConnect', async (net, log) => {
  const server = net.createServer({ pauseOnConnect: true });
  const port = await listening(server);
  const client = net.connect(port, '127.0.0.1');
  client.end('waits').resume();
  const [peer] = (await once(server, 'connection')) as [Socket];
  log(peer.isPaused(), peer.bytesRead);
  peer.resume();
  log(await textOf(peer));
  await closed(client);
  await end(server);
});

sameAsNode('setTimeout: told of silence, once, and not after 0', async (net, log) => {
  const { client, peer, server } = await pair(net, log);
  log(client.setTimeout(30, () => log('callback')) === client, client.timeout);
  await once(client, 'timeout');
  log(client.setTimeout(0).timeout, client.destroyed);
  for (const time of [-1, NaN, Infinity, '5' as unknown as number])
    log(thrownBy(() => client.setTimeout(time)));
  client.destroy();
  peer.resume();
  await closed(client, peer);
  await end(server);
});

sameAsNode('options of a socket: each call gives the socket back', async (net, log) => {
  const { client, peer, server } = await pair(net, () => undefined);
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
  await end(server);
});

sameAsNode('a closed socket connects again', async (net, log) => {
  const server = net.createServer((peer) => peer.end('hello'));
  const port = await listening(server);
  const client = new net.Socket();
  for (const round of [1, 2]) {
    client.connect(port, '127.0.0.1');
    log(round, await textOf(client), client.bytesRead);
    await closed(client);
  }
  await end(server);
});

sameAsNode('signal: a connection that is called off', async (net, log) => {
  const server = net.createServer((peer) => peer.resume());
  const port = await listening(server);
  const controller = new AbortController();
  const client = watch(net.connect({ port, host: '127.0.0.1', signal: controller.signal }), log);
  await once(client, 'connect');
  controller.abort();
  await closed(client);
  await end(server);
});

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
  await end(server);
});

sameAsNode('a server closes when its last connection has ended, and not before', async (net, log) => {
  const { client, peer, server } = await pair(net, () => undefined);
  server.close((error) => log('server closed', error));
  peer.resume();
  peer.on('close', () => log('server peer closed'));
  client.end();
  client.resume();
  await closed(server);
});

sameAsNode('accepted connections neither lose nor reorder what is written to them', async (net, log) => {
  const { client, peer, server } = await pair(net, () => undefined);
  const lines = Array.from({ length: 3000 }, (_, index) => `${index}\n`);
  for (const line of lines) peer.write(line);
  peer.end();
  log((await textOf(client)) === lines.join(''));
  await closed(client);
  await end(server);
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
    ['1.2.3.4', 'ipv4'],
    ['1.2.3.5', 'ipv4'],
    ['10.0.0.9', 'ipv4'],
    ['10.0.0.10', 'ipv4'],
    ['fd12::1', 'ipv6'],
    ['fe00::1', 'ipv6'],
    ['::ffff:1.2.3.4', 'ipv6']
  ] as const) {
    log(address, list.check(address, family));
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
