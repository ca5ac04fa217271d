import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { faults } from '../host/control.ts';
import type { CallEffect } from '../host/faults/fault.ts';
import { pass, stopTimers } from '../library/support/timers.ts';
import { ENETUNREACH, ENOBUFS, EPIPE, failed, refused, watchEachTest } from './support/bench.ts';
import { TcpBench } from './support/tcpBench.ts';

const LONGEST_STALL_MS = 20000;
const LONGEST_CLOSE_MS = 3000;
/** Fills one native send, so that the next write needs another one. */
const FULL_SEND = 'x'.repeat(65536);
const STALLED = 'not sent, or not wholly: nothing moved for 20 s after close';

describe('a TCP write with faults', () => {
  watchEachTest();

  for (const errno of [EPIPE, ENETUNREACH, ENOBUFS]) {
    it(`fails with errno ${errno}: one error for each lost write, then one close`, async () => {
      const bench = await TcpBench.connected({ call: 'send', effect: { fails: errno } });
      for (const text of ['one', 'two', 'three']) bench.socket.write(text);
      const error = failed('TCPSocket.write', errno);
      await bench.closes({ history: ['Connect', error, error, error, 'Close'] });
    });
  }

  it('fails once after some have gone: what needs further sends is lost with it, and reported without its content', async () => {
    const bench = await TcpBench.connected({ call: 'send', skip: 1, times: 1, effect: { fails: EPIPE } });
    for (const text of ['sent', 'lost', FULL_SEND, 'lost too', 'lost, too']) bench.socket.write(text);
    const error = failed('TCPSocket.write', EPIPE);
    await bench.closes({ history: ['Connect', error, error, error, error, 'Close'], received: 'sent' });
  });

  it('fails during the flush that close waits for', async () => {
    const bench = await TcpBench.connected({ call: 'send', skip: 1, times: 1, effect: { fails: EPIPE } });
    for (const text of ['sent', 'lost']) bench.socket.write(text);
    await bench.ends({
      history: ['Connect', failed('TCPSocket.write', EPIPE), 'Close'],
      received: 'sent'
    });
  });

  it('fails without a text: the error names the code', async () => {
    const effect = { fails: EPIPE, withoutMessage: true };
    const bench = await TcpBench.connected({ call: 'send', effect });
    bench.socket.write('lost');
    await bench.closes({
      history: [
        'Connect',
        'Error -2/32/2301032 TCPSocket.write:fail errno:32 errmsg:the system gave no reason (code 2301032)',
        'Close'
      ]
    });
  });

  const slow: readonly CallEffect[] = [{ answersAfter: 60 }, { startsAfter: 60 }, { blocks: 20 }];
  for (const effect of slow) {
    it(`is slow (${JSON.stringify(effect)}): everything goes out in order before the close`, async () => {
      const bench = await TcpBench.connected({ call: 'send', effect });
      for (const text of ['one ', 'two ', 'three']) bench.socket.write(text);
      await bench.ends({ history: ['Connect', 'Close'], received: 'one two three' });
    });
  }

  it('is slow: what was written meanwhile goes out together', async () => {
    const bench = await TcpBench.open();
    const fault = faults.add({ kind: 'tcp', call: 'send', effect: { answersAfter: 10 } });
    bench.connect();
    const texts = Array.from({ length: 20 }, (_, i) => `write ${i}, `);
    for (const text of texts.slice(0, 10)) bench.socket.write(text);
    await bench.log.times('Connect', 1);
    for (const text of texts.slice(10)) bench.socket.write(text);
    await bench.ends({ history: ['Connect', 'Close'], received: texts.join('') });
    assert.ok(fault.hits <= 4, `${fault.hits} native sends`);
  });

  it('is never answered: close gives up after 20 s, with one error for each', async () => {
    const bench = await TcpBench.connected({ call: 'send', effect: 'neverAnswers' });
    stopTimers();
    for (const text of ['one', 'two']) bench.socket.write(text);
    bench.socket.close();
    await pass(LONGEST_STALL_MS - 250);
    assert.deepEqual(bench.log.events, ['Connect']);
    await pass(250 + LONGEST_CLOSE_MS);
    const error = refused('TCPSocket.write', STALLED);
    bench.holds({ history: ['Connect', error, error, 'Close'] });
  });

  it('is refused inside the error listener of a lost write, and reported', async () => {
    const bench = await TcpBench.connected({ call: 'send', effect: { fails: EPIPE } });
    let again = 0;
    bench.socket.onError(() => {
      if (again++ < 2) bench.socket.write('again');
    });
    for (const text of ['lost', 'lost too']) bench.socket.write(text);
    const [lost, closed] = [
      failed('TCPSocket.write', EPIPE),
      refused('TCPSocket.write', 'the socket is closed; create a new one')
    ];
    await bench.closes({ history: ['Connect', lost, lost, closed, closed, 'Close'] });
  });
});
