import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonAgainstNamespace } from '../../tools/test/ownNetwork.ts';
import { runInNamespace } from './support/namespace.ts';

const skip = reasonAgainstNamespace() ?? false;

const BINDS = 10_000;

interface Contest {
  ephemeral: number;
  occupied: number;
  competed: number;
  right: number;
  wrong: string[];
}

test(
  'half of the ephemeral ports occupied, four processes and a competitor: every port is right',
  { skip },
  async () => {
    const contest = (await runInNamespace('namespace/portContest.ts', [String(BINDS)])) as Contest;
    assert.ok(
      contest.occupied >= contest.ephemeral / 2,
      `${contest.occupied} of ${contest.ephemeral} occupied`
    );
    assert.ok(contest.competed > 1000, `the competitor bound only ${contest.competed} times`);
    assert.deepEqual(contest.wrong, []);
    assert.equal(contest.right, BINDS);
  }
);

test('when all ports above the ephemeral ones are taken the kernel chooses', { skip }, async () => {
  const { occupied, port } = (await runInNamespace('namespace/crowdedPorts.ts')) as Record<string, number>;
  assert.equal(occupied, 65_536 - 61_000);
  assert.ok(port !== undefined && port > 0 && port < 61_000, `port ${port}`);
});

test(
  'broadcast and multicast datagrams reach the socket by themselves and are not handed over',
  { skip },
  async () => {
    const outcome = { confirmed: 0, handedOver: ['unicast before'] };
    assert.deepEqual(await runInNamespace('namespace/broadcast.ts'), [
      { ...outcome, family: 4, received: ['unicast after', 'broadcast after', 'multicast after'] },
      { ...outcome, family: 6, received: ['unicast after', 'broadcast after'] }
    ]);
  }
);
