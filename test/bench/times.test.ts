import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Contender } from '../../tools/bench/contenders/contender.ts';
import { library } from '../../tools/bench/contenders/library.ts';
import { node } from '../../tools/bench/contenders/node.ts';
import { raw } from '../../tools/bench/contenders/raw.ts';
import { CURVES } from '../../tools/bench/curves.ts';
import { Peer } from '../../tools/bench/peer/peer.ts';
import { type Bench, timesOf } from '../../tools/bench/times.ts';
import { udpEcho, udpReceive, udpSend } from '../../tools/bench/workloads/datagrams.ts';
import { bindAndClose, connectAlone, connectAndClose } from '../../tools/bench/workloads/lifecycles.ts';
import { secure } from '../../tools/bench/workloads/secure.ts';
import { tcpEcho, tcpReceive, tcpWrite } from '../../tools/bench/workloads/streams.ts';
import type { Open, Workload } from '../../tools/bench/workloads/workload.ts';
import { damaged } from './support/damaged.ts';

const some = { size: 64, perRun: 160 };
const OPENS: Readonly<Record<string, Open>> = {
  'udp-send': udpSend(some),
  'udp-send-text': udpSend({ ...some, form: 'text' }),
  'udp-receive': udpReceive({ ...some, listeners: 3 }),
  'udp-echo': udpEcho({ size: 64, perRun: 16 }),
  'tcp-write': tcpWrite({ ...some, size: 5000 }),
  'tcp-write-calls': tcpWrite({ ...some, isOverWithCalls: true, noDelay: true }),
  'tcp-write-window': tcpWrite({ ...some, size: 5000, window: 40_000 }),
  'tcp-receive': tcpReceive({ ...some, size: 5000 }),
  'tcp-echo': tcpEcho({ size: 64, perRun: 16 }),
  'tcp-echo-parts': tcpEcho({ size: 64, perRun: 2, parts: 2 }),
  connect: connectAlone(3),
  'connect-close': connectAndClose(3),
  'bind-close': bindAndClose(3),
  'tls-write': secure(tcpWrite({ ...some, size: 5000 })),
  'tls-echo': secure(tcpEcho({ size: 64, perRun: 16 })),
  'tls-connect': secure(connectAlone(3))
};
const WORKLOADS = Object.entries(OPENS).map(([name, open]): Workload => workload(name, open));
/** Workloads whose bytes are checked at one end or the other. */
const CHECKED = WORKLOADS.filter(({ name }) => /send|receive|echo$|write/.test(name));

function workload(name: string, open: Open): Workload {
  return { name, title: name, unit: '', perRun: 160, open };
}

describe('timesOf', () => {
  let peer: Peer;
  before(() => {
    peer = new Peer();
  });
  after(() => peer.stop());

  function bench(contenders: readonly Contender[], rounds = 1): Bench {
    const effort = { warmUps: 1, rounds, slowRounds: rounds, longRounds: 1, idleSockets: 1, mostOnCurve: 1 };
    return { peer, contenders, effort };
  }

  for (const workload of WORKLOADS) {
    it(`measures every contender in every round: ${workload.name}`, async () => {
      const { figures } = await timesOf(workload, bench([library, raw, node], 2));
      const columns = ['library', 'raw', 'node', 'library / raw', 'library / node'];
      assert.deepEqual(Object.keys(figures), [...columns, ...columns.map((name) => `${name}, CPU`)]);
      for (const [column, spread] of Object.entries(figures)) {
        assert.equal(spread.figures.length, 2, column);
        if (!column.endsWith('CPU')) assert.ok(spread.lowest > 0, column);
      }
      const [ours, others] = [figures.library, figures.raw].map((spread) => spread?.figures[1] ?? NaN);
      assert.equal(figures['library / raw']?.figures[1], (others ?? NaN) / (ours ?? NaN));
    });
  }

  for (const { name, contenders, at } of CURVES) {
    it(`measures a point of a curve: ${name}`, async () => {
      const own = [library, raw].filter((contender) => contenders.includes(contender.name));
      const { figures } = await timesOf({ ...workload(name, udpSend(some)), ...at(10) }, bench(own));
      assert.deepEqual(
        Object.keys(figures).filter((column) => !/[,/]/.test(column)),
        contenders
      );
    });
  }

  for (const workload of CHECKED) {
    it(`detects a damaged byte: ${workload.name}`, async () => {
      await assert.rejects(
        timesOf(workload, bench([damaged(raw)])),
        new RegExp(`^Error: ${workload.name}, raw: received bytes have CRC-32`)
      );
    });
  }

  it('leaves out who cannot do it', async () => {
    const { figures } = await timesOf(
      { ...workload('udp-send', udpSend(some)), without: { node: 'for a reason' } },
      bench([raw, node])
    );
    assert.deepEqual(Object.keys(figures), ['raw', 'raw, CPU']);
  });

  it('fails with a contender that fails', async () => {
    const failing: Contender = {
      ...raw,
      bindDatagram: async (events) => {
        const end = await raw.bindDatagram(events);
        return { ...end, send: () => events.onFailure(new Error('no way')) };
      }
    };
    await assert.rejects(timesOf(workload('udp-send', udpSend(some)), bench([failing])), /no way/);
  });

  it('fails when the peer is gone', async () => {
    const mortal = new Peer();
    const killing: Contender = {
      ...raw,
      bindDatagram: async (events) => {
        const end = await raw.bindDatagram(events);
        return { ...end, send: () => mortal.kill() };
      }
    };
    await assert.rejects(
      timesOf(workload('udp-echo', udpEcho({ size: 64, perRun: 16 })), { ...bench([killing]), peer: mortal }),
      /the peer process has ended/
    );
  });
});
