import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareModules } from './compare.ts';

test('a program that never ends is named, with the seed that it comes from', async () => {
  const trial = {
    node: 'node',
    ours: 'ours',
    programs: fc.constant('a program'),
    run: (module: string) =>
      module === 'node' ? Promise.resolve(new Map()) : new Promise<never>(() => undefined),
    deviations: [],
    longestProgramMs: 1
  };
  await assert.rejects(
    compareModules(trial, () => undefined),
    /did not end on ours within 1 ms: seed \d+, "a program"/
  );
});
