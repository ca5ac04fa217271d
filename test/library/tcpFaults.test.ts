import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createTCPSocket, SocketErrorCode, type TCPSocket } from '../../library/Index.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { emitFromNowhere, type Fault, faults, hosts, resetHost } from '../host/control.ts';
import { EventLog, settle } from './support/eventLog.ts';
import { newestNative } from './support/newestNative.ts';
import { closeOpened } from './support/opened.ts';
import { TcpServer } from './support/tcpServer.ts';

const EPIPE = 32;
const ENETUNREACH = 101;
const ECONNRESET = 104;
const EINPROGRESS = 115;
/** Fills one native send, so that the next write needs another one. */
const FULL_SEND = 'x'.repeat(65536);

interface Case {
  readonly socket: TCPSocket;
  readonly log: EventLog;
  readonly server: TcpServer;
  connect(timeout?: number): void;
}

async function newCase(...planned: Fault[]): Promise<Case> {
  for (const fault of planned) faults.add(fault);
  const server = await TcpServer.open();
  const socket = createTCPSocket();
  const log = new EventLog(socket);
  server.onChange = () => log.look();
  const connect = (timeout?: number): void =>
    socket.connect({
      address: '127.0.0.1',
      port: server.port,
      ...(timeout === undefined ? {} : { timeout })
    });
  return { socket, log, server, connect };
}

async function connectedCase(...planned: Fault[]): Promise<Case> {
  const test = await newCase(...planned);
  test.connect();
  await test.log.times('Connect', 1);
  await test.log.until(() => test.server.connections.length === 1, 'the connection');
  return test;
}

/** Waits for the end that the socket has come to by itself, or closes it. */
async function end({ socket, log }: Case): Promise<void> {
  socket.close();
  await log.times('Close', 1);
  await settle();
  assert.equal(log.count('Close'), 1);
  assert.equal(log.events.at(-1), 'Close', 'error comes before close');
  assert.equal(openSocketCount(), 0);
}

function callsOf(log: EventLog): string[] {
  return log.errors.map(({ errMsg }) => errMsg.split(':')[0] ?? '');
}

afterEach(async () => {
  resetHost();
  await closeOpened();
});

describe('a TCP connect that fails', () => {
  it('names the permission that is missing', async () => {
    const test = await newCase({ kind: 'tcp', call: '*', effect: { fails: 'permission' } });
    test.connect();
    await test.log.times('Close', 1);
    const [error] = test.log.errors;
    assert.deepEqual([error?.errCode, error?.code], [SocketErrorCode.PermissionDenied, 201]);
    assert.match(error?.errMsg ?? '', /^TCPSocket\.connect:fail .*ohos\.permission\.INTERNET/);
    await end(test);
    assert.deepEqual(test.log.events, ['Error', 'Close']);
  });

  it('carries the errno and the peer', async () => {
    const test = await newCase({ kind: 'tcp', call: 'connect', effect: { fails: ENETUNREACH } });
    test.connect();
    test.socket.write('lost');
    await test.log.times('Close', 1);
    await end(test);
    const { errMsg, ...numbers } = test.log.errors[0] ?? { errMsg: '' };
    assert.deepEqual(numbers, { errCode: -4, errno: ENETUNREACH, code: 2301000 + ENETUNREACH });
    assert.ok(errMsg.includes(`(127.0.0.1 port ${test.server.port})`), errMsg);
    assert.deepEqual(callsOf(test.log), ['TCPSocket.connect', 'TCPSocket.write']);
    assert.deepEqual(test.log.events, ['Error', 'Error', 'Close']);
  });

  it('does not call a refusal "in progress", nor a time-out', async () => {
    const test = await newCase({ kind: 'tcp', call: 'connect', effect: { fails: EINPROGRESS } });
    test.connect();
    await test.log.times('Close', 1);
    await end(test);
    const { errMsg, ...numbers } = test.log.errors[0] ?? { errMsg: '' };
    assert.deepEqual(numbers, { errCode: -4, code: 2301000 + EINPROGRESS });
    assert.match(errMsg, /^TCPSocket\.connect:fail refused or unreachable \(127\.0\.0\.1 port \d+\)$/);
  });
});

describe('a TCP socket whose native sends fail', () => {
  it('reports each write that has not gone wholly once, then closes', async () => {
    const test = await connectedCase({
      kind: 'tcp',
      call: 'send',
      skip: 1,
      times: 1,
      effect: { fails: EPIPE }
    });
    for (const text of ['one', 'two', FULL_SEND, 'four', 'five']) test.socket.write(text);
    await test.log.times('Close', 1);
    assert.deepEqual(test.log.events, ['Connect', 'Error', 'Error', 'Error', 'Error', 'Close']);
    for (const { errMsg, errCode } of test.log.errors) {
      assert.match(errMsg, /^TCPSocket\.write:fail /);
      assert.doesNotMatch(errMsg, /xxx|two|four/, 'the payload is shown');
      assert.ok(errCode === -2 || errCode === -1);
    }
    assert.deepEqual([test.log.errors[0]?.errno, test.log.errors[0]?.code], [EPIPE, 2301000 + EPIPE]);
    await end(test);
    await test.log.until(() => test.server.ended === 1, 'the end');
    assert.equal(test.server.received.toString(), 'one');
  });

  it('reports them also when close was called before', async () => {
    const test = await connectedCase({
      kind: 'tcp',
      call: 'send',
      skip: 1,
      times: 1,
      effect: { fails: EPIPE }
    });
    for (const text of ['one', 'two', 'three']) test.socket.write(text);
    test.socket.close();
    await end(test);
    assert.deepEqual(callsOf(test.log), ['TCPSocket.write', 'TCPSocket.write']);
    await test.log.until(() => test.server.ended === 1, 'the end');
    assert.equal(test.server.received.toString(), 'one');
  });

  it('refuses what its error listener writes, each with an error of its own', async () => {
    const test = await connectedCase({ kind: 'tcp', call: 'send', times: 1, effect: { fails: EPIPE } });
    let rewrites = 0;
    test.socket.onError(() => {
      if (rewrites >= 2) return;
      rewrites += 1;
      test.socket.write('again');
    });
    test.socket.write('one');
    test.socket.write('two');
    await test.log.times('Close', 1);
    await end(test);
    assert.deepEqual(callsOf(test.log), Array<string>(4).fill('TCPSocket.write'));
    assert.equal(test.server.received.toString(), '');
  });
});

describe('a TCP socket whose native calls are slow', () => {
  it('keeps the order of writes, one native send at a time', async () => {
    const test = await newCase();
    const fault = faults.add({ kind: 'tcp', call: 'send', effect: { answersAfter: 10 } });
    test.connect();
    const texts = Array.from({ length: 20 }, (_, i) => `write ${i}, `);
    for (const text of texts.slice(0, 10)) test.socket.write(text);
    await test.log.times('Connect', 1);
    for (const text of texts.slice(10)) test.socket.write(text);
    test.socket.close();
    await test.log.times('Close', 1);
    await test.log.until(() => test.server.ended === 1, 'the end');
    assert.equal(test.server.received.toString(), texts.join(''));
    assert.ok(fault.hits <= 4, `${fault.hits} native sends`);
    assert.deepEqual(test.log.events, ['Connect', 'Close']);
  });

  it('sends what was written before a late connect', async () => {
    const test = await newCase({ kind: 'tcp', connect: { after: 100 } });
    test.connect();
    test.socket.write('early');
    test.socket.close();
    await end(test);
    assert.deepEqual(test.log.events, ['Connect', 'Close']);
    await test.log.until(() => test.server.ended === 1, 'the end');
    assert.equal(test.server.received.toString(), 'early');
  });
});

describe('a TCP socket whose connection breaks', () => {
  it('gives errno 104, then closes', async () => {
    const test = await connectedCase();
    test.server.connections[0]?.resetAndDestroy();
    await test.log.times('Close', 1);
    assert.deepEqual(test.log.events, ['Connect', 'Error', 'Close']);
    assert.deepEqual(
      { ...test.log.errors[0] },
      { errMsg: 'TCPSocket:fail errno:104 errmsg:connection reset by peer', errCode: -2, errno: ECONNRESET }
    );
    await end(test);
  });

  it('gives errno 104 as OpenHarmony 5.0.3 tells it, and where it tells nothing', async () => {
    const effects = [{ payload: { code: ECONNRESET } }, 'withoutPayload'] as const;
    for (const effect of effects) {
      const test = await connectedCase({ kind: 'tcp', event: 'error', effect });
      test.server.connections[0]?.resetAndDestroy();
      await test.log.times('Close', 1);
      assert.equal(test.log.errors[0]?.errno, ECONNRESET);
      assert.equal(test.log.errors.length, 1);
      faults.reset();
      await end(test);
    }
  });

  it('reports the writes that were under way', async () => {
    const test = await connectedCase({ kind: 'tcp', call: 'send', effect: 'neverAnswers' });
    test.socket.write('one');
    test.socket.write('two');
    test.server.connections[0]?.resetAndDestroy();
    await test.log.times('Close', 1);
    assert.deepEqual(callsOf(test.log), ['TCPSocket', 'TCPSocket.write', 'TCPSocket.write']);
    await end(test);
  });

  it('delivers what came before a reset', async () => {
    const test = await connectedCase({ kind: 'tcp', stream: { resetAt: 5 } });
    test.server.connections[0]?.write('hello and more');
    await test.log.times('Close', 1);
    assert.equal(test.log.received.toString(), 'hello');
    assert.deepEqual(test.log.events, ['Connect', 'Message', 'Error', 'Close']);
    await end(test);
  });

  it('delivers what came before the peer closed, in pieces of any size, and closes once', async () => {
    const test = await connectedCase(
      { kind: 'tcp', stream: { cut: 'randomly' } },
      { kind: 'tcp', event: 'close', effect: 'repeated' }
    );
    const text = 'the quick brown fox '.repeat(500);
    test.server.connections[0]?.end(text);
    await test.log.times('Close', 1);
    assert.equal(test.log.received.toString(), text);
    assert.ok(test.log.messages.length > 10, 'it was not cut');
    assert.equal(test.log.errors.length, 0);
    await end(test);
  });

  it('reports one failure only, whatever the module tells afterwards', async () => {
    const test = await connectedCase();
    emitFromNowhere('tcp', 0, 'error', { code: 110 });
    emitFromNowhere('tcp', 0, 'error', { code: 0 });
    emitFromNowhere('tcp', 0, 'close', {});
    await test.log.times('Close', 1);
    await end(test);
    assert.deepEqual(test.log.events, ['Connect', 'Error', 'Close']);
    assert.equal(test.log.errors[0]?.errno, 110);
  });
});

describe('other faults of a TCP socket', () => {
  it('a connection stands although its local address cannot be read', async () => {
    const test = await connectedCase({ kind: 'tcp', call: 'getLocalAddress', effect: { fails: 9 } });
    test.server.connections[0]?.write('hello');
    await test.log.times('Message', 1);
    assert.deepEqual(
      { ...test.log.messages[0]?.localInfo },
      { address: '', family: 'IPv4', port: 0, size: 5 }
    );
    await end(test);
    assert.deepEqual(test.log.errors, []);
  });

  it('closes although the native close fails', async () => {
    const test = await connectedCase();
    const native = newestNative('TCPSocket');
    const fault = faults.add({ kind: 'tcp', call: 'close', times: 1, effect: { fails: 9 } });
    await end(test);
    assert.equal(fault.hits, 1);
    assert.deepEqual(test.log.events, ['Connect', 'Close']);
    await native.close();
  });

  it('reports a bindWifi whose native bind fails, and connects without it', async () => {
    hosts.set('server.test', ['127.0.0.1']);
    const test = await newCase({ kind: 'tcp', call: 'bind', times: 1, effect: { fails: 13 } });
    test.socket.bindWifi({ BSSID: '02:00:00:00:00:01' });
    test.socket.connect({ address: 'server.test', port: test.server.port });
    await test.log.times('Connect', 1);
    assert.deepEqual(
      [test.log.errors[0]?.errCode, test.log.errors[0]?.errno],
      [SocketErrorCode.WifiBinding, 13]
    );
    await end(test);
    assert.deepEqual(test.log.events, ['Error', 'Connect', 'Close']);
  });
});
