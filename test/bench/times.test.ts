import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Bench } from '../../tools/bench/benchmarks/benchmark.ts';
import { runWorkload } from '../../tools/bench/benchmarks/times.ts';
import type { Contender } from '../../tools/bench/contenders/contender.ts';
import { library } from '../../tools/bench/contenders/library.ts';
import { node } from '../../tools/bench/contenders/node.ts';
import { raw } from '../../tools/bench/contenders/raw.ts';
import { Peer } from '../../tools/bench/peer/peer.ts';
import { udpEcho, udpReceive, udpSend } from '../../tools/bench/workloads/datagrams.ts';
import { bindAndClose, connectAlone, connectAndClose } from '../../tools/bench/workloads/lifecycles.ts';
import { secure } from '../../tools/bench/workloads/secure.ts';
import { tcpEcho, tcpReceive, tcpWrite } from '../../tools/bench/workloads/streams.ts';
import { damaged } from './support/damaged.ts';

const common = { title: '', size: 64, perRun: 160 };
const WORKLOADS = [
  udpSend({ ...common, name: 'udp-send' }),
  udpSend({ ...common, name: 'udp-send-text', form: 'text' }),
  udpReceive({ ...common, name: 'udp-receive', listeners: 3 }),
  udpEcho('udp-echo', '', 64, 16),
  tcpWrite({ ...common, name: 'tcp-write', size: 5000 }),
  tcpWrite({ ...common, name: 'tcp-write-calls', isOverWithCalls: true, noDelay: true }),
  tcpWrite({ ...common, name: 'tcp-write-window', size: 5000, window: 40_000 }),
  tcpReceive({ ...common, name: 'tcp-receive', size: 5000 }),
  tcpEcho({ ...common, name: 'tcp-echo', perRun: 16 }),
  tcpEcho({ ...common, name: 'tcp-echo-parts', perRun: 2, parts: 2 }),
  connectAlone({ ...common, name: 'connect', perRun: 3 }),
  connectAndClose({ ...common, name: 'connect-close', perRun: 3 }),
  bindAndClose({ ...common, name: 'bind-close', perRun: 3 }),
  secure(tcpWrite({ ...common, name: 'tls-write', size: 5000 })),
  secure(tcpEcho({ ...common, name: 'tls-echo', perRun: 16 })),
  secure(connectAlone({ ...common, name: 'tls-connect', perRun: 3 }))
];
/** Workloads whose bytes are checked at one end or the other. */
const CHECKED = WORKLOADS.filter(({ name }) => /send|receive|echo$|write/.test(name));

describe('runWorkload', () => {
  let peer: Peer;
  before(() => {
    peer = new Peer();
  });
  after(() => peer.stop());

  function bench(contenders: readonly Contender[], rounds = 1): Bench {
    const effort = { warmUps: 1, rounds, slowRounds: rounds, longRounds: 1, idleSockets: 1, mostOnCurve: 1 };
    return { peer, contenders, effort, progress: () => {} };
  }

  for (const workload of WORKLOADS) {
    it(`measures every contender in every round: ${workload.name}`, async () => {
      const { times, comparisons } = await runWorkload(workload, bench([library, raw, node], 2));
      assert.deepEqual(
        times.map(({ contender, samples }) => [contender, samples.length]),
        [
          ['library', 2],
          ['raw', 2],
          ['node', 2]
        ]
      );
      for (const { wall, cpu } of times.flatMap(({ samples }) => samples)) assert.ok(wall > 0 && cpu >= 0);
      assert.deepEqual(
        comparisons.map(({ against }) => against),
        ['raw', 'node']
      );
    });
  }

  for (const workload of CHECKED) {
    it(`detects a damaged byte: ${workload.name}`, async () => {
      await assert.rejects(
        runWorkload(workload, bench([damaged(raw)])),
        new RegExp(`^Error: ${workload.name}, raw: received bytes have CRC-32`)
      );
    });
  }

  it('leaves out who cannot do it', async () => {
    const workload = udpSend({ ...common, name: 'udp-send', without: { node: 'for a reason' } });
    const { times, without } = await runWorkload(workload, bench([raw, node]));
    assert.deepEqual(
      times.map(({ contender }) => contender),
      ['raw']
    );
    assert.deepEqual(without, { node: 'for a reason' });
  });

  it('fails with a contender that fails', async () => {
    const failing: Contender = {
      ...raw,
      bindDatagram: async (events) => {
        const end = await raw.bindDatagram(events);
        return { ...end, send: () => events.onFailure(new Error('no way')) };
      }
    };
    await assert.rejects(runWorkload(udpSend({ ...common, name: 'udp-send' }), bench([failing])), /no way/);
  });

  it('fails when the peer is gone', async () => {
    const mortal = new Peer();
    await mortal.start({ service: 'udpEcho' });
    mortal.kill();
    await assert.rejects(
      runWorkload(udpEcho('udp-echo', '', 64, 16), { ...bench([raw]), peer: mortal }),
      /the peer process has ended/
    );
  });
});
