import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Contender } from '../../tools/bench/contenders/contender.ts';
import { library } from '../../tools/bench/contenders/library.ts';
import { node } from '../../tools/bench/contenders/node.ts';
import { raw } from '../../tools/bench/contenders/raw.ts';
import { CURVES } from '../../tools/bench/curves.ts';
import { Peer } from '../../tools/bench/peer/peer.ts';
import { type Bench, timesOf } from '../../tools/bench/times.ts';
import { echoing, receiving, sending } from '../../tools/bench/workloads/exchanges.ts';
import { opening, openingAndClosing } from '../../tools/bench/workloads/lifecycles.ts';
import type { Open, Workload } from '../../tools/bench/workloads/workload.ts';
import { damaged } from './support/damaged.ts';

const udp = { transport: 'udp', size: 64, perRun: 160 } as const;
const tcp = { ...udp, transport: 'tcp' } as const;
const tls = { ...udp, transport: 'tls' } as const;
const large = { size: 5000 };
const OPENS: Readonly<Record<string, Open>> = {
  'udp-send': sending(udp),
  'udp-send-text': sending({ ...udp, form: 'text' }),
  'udp-receive': receiving({ ...udp, listeners: 3 }),
  'udp-echo': echoing({ ...udp, perRun: 16 }),
  'tcp-write': sending({ ...tcp, ...large }),
  'tcp-write-calls': sending({ ...tcp, isOverWithCalls: true, noDelay: true }),
  'tcp-write-window': sending({ ...tcp, ...large, window: 40_000 }),
  'tcp-receive': receiving({ ...tcp, ...large }),
  'tcp-echo': echoing({ ...tcp, perRun: 16 }),
  'tcp-echo-parts': echoing({ ...tcp, perRun: 2, parts: 2 }),
  connect: opening({ ...tcp, perRun: 3 }),
  'connect-close': openingAndClosing({ ...tcp, perRun: 3 }),
  'bind-close': openingAndClosing({ ...udp, perRun: 3 }),
  'tls-write': sending({ ...tls, ...large }),
  'tls-echo': echoing({ ...tls, perRun: 16 }),
  'tls-connect': opening({ ...tls, perRun: 3 })
};
const WORKLOADS = Object.entries(OPENS).map(([name, open]): Workload => workload(name, open));
/** Workloads whose bytes are checked at one end or the other. */
const CHECKED = WORKLOADS.filter(({ name }) => /send|receive|echo$|write/.test(name));

function workload(name: string, open: Open): Workload {
  return { name, title: name, perRun: 160, open };
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
      const { figures } = await timesOf({ ...workload(name, sending(udp)), ...at(10) }, bench(own));
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
      { ...workload('udp-send', sending(udp)), without: { node: 'for a reason' } },
      bench([raw, node])
    );
    assert.deepEqual(Object.keys(figures), ['raw', 'raw, CPU']);
  });

  it('fails with a contender that fails', async () => {
    const failing: Contender = {
      ...raw,
      open: {
        ...raw.open,
        udp: async (options) => {
          const end = await raw.open.udp(options);
          return { ...end, send: () => options.onFailure(new Error('no way')) };
        }
      }
    };
    await assert.rejects(timesOf(workload('udp-send', sending(udp)), bench([failing])), /no way/);
  });

  it('fails when the peer is gone', async () => {
    const mortal = new Peer();
    const killing: Contender = {
      ...raw,
      open: {
        ...raw.open,
        udp: async (options) => ({ ...(await raw.open.udp(options)), send: () => mortal.kill() })
      }
    };
    await assert.rejects(
      timesOf(workload('udp-echo', OPENS['udp-echo'] as Open), { ...bench([killing]), peer: mortal }),
      /the peer process has ended/
    );
  });
});
