import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/native/support/temporaryFolder.ts';
import { repositoryRoot } from '../arkts/modules.ts';
import { readReport } from './testReport.ts';

test('passed tests count without the suites around them; failures come with their text', () => {
  const { status, stdout } = runTests(['mixed.fixture.ts']);
  assert.match(stdout, /^FAILED mixed\.fixture\.ts: 3 of 7 passed$/m);
  assert.match(stdout, /^FAILED suite > fails\n +Error: the failure$/m);
  assert.match(stdout, /^FAILED planned\n +is only a plan/m);
  assert.match(stdout, /^FAILED skipped silently\n +is skipped without a reason$/m);
  assert.match(stdout, /^SKIPPED skipped: not on this machine$/m);
  assert.match(stdout, /\n3 passed, 3 failed\n$/);
  assert.equal(status, 1);
});

test('a file that ends before its tests have, or has none, is a failure', () => {
  const { status, stdout } = runTests(['crashing.fixture.ts', 'empty.fixture.ts']);
  assert.match(stdout, /crashing\.fixture\.ts\n +ended with exit code 3$/m);
  assert.match(stdout, /empty\.fixture\.ts\n +has no tests$/m);
  assert.match(stdout, /\n1 passed, 2 failed\n$/);
  assert.equal(status, 1);
});

test('a folder without test files is a failure', () => {
  const { status, stdout } = runTests(['nowhere']);
  assert.match(stdout, /^FAILED outside of a test\n +no \*\.test\.ts file in nowhere$/m);
  assert.match(stdout, /\n0 passed, 1 failed\n$/);
  assert.equal(status, 1);
});

test('passed tests give exit code 0', () => {
  const { status, stdout } = runTests(['passing.fixture.ts']);
  assert.match(stdout, /^ok +passing\.fixture\.ts: 1 of 1 passed$/m);
  assert.match(stdout, /\n1 passed, 0 failed\n$/);
  assert.equal(status, 0);
});

test('files that run at the same time are reported as those that run one after the other', () => {
  const files = ['crashing.fixture.ts', 'passing.fixture.ts', 'mixed.fixture.ts'];
  const [alone, together] = [runTests(files), runTests([...files, '--jobs', '3'])];
  const report = (stdout: string): string[] => stdout.split('\n').filter((line) => !line.endsWith(' passed'));
  assert.deepEqual(report(together.stdout), report(alone.stdout));
  assert.match(together.stdout, /\n5 passed, 4 failed\n$/);
});

test('a file that hangs is ended and a failure', () => {
  const { status, stdout } = runTests(['hanging.fixture.ts', '--timeout', '3000']);
  assert.match(stdout, /hanging\.fixture\.ts\n +.*timed out after 3000ms/);
  assert.equal(status, 1);
});

test('--again lets a file pass that passes at its second try, and tells what failed at the first', (t) => {
  const env = { FIRST_TRY: path.join(temporaryFolder(t), 'mark') };
  const file = path.join(temporaryFolder(t), 'report.xml');
  const { status, stdout } = runTests(['unstable.fixture.ts', '--again', '--junit', file], env);
  assert.match(stdout, /^FAILED unstable\.fixture\.ts: 1 of 2 passed$/m);
  assert.match(stdout, /^UNSTABLE fails at first\n {8}Error: the stall$/m);
  assert.match(stdout, /\n2 passed, 0 failed\n$/);
  assert.equal(status, 0);
  const [passing, unstable] = readReport(file)?.tests ?? [];
  assert.equal(passing?.unstable, undefined);
  assert.match(unstable?.unstable ?? '', /^Error: the stall/);
  assert.equal(unstable?.failure, undefined);
});

test('--again does not help a file that fails twice', () => {
  const { status, stdout } = runTests(['mixed.fixture.ts', 'passing.fixture.ts', '--again']);
  assert.doesNotMatch(stdout, /UNSTABLE/);
  assert.equal(stdout.match(/^FAILED mixed\.fixture/gm)?.length, 2);
  assert.equal(stdout.match(/passing\.fixture\.ts: 1 of 1/g)?.length, 1);
  assert.match(stdout, /\n4 passed, 3 failed\n$/);
  assert.equal(status, 1);
});

test('--junit writes the results', (t) => {
  const file = path.join(temporaryFolder(t), 'new', 'report.xml');
  runTests(['mixed.fixture.ts', '--junit', file]);
  const { run, tests = [] } = readReport(file) ?? {};
  assert.equal(run, 'Node mixed.fixture.ts');
  assert.deepEqual(
    tests.map(({ name, failure, skipped }) => [name, failure?.split('\n')[0] ?? skipped]),
    [
      ['passes', undefined],
      ['suite > passes inside', undefined],
      ['suite > fails', 'Error: the failure'],
      ['passes last', undefined],
      ['planned', 'is only a plan (todo)'],
      ['skipped silently', 'is skipped without a reason'],
      ['skipped', 'not on this machine']
    ]
  );
  assert.ok(tests.every((each) => each.file === 'tools/test/fixtures/mixed.fixture.ts'));
});

function runTests(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {}
): { status: number | null; stdout: string } {
  const command = [
    '--import',
    path.join(repositoryRoot, 'test/host/register.mjs'),
    '../nodeTests.ts',
    ...args
  ];
  return spawnSync(process.execPath, command, {
    cwd: path.join(import.meta.dirname, 'fixtures'),
    encoding: 'utf8',
    // With this variable node:test would take the process for a part of the present run, and do nothing.
    env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
    timeout: 600_000
  });
}
