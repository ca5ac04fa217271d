import './support/fastestCloses.ts';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Contender } from '../../tools/bench/contenders/contender.ts';
import { library } from '../../tools/bench/contenders/library.ts';
import { node } from '../../tools/bench/contenders/node.ts';
import { raw } from '../../tools/bench/contenders/raw.ts';
import { queueing } from '../../tools/bench/sessions.ts';
import { Peer } from '../../tools/bench/peer.ts';
import { measureWorkload, type Workload } from '../../tools/bench/workload.ts';
import { WORKLOADS } from '../../tools/bench/workloads.ts';
import { damaged } from './support/damaged.ts';

const ROUNDS = 2;
const POINT = 10;
const MOST_BYTES = 5000;
/** Longest time that a run may take, in milliseconds. */
const LIMIT = 300_000;

/** The same in small; of a curve one point. Pages of harmony-hybrid are left out: a browser is too dear. */
function inSmall({ curve, ahead, ...workload }: Workload): Workload {
  return {
    ...workload,
    size: Math.min(workload.size, MOST_BYTES),
    ahead: ahead === undefined ? ahead : 4,
    count: Math.min(workload.count, 17),
    ...curve?.(POINT),
    rounds: ROUNDS
  };
}

const SMALL = WORKLOADS.map(inSmall);
const OVER_SOCKETS = SMALL.filter(({ skip }) => skip === undefined);
/** All that exchange bytes, but datagrams of which so many are sent at once that some are lost. */
const CHECKED = OVER_SOCKETS.filter(({ size, open }) => size > 0 && open !== queueing);

function named(name: string): Workload {
  return SMALL.find((workload) => workload.name === name) as Workload;
}

/** Raw calls, but for what is sent over UDP. */
function rawBut(send: (options: { onFailure: (error: Error) => void }) => void): Contender {
  return { ...raw, udp: async (options) => ({ ...(await raw.udp(options)), send: () => send(options) }) };
}

describe('a workload', () => {
  let peer: Peer;
  before(() => {
    peer = new Peer();
  });
  after(() => peer.stop());

  for (const workload of OVER_SOCKETS) {
    it(`is done by every contender in every round: ${workload.name}`, async () => {
      const [row, ...others] = await measureWorkload(workload, peer, false);
      assert.deepEqual([row?.label, others], [workload.title, []]);
      const figures = row?.figures ?? {};
      const contenders = (workload.groups ?? [[library, raw, node]]).flat().map(({ name }) => name);
      const names = [...new Set(contenders)];
      assert.deepEqual(
        Object.keys(figures).filter((column) => !/[,/-]/.test(column)),
        names
      );
      const rounds = (ROUNDS * contenders.length) / names.length;
      for (const [column, { figures: all }] of Object.entries(figures))
        assert.equal(all.length, rounds, column);
      for (const name of names) assert.ok(figures[name]?.figures.every(Number.isFinite), name);
    });
  }

  for (const workload of CHECKED) {
    it(`is not done when a byte was changed: ${workload.name}`, async () => {
      await assert.rejects(
        measureWorkload({ ...workload, groups: [[damaged(raw)]] }, peer, false),
        /^Error: raw: received bytes have CRC-32/
      );
    });
  }

  it('is not done when a message was lost', async (context) => {
    const { timers } = context.mock;
    timers.enable({ apis: ['setTimeout'] });
    let isOver = false;
    const losing = rawBut(() => {
      if (isOver) return;
      isOver = true;
      setImmediate(() => {
        timers.tick(LIMIT);
        timers.reset();
      });
    });
    await assert.rejects(
      measureWorkload({ ...named('udp-send-64'), groups: [[losing]] }, peer, false),
      /^Error: raw: not done within 300 s$/
    );
  });

  it('is not done when the contender fails', async () => {
    const failing = rawBut(({ onFailure }) => onFailure(new Error('no way')));
    await assert.rejects(
      measureWorkload({ ...named('udp-send-64'), groups: [[failing]] }, peer, false),
      /^Error: raw: no way$/
    );
  });

  it('is not done when the peer is gone', async () => {
    const mortal = new Peer();
    const killing = rawBut(() => mortal.kill());
    await assert.rejects(
      measureWorkload({ ...named('udp-echo-64'), groups: [[killing]] }, mortal, false),
      /^Error: raw: the peer process has ended by itself$/
    );
    await mortal.stop();
  });
});
