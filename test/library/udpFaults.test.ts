import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import {
  createUDPSocket,
  hasNativeCompanion,
  SocketErrorCode,
  type UDPSocket
} from '../../library/Index.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { emitFromNowhere, type Fault, faults, resetHost } from '../host/control.ts';
import connection from '../host/modules/@ohos.net.connection.ts';
import { EventLog, settle } from './support/eventLog.ts';
import { newestNative } from './support/newestNative.ts';
import { closeOpened } from './support/opened.ts';
import { pass, restartTimers, stopTimers } from './support/timers.ts';
import { UdpPeer } from './support/udpPeer.ts';

const ENOBUFS = 105;
const EACCES = 13;
const EMFILE = 24;
const LONGEST_FLUSH_MS = 5000;
const LONGEST_CLOSE_MS = 3000;
/** Longer than anything waits. */
const LATE_MS = 60_000;

interface Case {
  readonly socket: UDPSocket;
  readonly log: EventLog;
  readonly peer: UdpPeer;
  send(message: string): void;
}

async function newCase(...planned: Fault[]): Promise<Case> {
  for (const fault of planned) faults.add(fault);
  const peer = await UdpPeer.open();
  const socket = createUDPSocket();
  const log = new EventLog(socket);
  peer.onReceived = () => log.look();
  return {
    socket,
    log,
    peer,
    send: (message) => socket.send({ address: '127.0.0.1', port: peer.port, message })
  };
}

async function boundCase(): Promise<Case> {
  const bound = await newCase();
  bound.socket.bind();
  await bound.log.times('Listening', 1);
  return bound;
}

/** Closes the socket, whose close may not have any hindrance left. */
async function end({ socket, log }: Case): Promise<void> {
  faults.reset();
  socket.close();
  await log.times('Close', 1);
  assert.equal(log.count('Close'), 1);
  assert.equal(log.events.at(-1), 'Close');
  assert.equal(openSocketCount(), 0);
}

function callsOf(log: EventLog): string[] {
  return log.errors.map(({ errMsg }) => errMsg.split(':')[0] ?? '');
}

afterEach(async () => {
  await restartTimers();
  mock.restoreAll();
  resetHost();
  await closeOpened();
});

describe('a UDP socket whose native calls fail', () => {
  it('names the permission that is missing', async () => {
    const test = await newCase({ kind: 'udp', call: '*', effect: { fails: 'permission' } });
    test.socket.bind();
    await test.log.times('Error', 1);
    const [error] = test.log.errors;
    assert.deepEqual([error?.errCode, error?.code], [SocketErrorCode.PermissionDenied, 201]);
    assert.match(error?.errMsg ?? '', /^UDPSocket\.bind:fail .*ohos\.permission\.INTERNET/);
    await end(test);
  });

  it('reports the send that failed and sends the others', async () => {
    const test = await boundCase();
    faults.add({ kind: 'udp', call: 'send', skip: 1, times: 1, effect: { fails: ENOBUFS } });
    for (const message of ['one', 'two', 'three']) test.send(message);
    await test.log.until(
      () => test.peer.received.length === 2 && test.log.errors.length === 1,
      'two and an error'
    );
    assert.deepEqual(test.peer.texts, ['one', 'three']);
    const { errMsg, ...numbers } = test.log.errors[0] ?? { errMsg: '' };
    assert.match(errMsg, /^UDPSocket\.send:fail errno:105 errmsg:./);
    assert.deepEqual(numbers, { errCode: -2, errno: ENOBUFS, code: 2301000 + ENOBUFS });
    await end(test);
  });

  it('tells send from write', async () => {
    const test = await boundCase();
    faults.add({ kind: 'udp', call: 'send', effect: { fails: ENOBUFS } });
    test.socket.write({ address: '127.0.0.1', port: test.peer.port, message: 'a' });
    test.send('b');
    await test.log.times('Error', 2);
    assert.deepEqual(callsOf(test.log).sort(), ['UDPSocket.send', 'UDPSocket.write']);
    await end(test);
  });

  it('reports an option that cannot be set for the send that needs it', async () => {
    const test = await boundCase();
    const { address, port } = { address: '127.0.0.1', port: test.peer.port };
    faults.add({ kind: 'udp', call: 'setExtraOptions', times: 2, effect: { fails: EACCES } });
    test.socket.send({ address, port, message: 'broadcast', setBroadcast: true });
    // Where the companion tells how large the send buffer is, nothing has to be set for this one.
    const large = 'x'.repeat(3000);
    test.socket.write({ address, port, message: large, setBroadcast: hasNativeCompanion() });
    test.send('small');
    test.socket.send({ address, port, message: 'broadcast again', setBroadcast: true });
    test.socket.send({ address, port, message: large });
    await test.log.until(
      () => test.peer.received.length === 3 && test.log.errors.length === 2,
      'three and two errors'
    );
    assert.deepEqual(test.peer.texts, ['small', 'broadcast again', large]);
    assert.deepEqual(callsOf(test.log), ['UDPSocket.send', 'UDPSocket.write']);
    assert.deepEqual(
      test.log.errors.map(({ errno }) => errno),
      [EACCES, EACCES]
    );
    await end(test);
  });

  it('is not bound when the bound port cannot be read, and may be bound again', async () => {
    const test = await newCase({ kind: 'udp', call: 'getLocalAddress', times: 1, effect: { fails: 9 } });
    const port = test.socket.bind();
    test.send('lost');
    await test.log.times('Error', 2);
    assert.deepEqual(callsOf(test.log), ['UDPSocket.bind', 'UDPSocket.send']);
    assert.equal(test.socket.bind(port), port);
    test.send('sent');
    await test.log.until(() => test.peer.received.length === 1, 'the datagram');
    assert.deepEqual([test.peer.texts, test.peer.received[0]?.port], [['sent'], port]);
    assert.equal(test.log.count('Listening'), 1);
    await end(test);
  });

  const noReservation = hasNativeCompanion()
    ? false
    : 'ports are reserved by the native companion: npm run build:native';
  it(
    'is bound without a reservation where the system has no descriptor for both',
    { skip: noReservation },
    async () => {
      const test = await newCase({ kind: 'udp', call: 'bind', times: 1, effect: { fails: EMFILE } });
      const port = test.socket.bind();
      test.send('sent');
      await test.log.until(() => test.peer.received.length === 1, 'the datagram');
      assert.deepEqual([test.peer.received[0]?.port, test.log.errors], [port, []]);
      await end(test);
    }
  );

  it('gives errno 98 when the kernel has bound another port', async () => {
    const test = await newCase({ kind: 'udp', bind: { port: 0 } });
    test.socket.bind();
    await test.log.times('Error', 1);
    assert.equal(test.log.errors[0]?.errno, 98);
    await end(test);
    assert.deepEqual(test.log.events, ['Error', 'Close']);
  });

  it('closes although the native close fails', async () => {
    const test = await boundCase();
    const native = newestNative('UDPSocket');
    const fault = faults.add({ kind: 'udp', call: 'close', times: 1, effect: { fails: 9 } });
    test.socket.close();
    await test.log.times('Close', 1);
    assert.equal(fault.hits, 1);
    assert.deepEqual(test.log.events, ['Listening', 'Close']);
    assert.equal(openSocketCount(), 0);
    await native.close();
  });

  it('reports an error event of the module', async () => {
    const test = await boundCase();
    emitFromNowhere('udp', 0, 'error', { code: 101 });
    emitFromNowhere('udp', 0, 'error', undefined);
    await test.log.times('Error', 2);
    assert.deepEqual([test.log.errors[0]?.errCode, test.log.errors[0]?.errno], [-2, 101]);
    assert.match(test.log.errors[0]?.errMsg ?? '', /^UDPSocket:fail errno:101 errmsg:./);
    assert.match(test.log.errors[1]?.errMsg ?? '', /^UDPSocket:fail ./);
    await end(test);
  });
});

describe('a UDP socket whose native calls are slow', () => {
  it('sends in call order after a slow bind', async () => {
    const test = await newCase(
      { kind: 'udp', bind: { after: 50 } },
      { kind: 'udp', call: 'bind', effect: { startsAfter: 50 } }
    );
    const port = test.socket.bind();
    const { address } = { address: '127.0.0.1' };
    test.send('1');
    test.socket.send({ address, port: test.peer.port, message: '2', setBroadcast: true });
    test.socket.connect({ address, port: test.peer.port });
    test.socket.write({ message: '3' });
    test.send('4'.repeat(4000));
    test.socket.close();
    await test.log.times('Close', 1);
    await test.log.until(() => test.peer.received.length === 4, 'the datagrams');
    assert.deepEqual(test.peer.texts, ['1', '2', '3', '4'.repeat(4000)]);
    assert.deepEqual(new Set(test.peer.received.map((each) => each.port)), new Set([port]));
    assert.deepEqual(test.log.events, ['Listening', 'Close']);
  });

  it('gives up a native close that is not answered', async () => {
    const test = await boundCase();
    stopTimers();
    faults.add({ kind: 'udp', call: 'close', effect: { answersAfter: LATE_MS } });
    test.socket.close();
    await pass(LONGEST_CLOSE_MS - 250);
    assert.equal(test.log.count('Close'), 0);
    await pass(250);
    assert.equal(test.log.count('Close'), 1);
    assert.equal(openSocketCount(), 0);
    await pass(LATE_MS);
    assert.deepEqual(test.log.events, ['Listening', 'Close']);
  });

  it('gives up a bind and what waits for it when close has waited long enough', async () => {
    const test = await newCase({ kind: 'udp', call: 'bind', effect: { answersAfter: LATE_MS } });
    stopTimers();
    test.socket.bind();
    test.send('never');
    test.socket.write({ address: '127.0.0.1', port: test.peer.port, message: 'ever' });
    test.socket.close();
    await pass(LONGEST_FLUSH_MS - 250);
    assert.deepEqual(test.log.events, []);
    await pass(250);
    assert.deepEqual(test.log.events, ['Error', 'Error', 'Error', 'Close']);
    assert.deepEqual(callsOf(test.log).sort(), ['UDPSocket.bind', 'UDPSocket.send', 'UDPSocket.write']);
    await pass(LATE_MS + LONGEST_CLOSE_MS);
    assert.equal(test.log.count('Close'), 1, 'the late answer changes nothing');
    assert.equal(test.log.count('Listening'), 0);
    assert.deepEqual(test.peer.received, []);
  });

  it('gives up a send that is never answered when close has waited long enough', async () => {
    const test = await boundCase();
    stopTimers();
    faults.add({ kind: 'udp', call: 'send', effect: 'neverAnswers' });
    test.send('one');
    test.send('two');
    test.socket.close();
    await pass(LONGEST_FLUSH_MS - 250);
    assert.deepEqual(test.log.events, ['Listening']);
    await pass(250 + LONGEST_CLOSE_MS);
    assert.deepEqual(test.log.events, ['Listening', 'Error', 'Error', 'Close']);
    assert.deepEqual(callsOf(test.log), ['UDPSocket.send', 'UDPSocket.send']);
  });

  it('leaves a port to the next socket whose bind was given up while it waited for the last one', async () => {
    const first = await boundCase();
    const port = first.socket.bind();
    await first.log.times('Error', 1);
    mock.method(connection, 'getAddressesByName', () => new Promise(() => undefined));
    stopTimers();
    // The close of the first waits for a name that is never answered, the second one's for the first.
    first.socket.send({ address: 'slow.example', port: 9, message: 'x' });
    first.socket.close();
    const second = createUDPSocket();
    const log = new EventLog(second);
    second.bind(port);
    second.close();
    await pass(LATE_MS);
    assert.deepEqual(log.events, ['Error', 'Close']);
    await restartTimers();
    const third = createUDPSocket();
    const thirdLog = new EventLog(third);
    third.bind(port);
    await thirdLog.times('Listening', 1);
    third.close();
    await thirdLog.times('Close', 1);
    await end(first);
  });

  it('leaves a port to the next socket whose late bind came after the close', async () => {
    const late = await newCase({ kind: 'udp', call: 'bind', times: 1, effect: { startsAfter: 8000 } });
    stopTimers();
    const port = late.socket.bind();
    late.socket.close();
    await pass(LATE_MS);
    assert.deepEqual(late.log.events, ['Error', 'Close']);
    await restartTimers();
    const next = createUDPSocket();
    const log = new EventLog(next);
    assert.equal(next.bind(port), port);
    await log.times('Listening', 1);
    next.close();
    await log.times('Close', 1);
  });

  it('hears nothing that comes after close', async () => {
    const test = await boundCase();
    const port = test.socket.bind();
    await test.log.times('Error', 1);
    test.socket.close();
    test.peer.send('too late', port);
    const message = {
      message: new ArrayBuffer(1),
      remoteInfo: { address: '127.0.0.1', family: 'IPv4', port: 9, size: 1 }
    };
    emitFromNowhere('udp', 0, 'message', message);
    emitFromNowhere('udp', 0, 'error', { code: 101 });
    await test.log.times('Close', 1);
    await settle();
    assert.deepEqual(test.log.events, ['Listening', 'Error', 'Close']);
  });
});
