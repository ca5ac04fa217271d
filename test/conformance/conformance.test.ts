import { after, describe, test } from 'node:test';
import { RELEASES } from '../host/socket/release.ts';
import { readOwnScenarios } from './recordings.ts';
import { Replayer } from './replayer.ts';
import { Sandbox } from './sandbox.ts';
import { judge } from './verdict.ts';
import assert from 'node:assert/strict';

const sandbox = new Sandbox();
const replayer = new Replayer(sandbox);
after(() => replayer.dispose());

const jobs = RELEASES.flatMap((release) =>
  readOwnScenarios(release).map((recorded) => ({ release, recorded }))
);

describe('the host module plays a release', { concurrency: 3 }, () => {
  for (const { release, recorded } of jobs) {
    test(`${release}: ${recorded.scenario.name}`, async (context) => {
      const verdict = await judge(recorded, release, replayer, sandbox);
      if (verdict.outcome === 'failed') assert.fail(verdict.lines.join('\n'));
      if (verdict.outcome !== 'passed') context.skip(`${verdict.outcome}: ${verdict.reason}`);
    });
  }
});
