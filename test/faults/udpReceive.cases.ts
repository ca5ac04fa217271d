import { describe, it } from 'node:test';
import { emitFromNowhere, type Fault } from '../host/control.ts';
import { settle } from '../library/support/eventLog.ts';
import { watchEachTest } from './support/bench.ts';
import { UdpBench } from './support/udpBench.ts';

/** A bound socket that has heard what its peer sent. */
async function heard(expected: number, ...planned: Fault[]): Promise<UdpBench> {
  const bench = await UdpBench.bound(...planned);
  bench.send('where I am');
  await bench.received(1);
  const port = bench.peer.received[0]?.port ?? 0;
  for (const text of ['1', '2', '3']) bench.peer.send(text, port);
  await bench.log.times('Message', expected);
  return bench;
}

const SENT = ['where I am'];

describe('UDP events with faults', () => {
  watchEachTest();

  const arrivals: readonly { fault: Fault; messages: readonly string[] }[] = [
    { fault: { datagram: 'dropped', skip: 1, times: 1 }, messages: ['1', '3'] },
    { fault: { datagram: 'duplicated', times: 1 }, messages: ['1', '1', '2', '3'] },
    { fault: { datagram: 'swapped', times: 1 }, messages: ['2', '1', '3'] },
    { fault: { event: 'message', effect: 'swallowed', times: 1 }, messages: ['2', '3'] },
    { fault: { event: 'message', effect: 'repeated', times: 1 }, messages: ['1', '1', '2', '3'] }
  ];
  for (const { fault, messages } of arrivals) {
    it(`delivers what comes, as it comes: ${JSON.stringify(fault)}`, async () => {
      const bench = await heard(messages.length, fault);
      const heardMessages = messages.map((text) => `Message ${text}`);
      await bench.ends({ history: ['Listening', ...heardMessages, 'Close'], received: SENT });
    });
  }

  const hollow: readonly unknown[] = [undefined, null, {}];
  for (const payload of hollow) {
    it(`tells a message event with the payload ${JSON.stringify(payload)} and goes on`, async () => {
      const bench = await heard(2, { event: 'message', effect: { payload }, times: 1 });
      const error = 'Error -2/-/- UDPSocket:fail the system reported a message without its content';
      await bench.ends({ history: ['Listening', error, 'Message 2', 'Message 3', 'Close'], received: SENT });
    });
  }

  it('tells an error event with a code, and one with nothing', async () => {
    const bench = await UdpBench.bound();
    emitFromNowhere('udp', 0, 'error', { code: 101 });
    emitFromNowhere('udp', 0, 'error', undefined);
    emitFromNowhere('udp', 0, 'error', {});
    await bench.log.times('Error', 3);
    const without = 'Error -2/-/- UDPSocket:fail the system reported a failure without a reason';
    await bench.ends({
      history: [
        'Listening',
        'Error -2/101/- UDPSocket:fail errno:101 errmsg:the system reported a failure',
        without,
        without,
        'Close'
      ]
    });
  });

  it('hears nothing that comes after close', async () => {
    const bench = await UdpBench.bound();
    const remoteInfo = { address: '127.0.0.1', family: 'IPv4', port: 9, size: 1 };
    bench.socket.close();
    emitFromNowhere('udp', 0, 'message', { message: new ArrayBuffer(1), remoteInfo });
    emitFromNowhere('udp', 0, 'error', { code: 101 });
    await bench.log.times('Close', 1);
    emitFromNowhere('udp', 0, 'message', { message: new ArrayBuffer(1), remoteInfo });
    emitFromNowhere('udp', 0, 'error', { code: 101 });
    emitFromNowhere('udp', 0, 'close', {});
    await settle();
    bench.holds({ history: ['Listening', 'Close'] });
  });
});
