// Clients pass on options that they were not given: null, '', 0, false. Node tests most of them for truth.
import { once } from 'node:events';
import type { NetConnectOpts, Server, ServerOpts, Socket, SocketConstructorOpts } from 'node:net';
import { type Net, sameAsNode, serving } from './support/sideBySide.ts';

const FALSY = [undefined, null, '', 0, false, NaN];

/** Each option with each of these values. */
function* forms(...names: string[]): Generator<Record<string, unknown>> {
  for (const name of names) for (const value of FALSY) yield { [name]: value };
}

function described(form: Record<string, unknown>): string {
  return Object.entries(form)
    .map(([name, value]) => `${name} ${typeof value} ${String(value)}`)
    .join();
}

/** What a call ends with: the first of these events, or the code of what it throws. */
async function outcome(start: () => Server | Socket, event: string): Promise<string> {
  let started: Server | Socket;
  try {
    started = start();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
  try {
    await once(started, event);
    return event;
  } catch (error) {
    return `error ${(error as NodeJS.ErrnoException).code}`;
  } finally {
    if ('destroy' in started) started.destroy();
    else started.close();
  }
}

sameAsNode('falsy options of connect', async (net, log) => {
  const port = await serving(net, (peer) => peer.on('error', () => undefined).end());
  const names = [
    'localAddress',
    'localPort',
    'family',
    'host',
    'timeout',
    'hints',
    'lookup',
    'path',
    'handle'
  ];
  names.push('keepAlive', 'keepAliveInitialDelay', 'noDelay', 'signal', 'onread', 'allowHalfOpen');
  names.push('autoSelectFamily', 'autoSelectFamilyAttemptTimeout', 'readable', 'writable');
  for (const form of forms(...names)) {
    const options = { port, host: '127.0.0.1', ...form } as NetConnectOpts;
    log(described(form), await outcome(() => net.connect(options), 'connect'));
  }
});

sameAsNode('family of a name', async (net, log) => {
  const port = await serving(net, (peer) => peer.on('error', () => undefined).end());
  for (const family of [...FALSY, 4, 'IPv4', 7, '4', true, 'IPv5', [4]]) {
    // A busy machine takes longer than Node waits before it tries the other address.
    const patience = { autoSelectFamilyAttemptTimeout: 60_000 };
    const options = { port, host: 'localhost', family, ...patience } as NetConnectOpts;
    log(typeof family, family, await outcome(() => net.connect(options), 'connect'));
  }
});

sameAsNode('falsy options of Socket and createServer', (net, log) => {
  const made = (form: Record<string, unknown>, make: (options: object) => unknown): void => {
    try {
      make(form);
      log(described(form), 'made');
    } catch (error) {
      log(described(form), (error as NodeJS.ErrnoException).code);
    }
  };
  for (const form of forms('allowHalfOpen', 'signal', 'onread', 'handle', 'noDelay', 'keepAlive')) {
    made(form, (options: SocketConstructorOpts) => new net.Socket(options).destroy());
  }
  for (const form of forms('allowHalfOpen', 'pauseOnConnect', 'keepAliveInitialDelay', 'highWaterMark')) {
    made(form, (options: ServerOpts) => net.createServer(options));
  }
  for (const form of forms('listener')) made(form, () => net.createServer({}, form.listener as never));
});

sameAsNode('falsy options of listen', async (net, log) => {
  const listen = (form: Record<string, unknown>): Promise<string> =>
    outcome(() => net.createServer().listen({ port: 0, host: '127.0.0.1', ...form }), 'listening');
  for (const form of forms('host', 'path', 'backlog', 'exclusive', 'signal', 'ipv6Only', 'readableAll')) {
    log(described(form), await listen(form));
  }
  for (const args of [
    [null],
    [undefined],
    [''],
    ['0'],
    [false],
    [0, null],
    [0, ''],
    [0, '127.0.0.1', null]
  ]) {
    log(JSON.stringify(args), await outcome(() => listenWith(net, args), 'listening'));
  }
});

function listenWith(net: Net, args: unknown[]): Server {
  const server = net.createServer();
  return (server.listen as (...given: unknown[]) => Server).apply(server, args);
}
