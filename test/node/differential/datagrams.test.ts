import * as node from 'node:dgram';
import { test } from 'node:test';
import * as ours from 'taro-harmony-socket/dgram';
import { compareModules } from './compare.ts';
import { datagramProgram, runDatagramProgram } from './datagramProgram.ts';
import { DATAGRAM_DEVIATIONS } from './deviations.ts';

test('random programs over dgram see the same of both modules, but for known deviations', async (t) => {
  const trial = {
    node,
    ours: ours as unknown as typeof node,
    programs: datagramProgram,
    run: runDatagramProgram,
    deviations: DATAGRAM_DEVIATIONS
  };
  await compareModules(trial, (line) => t.diagnostic(line));
});
