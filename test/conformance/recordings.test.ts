import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { RELEASES } from '../host/socket/release.ts';
import { DEVIATIONS } from './deviations.ts';
import { readOwnScenarios, readScenarioFolder } from './recordings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'recordings-'));
after(() => rmSync(folder, { recursive: true }));

describe('recordings', () => {
  test('every release has the same scenarios, each with at least one trace', () => {
    const names = RELEASES.map((release) => {
      const recorded = readOwnScenarios(release);
      assert.ok(recorded.every(({ recording }) => recording.traces.length > 0));
      return recorded.map(({ scenario }) => scenario.name);
    });
    assert.equal(names[0]?.length, 79);
    assert.deepEqual(names[1], names[0]);
    assert.deepEqual(names[2], names[0]);
  });

  test('every deviation names a scenario and a reason', () => {
    for (const { scenario, releases, reason } of DEVIATIONS) {
      for (const release of releases) {
        assert.ok(readOwnScenarios(release).some((recorded) => recorded.scenario.name === scenario));
      }
      assert.notEqual(reason, '');
    }
  });

  test('a folder of recorded files is read in the order of their numbers', () => {
    const recorded = (name: string): string =>
      JSON.stringify({ name, steps: [], stable: true, trace: [{ t: name }] });
    writeFileSync(path.join(folder, '10-last.json'), recorded('last'));
    writeFileSync(path.join(folder, '9-first.json'), recorded('first'));
    const read = readScenarioFolder(folder);
    assert.deepEqual(
      read.map(({ scenario, recording }) => [scenario.name, recording.traces]),
      [
        ['first', [[{ t: 'first' }]]],
        ['last', [[{ t: 'last' }]]]
      ]
    );
  });

  test('a folder without scenarios is an error that names it', () => {
    const empty = mkdtempSync(path.join(folder, 'empty-'));
    assert.throws(() => readScenarioFolder(empty), /empty-.*holds no scenario files/);
  });
});
