import * as node from 'node:net';
import { test } from 'node:test';
import * as ours from 'taro-harmony-socket/net';
import { compareModules } from './compare.ts';
import { STREAM_DEVIATIONS } from './deviations.ts';
import { runStreamProgram, streamProgram } from './streamProgram.ts';

test('random programs over net see the same of both modules, but for known deviations', async (t) => {
  const trial = {
    node,
    ours: ours as unknown as typeof node,
    programs: streamProgram,
    run: runStreamProgram,
    deviations: STREAM_DEVIATIONS
  };
  await compareModules(trial, (line) => t.diagnostic(line));
});
