import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { createTCPSocket, type TCPSocket } from '../../library/Index.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { faults, hosts, resetHost } from '../host/control.ts';
import connection from '../host/modules/@ohos.net.connection.ts';
import { EventLog, settle } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';
import { TcpServer } from './support/tcpServer.ts';
import { pass, restartTimers, stopTimers } from './support/timers.ts';

const TIMED_OUT = 110;
const LONGEST_CLOSE_MS = 3000;
const LONGEST_STALL_MS = 20_000;
/** Longer than anything waits. */
const LATE_MS = 60_000;

interface Case {
  readonly socket: TCPSocket;
  readonly log: EventLog;
  readonly server: TcpServer;
}

async function newCase(): Promise<Case> {
  const server = await TcpServer.open();
  const socket = createTCPSocket();
  const log = new EventLog(socket);
  server.onChange = () => log.look();
  return { socket, log, server };
}

async function connectedCase(): Promise<Case> {
  const test = await newCase();
  test.socket.connect({ address: '127.0.0.1', port: test.server.port });
  await test.log.times('Connect', 1);
  return test;
}

function assertTimedOut({ log }: Case, text: string): void {
  const { errMsg, ...numbers } = log.errors[0] ?? { errMsg: '' };
  assert.deepEqual(numbers, { errCode: -4, errno: TIMED_OUT });
  assert.ok(errMsg.startsWith(`TCPSocket.connect:fail errno:110 errmsg:timed out after ${text} (`), errMsg);
}

afterEach(async () => {
  await restartTimers();
  mock.restoreAll();
  resetHost();
  await closeOpened();
});

describe('the connect time-out', () => {
  it('is 2 seconds by default, whatever the native one is', async () => {
    faults.add({ kind: 'tcp', connect: 'hangs' });
    const test = await newCase();
    stopTimers();
    test.socket.connect({ address: '127.0.0.1', port: test.server.port });
    await pass(1999);
    assert.deepEqual(test.log.events, []);
    await pass(1);
    assert.equal(test.log.count('Error'), 1);
    await pass(LONGEST_CLOSE_MS);
    assert.deepEqual(test.log.events, ['Error', 'Close']);
    assertTimedOut(test, '2 s');
    await pass(LATE_MS);
    assert.deepEqual(test.log.events, ['Error', 'Close']);
    assert.equal(openSocketCount(), 0);
  });

  it('holds in fractions of a second and in minutes', async () => {
    for (const [timeout, text] of [
      [0.25, '0.25 s'],
      [600, '600 s']
    ] as const) {
      faults.add({ kind: 'tcp', connect: 'hangs' });
      const test = await newCase();
      stopTimers();
      test.socket.connect({ address: '127.0.0.1', port: test.server.port, timeout });
      await pass(timeout * 1000 - 1);
      assert.deepEqual(test.log.events, []);
      await pass(1 + LONGEST_CLOSE_MS);
      assert.deepEqual(test.log.events, ['Error', 'Close']);
      assertTimedOut(test, text);
      await restartTimers();
      resetHost();
    }
  });

  it('includes the look-up of the name', async () => {
    let answer: (found: { address: string }[]) => void = () => assert.fail('was not asked');
    mock.method(connection, 'getAddressesByName', () => new Promise((resolve) => (answer = resolve)));
    const test = await newCase();
    stopTimers();
    test.socket.connect({ address: 'slow.test', port: test.server.port, timeout: 3 });
    await pass(3000);
    assert.deepEqual(test.log.events, ['Error', 'Close']);
    assertTimedOut(test, '3 s');
    answer([{ address: '127.0.0.1' }]);
    await pass(LATE_MS);
    assert.deepEqual(test.log.events, ['Error', 'Close']);
    assert.equal(test.server.connections.length, 0);
  });

  it('runs while bindWifi is under way', async () => {
    hosts.set('server.test', ['127.0.0.1']);
    faults.add({ kind: 'tcp', call: 'bind', effect: { answersAfter: LATE_MS } });
    const test = await newCase();
    stopTimers();
    test.socket.bindWifi({ BSSID: '02:00:00:00:00:01' });
    test.socket.connect({ address: 'server.test', port: test.server.port, timeout: 1 });
    await pass(1000 + LONGEST_CLOSE_MS);
    assertTimedOut(test, '1 s');
    assert.equal(test.log.events.at(-1), 'Close');
    const heard = test.log.events.length;
    await pass(LATE_MS);
    assert.equal(test.log.events.length, heard);
    assert.equal(test.server.connections.length, 0);
  });

  for (const call of ['setExtraOptions', 'getLocalAddress']) {
    it(`ends with the native connect, however long ${call} takes after it`, async () => {
      const test = await newCase();
      const fault = faults.add({ kind: 'tcp', call, effect: { answersAfter: 2000 } });
      stopTimers();
      test.socket.connect({ address: '127.0.0.1', port: test.server.port, timeout: 1 });
      while (fault.hits === 0) await settle();
      await pass(3000);
      assert.deepEqual(test.log.events, ['Connect']);
    });

    it(`does without ${call} that is never answered`, async () => {
      const test = await newCase();
      const fault = faults.add({ kind: 'tcp', call, effect: 'neverAnswers' });
      stopTimers();
      test.socket.connect({ address: '127.0.0.1', port: test.server.port, timeout: 1 });
      while (fault.hits === 0) await settle();
      await pass(LATE_MS);
      assert.deepEqual(test.log.events, ['Connect']);
    });
  }

  it('ends with the connect', async () => {
    const test = await newCase();
    stopTimers();
    test.socket.connect({ address: '127.0.0.1', port: test.server.port, timeout: 1 });
    await test.log.times('Connect', 1);
    await pass(LATE_MS);
    assert.deepEqual(test.log.events, ['Connect']);
  });
});

describe('close', () => {
  it('waits for data as long as they move', async () => {
    const test = await connectedCase();
    stopTimers();
    const slow = LONGEST_STALL_MS - 1000;
    faults.add({ kind: 'tcp', call: 'send', effect: { answersAfter: slow } });
    for (let i = 0; i < 4; i++) test.socket.write('x'.repeat(65536));
    test.socket.close();
    await pass(4 * slow);
    assert.deepEqual(test.log.errors, []);
    await pass(LONGEST_CLOSE_MS);
    assert.deepEqual(test.log.events, ['Connect', 'Close']);
    await restartTimers();
    await test.log.until(() => test.server.received.length === 4 * 65536, 'all data');
  });
});
