import { once } from 'node:events';
import nodeNet, { type AddressInfo, type Socket } from 'node:net';
import { pair } from './support/pair.ts';
import {
  closed,
  end,
  listening,
  sameAsNode,
  serving,
  textOf,
  thrownBy,
  watch
} from './support/sideBySide.ts';

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
    },
    true
  );
}

sameAsNode(
  'allowHalfOpen: each end ends when it wants',
  async (net, log) => {
    const { client, peer } = await pair(net, log, { allowHalfOpen: true });
    client.end('one');
    log(await textOf(peer));
    log(peer.readyState, peer.writable);
    peer.write('two');
    peer.end('three');
    log(await textOf(client));
    await closed(client);
  },
  true
);

sameAsNode('a peer that ends first: the other end follows by itself', async (net, log) => {
  const { client, peer } = await pair(net, log);
  client.resume();
  peer.end('bye');
  await Promise.all([closed(client), closed(peer)]);
});

sameAsNode('every form of connect', async (net, log) => {
  const port = await serving(net, (peer) => peer.end());
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
  const port = await serving(net);
  const client = watch(net.connect(port, '127.0.0.1'), log);
  client.write('lost', (error) => log('write', error));
  client.destroy();
  await closed(client);
});

sameAsNode('the own end of a connection, chosen and taken', async (net, log) => {
  const port = await serving(net, (peer) => peer.resume());
  const first = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
  await once(first, 'connect');
  log(first.localAddress);
  first.end();
  first.resume();
  await closed(first);
  const other = watch(net.connect({ port, host: '127.0.0.1', localAddress: '203.0.113.1' }), log);
  await closed(other);
});

sameAsNode(
  'a server that is closed, or aborted, while the name is looked up that it is to listen on',
  async (net, log) => {
    const other = new AbortController();
    const closing = watch(net.createServer(), log, 'own ').listen(0, 'localhost');
    const aborted = watch(net.createServer(), log, 'other ').listen({
      port: 0,
      host: 'localhost',
      signal: other.signal
    });
    const isClosed = closed(closing, aborted);
    closing.close((error) => log('own callback', error));
    other.abort();
    await isClosed;
    // A look-up of the same name that began later has come to its end.
    const last = net.createServer();
    await listening(last, 'localhost');
    log(closing.listening, aborted.listening);
    await end(last);
  }
);

sameAsNode(
  'a connection that is reset before it is accepted',
  async (net, log) => {
    const server = net.createServer((peer) => watch(peer, log, 'server ').resume());
    const port = await listening(server);
    const arrival = once(server, 'connection') as Promise<[Socket]>;
    const client = nodeNet.connect(port, '127.0.0.1', () => client.resetAndDestroy());
    const [peer] = await arrival;
    await closed(peer);
  },
  true
);

sameAsNode('connect twice: the second is refused and ends the socket, with the first', async (net, log) => {
  const port = await serving(net, (peer) => peer.resume());
  const client = new net.Socket();
  client.on('connect', () => log('connect'));
  client.on('error', ({ code, syscall, address }: NodeJS.ErrnoException & { address?: string }) =>
    log('error', code, syscall, address)
  );
  client.on('close', (hadError) => log('close', hadError));
  client.connect(port, '127.0.0.1');
  client.connect(port, '127.0.0.1');
  await closed(client);
});

sameAsNode('listen at a name, and close at once', async (net, log) => {
  const server = watch(net.createServer(), log);
  server.listen(0, 'localhost', () => log('listen callback'));
  server.close((error) => log('close callback', error));
  await closed(server);
  // A look-up that is begun later is answered later.
  const next = net.createServer();
  await listening(next, 'localhost');
  await end(next);
  log(server.listening, server.address());
});

sameAsNode('listen at a name twice: the later one counts', async (net, log) => {
  const server = watch(net.createServer(), log);
  server.listen(0, 'localhost');
  server.listen(0, 'localhost');
  await once(server, 'listening');
  await end(server);
});

sameAsNode(
  'a port that is free is known when listen has returned, and who connects to it at once is served',
  async (net, log) => {
    const server = watch(net.createServer(), log, 'server ');
    server.on('connection', (peer) => peer.end('hello'));
    server.listen(0);
    const early = server.address() as AddressInfo;
    log(early.address, early.family, early.port > 0);
    const client = net.connect(early.port, '127.0.0.1');
    log(await textOf(client));
    log((server.address() as AddressInfo).port === early.port);
    await end(server);
  },
  true
);

sameAsNode(
  'a server that is closed as soon as it has a port accepts nobody',
  async (net, log) => {
    const server = watch(net.createServer(), log, 'server ');
    server.listen(0);
    const { port } = server.address() as AddressInfo;
    const client = watch(net.connect(port, '127.0.0.1'), log, 'client ');
    server.close();
    await closed(client);
    log(server.address());
  },
  true
);
