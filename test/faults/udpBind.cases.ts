import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Fault, faults } from '../host/control.ts';
import { pass, stopTimers } from '../library/support/timers.ts';
import { EACCES, EADDRINUSE, EMFILE, failed, LATE_MS, refused, watchEachTest } from './support/bench.ts';
import { UdpBench } from './support/udpBench.ts';

const UNBOUND = 'nothing was sent: the socket could not be bound';
const IN_USE = 'Error -2/98/- UDPSocket.bind:fail errno:98 errmsg:Address in use';
/** How many ports the library tries where the app knows none of them. */
const MOST_CHOICES = 8;
const LONGEST_FLUSH_MS = 5000;
const LONGEST_CLOSE_MS = 3000;

describe('a UDP bind with faults', () => {
  watchEachTest();

  for (const errno of [EACCES, EMFILE, EADDRINUSE]) {
    it(`fails with errno ${errno}: one error, one for each send that waits, and the socket can bind again`, async () => {
      // Without descriptors the bind is tried again without the port's reservation, which has one.
      const times = errno === EMFILE ? Infinity : 1;
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

  it('cannot be verified: the port is given back and the failure told', async () => {
    const bench = await UdpBench.open({ call: 'getLocalAddress', effect: { fails: EACCES } });
    bench.socket.bind();
    await bench.ends({ history: [failed('UDPSocket.bind', EACCES), 'Close'] });
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
      bench.write('3');
      await bench.ends({ history: ['Listening', 'Close'], received: ['1', '2', '3'] });
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
      await pass(LONGEST_FLUSH_MS + LONGEST_CLOSE_MS);
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
});
