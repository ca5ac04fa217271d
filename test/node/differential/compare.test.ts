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

/** What a module sees that has seen something else so many times. */
function changing(times: number): (module: string) => Promise<Map<string, string[]>> {
  let missing = times;
  return (module) => {
    const isOther = module === 'ours' && missing-- > 0;
    return Promise.resolve(new Map([['side', [isOther ? 'other' : 'same']]]));
  };
}

test('what differs twice and not again is told, and no failure', async () => {
  const trial = { node: 'node', ours: 'ours', programs: fc.constant('a program'), deviations: [] };
  const said: string[] = [];
  await compareModules({ ...trial, run: changing(2) }, (line) => said.push(line));
  assert.match(
    said.join('\n'),
    /^differed at try 1: what side has seen\n[^]*\ndiffered at try 2: [^]*\n250 programs ran$/
  );
  await assert.rejects(
    compareModules({ ...trial, run: changing(3) }, () => undefined),
    /what side has seen/
  );
});
