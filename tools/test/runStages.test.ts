import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { temporaryFolder } from '../../test/native/support/temporaryFolder.ts';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { runStage, runSteps } from './runStages.ts';
import { TEST_FOLDERS } from './testFolders.ts';
import { hasFailed, hasPassed, type TestOutcome, writeReport } from './testReport.ts';

const RESULTS = path.join(temporaryFolder({ after }), 'results.xml');
const PASSED: TestOutcome = { name: 'passes' };
const FAILED: TestOutcome = { name: 'fails', failure: 'why' };

test('a stage gives the results that it wrote', async () => {
  assert.deepEqual(await stage([PASSED, FAILED], 'process.exitCode = 1'), ['passes', 'FAILED fails: why']);
  assert.deepEqual(await stage([PASSED]), ['passes']);
});

test('a stage that crashes after its tests has failed, and its last lines tell why', async () => {
  const text = 'FAILED the stage: ended with exit code 3:\nlast';
  assert.deepEqual(await stage([PASSED], "console.log('last'); process.exitCode = 3"), ['passes', text]);
});

test('a stage without any test that passed has failed, whatever its exit code', async () => {
  const text = 'FAILED the stage: ended with exit code 0:\n';
  assert.deepEqual(await stage([]), [text]);
  assert.deepEqual(await stage([{ name: 'left out', skipped: 'because' }]), ['left out', text]);
});

test('a stage that writes no results has failed, and those of an earlier run are none', async () => {
  writeReport(RESULTS, { run: 'earlier', tests: [PASSED] });
  const [found] = await runStage({ name: 'x', command: script(''), results: RESULTS });
  assert.match(found?.failure ?? '', /^ended with exit code 0/);
  assert.equal(existsSync(RESULTS), false);
});

test('a stage without results is one test: its exit code', async () => {
  assert.deepEqual(await runStage({ name: 'x', command: script('') }), [{ name: 'x' }]);
  const failing = await runStage({ name: 'x', command: script("console.log('why'); process.exitCode = 1") });
  assert.deepEqual(
    failing.map(({ failure }) => failure),
    ['ended with exit code 1:\nwhy']
  );
});

test('a stage has the options for Node that the run was given, and those for all', async () => {
  const given = process.env.NODE_OPTIONS ?? '';
  const all = `process.env.NODE_OPTIONS.slice(${given.length})`;
  const isKept = `process.env.NODE_OPTIONS.startsWith(${JSON.stringify(given)}) && ${all}.includes('lateOptimizer')`;
  assert.deepEqual(await stage([PASSED], `process.exitCode = ${isKept} ? 0 : 1`), ['passes']);
});

test('stages of a lane run one after the other, lanes side by side, and all that they found is given', async (context) => {
  // In the output of a run that passes, what they tell would read as its own failures.
  const { mock } = context.mock.method(console, 'log', () => undefined);
  const lanes = ['one', 'two'].map((lane) =>
    [1, 2].map((place) => ({ name: `${lane} ${place}`, command: script(`process.exitCode = ${place - 1}`) }))
  );
  const found = await runSteps([lanes, [[{ name: 'three', command: script('') }]]]);
  assert.equal(found.filter(hasPassed).length, 3);
  const failed = found.filter(hasFailed).map(({ name }) => name);
  assert.deepEqual(failed.sort(), ['[one 2] the stage', '[two 2] the stage']);
  const told = mock.calls.map(({ arguments: [text] }) => String(text)).join('\n');
  assert.match(told, /\nFAILED two 2: 0 of 1 passed, \d+ s\n/);
});

test('tests that pass at their second try only are let pass, but not more than three of a whole run', async (context) => {
  context.mock.method(console, 'log', () => undefined);
  const failures = async (counts: readonly number[]): Promise<(string | undefined)[]> => {
    const lane = counts.map((count, index) => {
      const tests = Array.from({ length: count }, (_, i) => ({ name: `${i}`, unstable: 'why' }));
      const results = path.join(path.dirname(RESULTS), `${index}.xml`);
      return { name: `${index}`, command: script(writing(results, tests)), results };
    });
    return (await runSteps([[lane]])).filter(hasFailed).map(({ failure }) => failure);
  };
  assert.deepEqual(await failures([2, 1]), []);
  assert.deepEqual(await failures([2, 2]), ['4 tests are unstable, more than the 3 that are let pass']);
});

test('each test file lies in a folder that npm test runs', () => {
  const files = ['test', 'tools', 'example', 'plugin']
    .flatMap((each) => listFiles(path.join(repositoryRoot, each), (file) => file.endsWith('.test.ts')))
    .map((file) => path.relative(repositoryRoot, file));
  const stray = files.filter((file) => !TEST_FOLDERS.some((each) => file.startsWith(`${each}/`)));
  assert.deepEqual(stray, []);
});

/** What is found of a stage that writes these results and then runs the script. */
async function stage(tests: readonly TestOutcome[], end = ''): Promise<string[]> {
  const command = script(`${writing(RESULTS, tests)}; ${end}`);
  const found = await runStage({ name: 'x', command, results: RESULTS });
  return found.map(({ name, failure }) => (failure === undefined ? name : `FAILED ${name}: ${failure}`));
}

/** The text of a script that writes results. */
function writing(file: string, tests: readonly TestOutcome[]): string {
  const module = JSON.stringify(path.join(import.meta.dirname, 'testReport.ts'));
  return `(await import(${module})).writeReport(${JSON.stringify(file)}, ${JSON.stringify({ run: 'x', tests })})`;
}

function script(text: string): string[] {
  return [process.execPath, '--import', 'tsx', '--input-type=module', '-e', text];
}
