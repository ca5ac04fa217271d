import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import type { CallEffect } from '../host/faults/fault.ts';
import { pass, stopTimers } from '../library/support/timers.ts';
import { ENETUNREACH, ENOBUFS, EPIPE, failed, refused, watchEachTest } from './support/bench.ts';
import { TcpBench } from './support/tcpBench.ts';

const LONGEST_STALL_MS = 20000;
const LONGEST_CLOSE_MS = 3000;
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

  it('fails after some have gone: only what is lost is reported', async () => {
    const bench = await TcpBench.connected({ call: 'send', skip: 1, effect: { fails: EPIPE } });
    for (const text of ['sent', 'lost', 'lost too']) bench.socket.write(text);
    const error = failed('TCPSocket.write', EPIPE);
    await bench.closes({ history: ['Connect', error, error, 'Close'], received: 'sent' });
  });

  it('fails during the flush that close waits for', async () => {
    const bench = await TcpBench.connected({ call: 'send', skip: 1, effect: { fails: EPIPE } });
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
    let isAgain = false;
    bench.socket.onError(() => {
      if (isAgain) return;
      isAgain = true;
      bench.socket.write('again');
    });
    bench.socket.write('lost');
    await bench.closes({
      history: [
        'Connect',
        failed('TCPSocket.write', EPIPE),
        refused('TCPSocket.write', 'the socket is closed; create a new one'),
        'Close'
      ]
    });
  });
});
