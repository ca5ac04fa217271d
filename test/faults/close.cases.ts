import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createUDPSocket } from '../../library/Index.ets';
import { faults } from '../host/control.ts';
import type { CallEffect } from '../host/faults/fault.ts';
import { EventLog, settle } from '../library/support/eventLog.ts';
import { pass, stopTimers } from '../library/support/timers.ts';
import { watchNativeCalls } from '../property/nativeWatch.ts';
import { EACCES, LATE_MS, watchEachTest } from './support/bench.ts';
import { TcpBench } from './support/tcpBench.ts';
import { UdpBench } from './support/udpBench.ts';

const LONGEST_CLOSE_MS = 3000;

describe('a native close with faults', () => {
  watchEachTest();

  const effects: readonly CallEffect[] = [
    { answersAfter: 500 },
    { startsAfter: 500 },
    { fails: EACCES },
    { fails: EACCES, withoutMessage: true },
    { fails: 'permission' },
    { fails: 'parameters' }
  ];
  for (const effect of effects) {
    it(`closes a UDP socket once, without an error: ${JSON.stringify(effect)}`, async () => {
      const bench = await UdpBench.bound();
      const fault = faults.add({ kind: 'udp', call: 'close', effect });
      bench.send('last');
      bench.socket.close();
      await bench.ends({ history: ['Listening', 'Close'], received: ['last'] });
      assert.equal(fault.hits, 1);
    });

    it(`closes a TCP socket once, without an error: ${JSON.stringify(effect)}`, async () => {
      const bench = await TcpBench.connected();
      const fault = faults.add({ kind: 'tcp', call: 'close', effect });
      bench.socket.write('last');
      bench.socket.close();
      await bench.received('last');
      await bench.log.times('Close', 1);
      bench.holds({ history: ['Connect', 'Close'], received: 'last' });
      assert.equal(fault.hits, 1);
    });
  }

  for (const effect of ['neverAnswers', { answersAfter: LATE_MS }] as const) {
    it(`gives up after 3 s and closes once: ${JSON.stringify(effect)}`, async () => {
      const udp = await UdpBench.bound({ call: 'close', effect });
      const tcp = await TcpBench.connected({ call: 'close', effect });
      stopTimers();
      udp.socket.close();
      tcp.socket.close();
      await pass(LONGEST_CLOSE_MS - 250);
      assert.deepEqual([udp.log.count('Close'), tcp.log.count('Close')], [0, 0]);
      await pass(250);
      await pass(LATE_MS);
      udp.holds({ history: ['Listening', 'Close'] });
      tcp.holds({ history: ['Connect', 'Close'] });
    });
  }

  it('waits for the answer to an option that is being set, but not for ever', async (test) => {
    test.after(() => mock.restoreAll());
    const complaints: string[] = [];
    watchNativeCalls((complaint) => complaints.push(complaint));
    for (const effect of [{ startsAfter: 1000 }, 'neverAnswers'] as const) {
      assert.deepEqual(complaints, []);
      const bench = await TcpBench.open();
      const fault = faults.add({ kind: 'tcp', call: 'setExtraOptions', times: 1, effect });
      bench.connect();
      while (fault.hits === 0) await settle();
      await bench.ends({ history: ['Close'] });
    }
    assert.deepEqual(complaints, ['TCPSocket.close was called during setExtraOptions']);
  });

  it('holds the port until it has ended: the next socket of this port waits', async () => {
    const bench = await UdpBench.bound({ call: 'close', times: 1, effect: { startsAfter: 200 } });
    bench.send('first');
    await bench.received(1);
    const port = bench.peer.received[0]?.port ?? 0;
    bench.socket.close();
    const next = createUDPSocket();
    const log = new EventLog(next);
    assert.equal(next.bind(port), port);
    await log.times('Listening', 1);
    assert.equal(bench.log.count('Close'), 1);
    next.close();
    await log.times('Close', 1);
    assert.deepEqual(log.events, ['Listening', 'Close']);
  });
});
