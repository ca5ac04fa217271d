import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../arkts/modules.ts';

test('passed tests count without the suites around them; failures come with their text', () => {
  const { status, stdout } = runTests(['mixed.fixture.ts']);
  assert.match(stdout, /^FAILED mixed\.fixture\.ts: 3 of 7 passed$/m);
  assert.match(stdout, /^FAILED {2}suite > fails\n +Error: the failure$/m);
  assert.match(stdout, /^FAILED {2}planned\n +is only a plan/m);
  assert.match(stdout, /^FAILED {2}skipped silently\n +is skipped without a reason$/m);
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
  assert.match(stdout, /^PROBLEM no \*\.test\.ts file in nowhere$/m);
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

test('--again lets a file pass that passes at its second try, and tells what failed at the first', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'results-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const env = { FIRST_TRY: path.join(folder, 'mark') };
  const file = path.join(folder, 'report.json');
  const { status, stdout } = runTests(['unstable.fixture.ts', '--again', '--json', file], env);
  assert.match(stdout, /^FAILED unstable\.fixture\.ts: 1 of 2 passed$/m);
  assert.match(stdout, /^UNSTABLE fails at first\n {8}Error: the stall$/m);
  assert.match(stdout, /\n2 passed, 0 failed\n$/);
  assert.equal(status, 0);
  const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { tests: { failure?: string }[] };
  assert.deepEqual(
    tests.map(({ failure }) => failure),
    [undefined, undefined]
  );
});

test('--again does not help a file that fails twice', () => {
  const { status, stdout } = runTests(['mixed.fixture.ts', 'passing.fixture.ts', '--again']);
  assert.doesNotMatch(stdout, /UNSTABLE/);
  assert.equal(stdout.match(/^FAILED mixed\.fixture/gm)?.length, 2);
  assert.equal(stdout.match(/passing\.fixture\.ts: 1 of 1/g)?.length, 1);
  assert.match(stdout, /\n4 passed, 3 failed\n$/);
  assert.equal(status, 1);
});

test('--json writes the results', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'results-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = path.join(folder, 'new', 'report.json');
  runTests(['passing.fixture.ts', '--json', file]);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), {
    run: 'Node passing.fixture.ts',
    tests: [{ name: 'passes', file: 'tools/test/fixtures/passing.fixture.ts' }],
    problems: []
  });
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
