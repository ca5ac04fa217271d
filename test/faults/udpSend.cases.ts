import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasNativeCompanion } from '../../library/Index.ets';
import type { CallEffect } from '../host/faults/fault.ts';
import { pass, stopTimers } from '../library/support/timers.ts';
import { EACCES, ENETUNREACH, ENOBUFS, EPIPE, failed, LATE_MS, watchEachTest } from './support/bench.ts';
import { UdpBench } from './support/udpBench.ts';

const LARGE = 'x'.repeat(3000);
const LONGEST_FLUSH_MS = 5000;
const LONGEST_CLOSE_MS = 3000;

describe('a UDP send with faults', () => {
  watchEachTest();

  for (const errno of [EACCES, EPIPE, ENETUNREACH, ENOBUFS]) {
    it(`fails with errno ${errno}: one error for it, and the others go out`, async () => {
      const bench = await UdpBench.bound({ call: 'send', skip: 1, times: 1, effect: { fails: errno } });
      for (const text of ['1', '2', '3']) bench.send(text);
      const hint = errno === EACCES ? ': a broadcast address needs setBroadcast: true' : '';
      await bench.ends({
        history: ['Listening', failed('UDPSocket.send', errno, -2, hint), 'Close'],
        received: ['1', '3']
      });
    });
  }

  it('fails without a text: the error names the code', async () => {
    const effect = { fails: ENOBUFS, withoutMessage: true };
    const bench = await UdpBench.bound({ call: 'send', effect });
    bench.write('lost');
    await bench.ends({
      history: [
        'Listening',
        'Error -2/105/2301105 UDPSocket.write:fail errno:105 errmsg:the system gave no reason (code 2301105)',
        'Close'
      ]
    });
  });

  it('fails each time: one error for each, with the method that was called', async () => {
    const bench = await UdpBench.bound({ call: 'send', effect: { fails: ENOBUFS } });
    for (let i = 0; i < 3; i++) {
      bench.send('lost');
      bench.write('lost');
    }
    const pair = [failed('UDPSocket.send', ENOBUFS), failed('UDPSocket.write', ENOBUFS)];
    await bench.ends({ history: ['Listening', ...pair, ...pair, ...pair, 'Close'] });
  });

  it('needs an option that cannot be set: one error, and the next one tries again', async () => {
    const bench = await UdpBench.bound({ call: 'setExtraOptions', times: 2, effect: { fails: EACCES } });
    const broadcast = { address: '127.0.0.1', port: bench.peer.port, setBroadcast: true };
    bench.socket.send({ ...broadcast, message: 'lost' });
    // Where the companion tells how large the send buffer is, nothing has to be set for this one.
    bench.socket.write({ ...broadcast, message: LARGE, setBroadcast: hasNativeCompanion() });
    bench.send('needs none');
    bench.socket.send({ ...broadcast, message: 'sent' });
    bench.send(LARGE);
    await bench.ends({
      history: ['Listening', failed('UDPSocket.send', EACCES), failed('UDPSocket.write', EACCES), 'Close'],
      received: ['needs none', 'sent', LARGE]
    });
  });

  const slow: readonly CallEffect[] = [{ answersAfter: 60 }, { blocks: 20 }];
  for (const effect of slow) {
    it(`is slow (${JSON.stringify(effect)}): everything goes out in order before the close`, async () => {
      const bench = await UdpBench.bound({ call: 'send', effect });
      for (const text of ['1', '2', '3']) bench.send(text);
      await bench.ends({ history: ['Listening', 'Close'], received: ['1', '2', '3'] });
    });
  }

  it('starts late: what the buffer held at the call goes out', async () => {
    const bench = await UdpBench.bound({ call: 'send', effect: { startsAfter: 60 } });
    const message = new TextEncoder().encode('before').buffer;
    bench.socket.send({ address: '127.0.0.1', port: bench.peer.port, message });
    new Uint8Array(message).fill(0);
    await bench.ends({ history: ['Listening', 'Close'], received: ['before'] });
  });

  it('is never answered: close gives up, with one error for each', async () => {
    const bench = await UdpBench.bound({ call: 'send', effect: 'neverAnswers' });
    stopTimers();
    bench.send('never');
    bench.write('ever');
    bench.socket.close();
    await pass(LONGEST_FLUSH_MS - 250);
    assert.deepEqual(bench.log.events, ['Listening']);
    await pass(250 + LONGEST_CLOSE_MS);
    assert.deepEqual(bench.log.events, ['Listening', 'Error', 'Error', 'Close']);
    assert.deepEqual(
      bench.log.errors.map(({ errMsg }) => errMsg.split(':')[0]),
      ['UDPSocket.send', 'UDPSocket.write']
    );
  });

  it('waits for an option that is never answered: close gives up, with one error for each', async () => {
    const bench = await UdpBench.bound({ call: 'setExtraOptions', effect: { answersAfter: LATE_MS } });
    stopTimers();
    bench.socket.send({ address: '127.0.0.1', port: bench.peer.port, message: 'never', setBroadcast: true });
    bench.write('ever');
    bench.socket.close();
    await pass(LONGEST_FLUSH_MS + LONGEST_CLOSE_MS);
    assert.deepEqual(bench.log.events, ['Listening', 'Error', 'Error', 'Close']);
    await pass(LATE_MS);
    assert.deepEqual(bench.log.events, ['Listening', 'Error', 'Error', 'Close']);
    assert.deepEqual(bench.peer.texts, []);
  });
});
