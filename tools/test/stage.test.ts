import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StageResult, Tally } from './stage.ts';
import { runStage } from './stage.ts';

test('a stage gives the tally that it printed last', async () => {
  assert.deepEqual(await stage("console.log('1 passed, 0 failed\\n5 passed, 2 failed'); process.exit(1)"), {
    passed: 5,
    failed: 2
  });
});

test('a stage that crashes after its tests has failed', async () => {
  assert.deepEqual(await stage("console.log('5 passed, 0 failed'); process.exit(3)"), {
    passed: 5,
    failed: 1
  });
});

test('a stage without any test has failed, whatever its exit code', async () => {
  assert.deepEqual(await stage("console.log('0 passed, 0 failed')"), { passed: 0, failed: 1 });
  assert.deepEqual(await stage(''), { passed: 0, failed: 1 });
});

test('a stage that does not count fails by its exit code only', async () => {
  assert.deepEqual(await stage('', false), { passed: 0, failed: 0 });
  assert.deepEqual(await stage('process.exit(1)', false), { passed: 0, failed: 1 });
});

test('a stage gives what it printed of failed and unstable tests, else the last lines of a failure', async () => {
  const named = [
    'FAILED  one',
    '        its text',
    'PROBLEM two',
    'UNSTABLE three',
    '        its first text'
  ];
  const printed = [
    '        not of a test',
    ...named,
    'ok     file',
    '        nor this',
    '1 passed, 2 failed'
  ];
  assert.deepEqual((await run(`console.log(${JSON.stringify(printed.join('\n'))})`)).findings, named);
  assert.deepEqual((await run("console.log('why'); process.exit(1)")).findings, ['why']);
  assert.deepEqual((await run("console.log('why\\n1 passed, 0 failed')")).findings, []);
});

async function stage(script: string, counts = true): Promise<Tally> {
  const { passed, failed } = await run(script, counts);
  return { passed, failed };
}

async function run(script: string, counts = true): Promise<StageResult> {
  return runStage({ name: 'stage', command: process.execPath, args: ['-e', script], counts }, '> ');
}
