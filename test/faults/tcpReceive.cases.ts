import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emitFromNowhere, type Fault } from '../host/control.ts';
import { settle } from '../library/support/eventLog.ts';
import { watchEachTest } from './support/bench.ts';
import { TcpBench } from './support/tcpBench.ts';

const TEXT = '0123456789';
const RESET = 'Error -2/104/- TCPSocket:fail errno:104 errmsg:connection reset by peer';

describe('TCP events with faults', () => {
  watchEachTest();

  for (const count of [0, 1, 6, 10]) {
    const heard = count === 0 ? [] : [`Message ${TEXT.slice(0, count)}`];

    it(`is reset at byte ${count}: what came before, one error, one close`, async () => {
      const bench = await TcpBench.connected({ stream: { resetAt: count } });
      bench.serverSends(TEXT);
      await bench.closes({ history: ['Connect', ...heard, RESET, 'Close'] });
    });

    it(`ends at byte ${count}: what came before, one close, no error`, async () => {
      const bench = await TcpBench.connected({ stream: { endAt: count } });
      bench.serverSends(TEXT);
      await bench.closes({ history: ['Connect', ...heard, 'Close'] });
    });
  }

  it('is reset while writes wait: one error for the connection and one for each of them', async () => {
    const bench = await TcpBench.connected(
      { stream: { resetAt: 1 } },
      { call: 'send', effect: 'neverAnswers' }
    );
    for (const text of ['one', 'two']) bench.socket.write(text);
    bench.serverSends(TEXT);
    const write =
      'Error -2/-/- TCPSocket.write:fail lost with the connection: TCPSocket:fail errno:104 errmsg:connection reset by peer';
    await bench.closes({ history: ['Connect', 'Message 0', RESET, write, write, 'Close'] });
  });

  it('half-closed while writes wait: they still go out', async () => {
    const bench = await TcpBench.connected(
      { stream: { endAt: 1 } },
      { call: 'send', effect: { answersAfter: 60 } }
    );
    for (const text of ['one ', 'two ', 'three']) bench.socket.write(text);
    bench.serverSends(TEXT);
    await bench.closes({ history: ['Connect', 'Message 0', 'Close'], received: 'one two three' });
  });

  for (const cut of [1, 3, 'randomly'] as const) {
    it(`is cut (${cut}): the bytes are all there, in order`, async () => {
      const bench = await TcpBench.connected({ stream: { cut } });
      const text = 'grüße €'.repeat(40);
      bench.serverSends(text);
      await bench.log.until(() => bench.log.received.toString() === text, 'the text');
      assert.ok(bench.log.messages.length > 2);
      for (const { message, remoteInfo, localInfo } of bench.log.messages)
        assert.deepEqual([remoteInfo.size, localInfo.size], [message.byteLength, message.byteLength]);
      bench.socket.close();
      await bench.log.times('Close', 1);
      assert.equal(bench.log.count('Error'), 0);
    });
  }

  const ends: readonly { fault: Fault; end: 'reset' | 'end'; history: readonly string[] }[] = [
    { fault: { event: 'error', effect: 'repeated' }, end: 'reset', history: [RESET] },
    { fault: { event: 'error', effect: 'withoutPayload' }, end: 'reset', history: [RESET] },
    { fault: { event: 'error', effect: { payload: {} } }, end: 'reset', history: [RESET] },
    { fault: { event: 'error', effect: { payload: { code: 104 } } }, end: 'reset', history: [RESET] },
    {
      fault: { event: 'error', effect: { payload: { code: 32 } } },
      end: 'reset',
      history: ['Error -2/32/- TCPSocket:fail errno:32 errmsg:the system reported a failure']
    },
    { fault: { event: 'close', effect: 'repeated' }, end: 'end', history: [] },
    { fault: { event: 'close', effect: 'withoutPayload' }, end: 'end', history: [] }
  ];
  for (const { fault, end, history } of ends) {
    it(`ends once where its last event is strange: ${JSON.stringify(fault)}`, async () => {
      const bench = await TcpBench.connected(fault);
      const connection = bench.server.connections[0];
      if (end === 'reset') connection?.resetAndDestroy();
      else connection?.end();
      await bench.closes({ history: ['Connect', ...history, 'Close'] });
    });
  }

  it('ends once, whatever the module tells after its first failure', async () => {
    const bench = await TcpBench.connected();
    emitFromNowhere('tcp', 0, 'error', { code: 110 });
    emitFromNowhere('tcp', 0, 'error', { code: 0 });
    emitFromNowhere('tcp', 0, 'close', {});
    const error = 'Error -2/110/- TCPSocket:fail errno:110 errmsg:the system reported a failure';
    await bench.closes({ history: ['Connect', error, 'Close'] });
  });

  it("is closed by the app where the event of the peer's close never comes", async () => {
    const bench = await TcpBench.connected({ event: 'close', effect: 'swallowed' });
    bench.server.connections[0]?.end();
    await settle();
    await bench.ends({ history: ['Connect', 'Close'] });
  });

  const hollow: readonly unknown[] = [undefined, null, {}];
  for (const payload of hollow) {
    it(`ends at a hole in the stream, a message event with the payload ${JSON.stringify(payload)}`, async () => {
      const bench = await TcpBench.connected({ event: 'message', skip: 1, times: 1, effect: { payload } });
      bench.serverSends('heard');
      await bench.log.times('Message', 1);
      bench.serverSends('lost');
      const error = 'Error -2/-/- TCPSocket:fail the system reported a message without its content';
      await bench.closes({ history: ['Connect', 'Message heard', error, 'Close'] });
    });
  }

  it('keeps an event that comes before the answer of connect until the connect event', async () => {
    const bench = await TcpBench.open({ call: 'connect', effect: { answersAfter: 100 } });
    bench.connect();
    await bench.log.until(() => bench.server.connections.length === 1, 'the connection');
    bench.server.connections[0]?.end('early');
    await bench.closes({ history: ['Connect', 'Message early', 'Close'] });
  });

  it('hears nothing that comes after close', async () => {
    const bench = await TcpBench.connected();
    const tellAll = (): void => {
      emitFromNowhere('tcp', 0, 'message', { message: new ArrayBuffer(1), remoteInfo: {} });
      emitFromNowhere('tcp', 0, 'error', { code: 32 });
      emitFromNowhere('tcp', 0, 'close', {});
    };
    bench.socket.close();
    tellAll();
    await bench.log.times('Close', 1);
    tellAll();
    await bench.closes({ history: ['Connect', 'Close'] });
  });
});
