import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createUDPSocket, hasNativeCompanion } from '../../library/Index.ets';
import { type Fault, faults } from '../host/control.ts';
import connection from '../host/modules/@ohos.net.connection.ts';
import { traits } from '../host/socket/release.ts';
import { EventLog } from '../library/support/eventLog.ts';
import { pass, restartTimers, stopTimers } from '../library/support/timers.ts';
import { EACCES, EADDRINUSE, EMFILE, failed, LATE_MS, refused, watchEachTest } from './support/bench.ts';
import { UdpBench } from './support/udpBench.ts';

const UNBOUND = 'nothing was sent: the socket could not be bound';
const IN_USE = 'Error -2/98/- UDPSocket.bind:fail errno:98 errmsg:Address in use';
/** How many ports the library tries where the app knows none of them. */
const MOST_CHOICES = 8;
/** Wants a larger send buffer than some releases have. */
const LARGE = '4'.repeat(4000);
const LONGEST_FLUSH_MS = 5000;
const LONGEST_CLOSE_MS = 3000;

/** The module answers a close there while its receive thread still has the descriptor. */
const portLingers = traits.closeWaitsForReceiveThread
  ? false
  : 'on OpenHarmony 5.1 the port of a socket is free up to half a second after its close only';

describe('a UDP bind with faults', () => {
  watchEachTest();

  for (const errno of [EACCES, EMFILE, EADDRINUSE]) {
    it(`fails with errno ${errno}: one error, one for each send that waits, and the socket can bind again`, async () => {
      // Without descriptors the bind is tried again without the port's reservation, which has one; and with a port that the system
      // chose although this process has just closed a socket on it, as it may still be about to free that.
      const times = errno === EACCES ? 1 : Infinity;
      const bench = await UdpBench.open({ call: 'bind', times, effect: { fails: errno } });
      const port = bench.socket.bind();
      bench.send('lost');
      bench.write('lost too');
      await bench.log.times('Error', 3);
      faults.reset();
      assert.equal(bench.socket.bind(port), port);
      bench.send('sent');
      await bench.received(1);
      await bench.ends({
        history: [
          failed('UDPSocket.bind', errno),
          refused('UDPSocket.send', UNBOUND),
          refused('UDPSocket.write', UNBOUND),
          'Listening',
          'Close'
        ],
        received: ['sent']
      });
    });
  }

  it('fails without a text: the error names the code', async () => {
    const effect = { fails: EACCES, withoutMessage: true };
    const bench = await UdpBench.open({ call: 'bind', effect });
    bench.socket.bind();
    await bench.ends({
      history: [
        `Error -2/13/2301013 UDPSocket.bind:fail errno:13 errmsg:the system gave no reason (code 2301013)`,
        'Close'
      ]
    });
  });

  it('fails with wrong parameters: the code of the module is told', async () => {
    const bench = await UdpBench.open({ call: 'bind', effect: { fails: 'parameters' } });
    bench.socket.bind();
    await bench.ends({ history: ['Error -2/-/401 UDPSocket.bind:fail Parameter error', 'Close'] });
  });

  it('lands on another port: errno 98, never a wrong port', async () => {
    const bench = await UdpBench.open({ bind: { port: 0 } });
    bench.socket.bind();
    await bench.ends({ history: [IN_USE, 'Close'] });
  });

  it('lands on another port that nobody was told of: tries others and sends', async () => {
    const bench = await UdpBench.open({ bind: { port: 0 }, times: MOST_CHOICES - 1 });
    bench.send('sent');
    await bench.ends({ history: ['Listening', 'Close'], received: ['sent'] });
  });

  it('lands on another port again and again: gives up with errno 98', async () => {
    const bench = await UdpBench.open({ bind: { port: 0 } });
    bench.send('lost');
    await bench.ends({ history: [IN_USE, refused('UDPSocket.send', UNBOUND), 'Close'] });
  });

  const skip = hasNativeCompanion()
    ? false
    : 'ports are reserved by the native companion: npm run build:native';
  it('is done without a reservation where the system has no descriptor for both', { skip }, async () => {
    const bench = await UdpBench.open({ call: 'bind', times: 1, effect: { fails: EMFILE } });
    const port = bench.socket.bind();
    bench.send('sent');
    await bench.ends({ history: ['Listening', 'Close'], received: ['sent'] });
    assert.equal(bench.peer.received[0]?.port, port);
  });

  it('cannot be verified: the failure is told, and the port given back', async () => {
    const bench = await UdpBench.open({ call: 'getLocalAddress', effect: { fails: EACCES } });
    bench.socket.bind();
    await bench.ends({ history: [failed('UDPSocket.bind', EACCES), 'Close'] });
  });

  it('cannot be verified: the port is bound by another attempt', { skip: portLingers }, async () => {
    const bench = await UdpBench.open({ call: 'getLocalAddress', times: 1, effect: { fails: EACCES } });
    const port = bench.socket.bind();
    bench.send('lost');
    await bench.log.times('Error', 2);
    assert.equal(bench.socket.bind(port), port);
    bench.send('sent');
    await bench.ends({
      history: [failed('UDPSocket.bind', EACCES), refused('UDPSocket.send', UNBOUND), 'Listening', 'Close'],
      received: ['sent']
    });
    assert.equal(bench.peer.received[0]?.port, port);
  });

  it('cannot be verified, and the close after that fails too: one error', async () => {
    const bench = await UdpBench.open(
      { call: 'getLocalAddress', effect: { fails: EACCES } },
      { call: 'close', effect: { fails: EMFILE } }
    );
    bench.socket.bind();
    await bench.ends({ history: [failed('UDPSocket.bind', EACCES), 'Close'] });
  });

  const slow: readonly Fault[] = [
    { bind: { after: 60 } },
    { call: 'bind', effect: { startsAfter: 60 } },
    { call: 'bind', effect: { answersAfter: 60 } },
    { call: 'bind', effect: { blocks: 60 } },
    { call: 'getLocalAddress', effect: { answersAfter: 60 } }
  ];
  for (const fault of slow) {
    it(`is late (${JSON.stringify(fault)}): everything goes out in call order, also after close`, async () => {
      const bench = await UdpBench.open(fault);
      const port = bench.socket.bind();
      bench.send('1');
      bench.socket.send({ address: '127.0.0.1', port: bench.peer.port, message: '2', setBroadcast: true });
      bench.socket.connect({ address: '127.0.0.1', port: bench.peer.port });
      bench.socket.write({ message: '3' });
      bench.send(LARGE);
      await bench.ends({ history: ['Listening', 'Close'], received: ['1', '2', '3', LARGE] });
      assert.deepEqual(new Set(bench.peer.received.map((each) => each.port)), new Set([port]));
    });
  }

  for (const call of ['bind', 'getLocalAddress']) {
    it(`is never answered (${call}): close gives up what waits, each with one error`, async () => {
      const bench = await UdpBench.open({ call, times: 1, effect: { answersAfter: LATE_MS } });
      stopTimers();
      bench.socket.bind();
      bench.send('never');
      bench.write('ever');
      bench.socket.close();
      await pass(LONGEST_FLUSH_MS - 250);
      assert.deepEqual(bench.log.events, []);
      await pass(250 + LONGEST_CLOSE_MS);
      assert.deepEqual([...bench.log.errors.map(({ errMsg }) => errMsg.split(':')[0])].sort(), [
        'UDPSocket.bind',
        'UDPSocket.send',
        'UDPSocket.write'
      ]);
      assert.deepEqual(bench.log.events, ['Error', 'Error', 'Error', 'Close']);
      await pass(LATE_MS + LONGEST_CLOSE_MS);
      assert.equal(bench.log.events.length, 4, 'the late answer is not heard');
      faults.reset();
    });
  }

  it('is given up while it waits for the last holder of its port: the port is free afterwards', async (test) => {
    test.after(() => mock.restoreAll());
    const first = await UdpBench.bound();
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
    await isFree(port);
  });

  it('comes after the close: the port is free afterwards', async () => {
    const bench = await UdpBench.open({ call: 'bind', times: 1, effect: { startsAfter: 8000 } });
    stopTimers();
    const port = bench.socket.bind();
    bench.socket.close();
    await pass(LATE_MS);
    assert.deepEqual(bench.log.events, ['Error', 'Close']);
    await isFree(port);
  });
});

/** The next socket gets the port. */
async function isFree(port: number): Promise<void> {
  await restartTimers();
  const next = createUDPSocket();
  const log = new EventLog(next);
  assert.equal(next.bind(port), port);
  await log.times('Listening', 1);
  next.close();
  await log.times('Close', 1);
}
