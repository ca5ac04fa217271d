import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../arkts/modules.ts';
import { openSocketsAfter } from './openSockets.ts';
import type { TestReport } from './testReport.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

test('passing specs give exit code 0 and their count', () => {
  const { status, stdout } = runSpecs(['passing.test.ets']);
  assert.match(stdout, /^ok .*passing\.test\.ets: 2 of 2 passed$/m);
  assert.match(stdout, /\n2 passed, 0 failed\n$/);
  assert.equal(status, 0);
});

test('failures, errors, time-outs, missing assertions, hooks and stray rejections all count', () => {
  const { status, stdout } = runSpecs(['passing.test.ets', 'failing.test.ets', '--timeout', '200']);
  assert.match(stdout, /FAILED {2}Failing > fails\n.*expect 1 equals 2/);
  assert.match(stdout, /FAILED {2}Failing > throws\n.*the error/);
  assert.match(stdout, /FAILED {2}Failing > rejects\n.*"code":2301009/);
  assert.match(stdout, /FAILED {2}Failing > asserts_nothing\n.*never called expect/);
  assert.match(stdout, /FAILED {2}Failing > takes_too_long\n.*200ms/);
  assert.match(stdout, /PROBLEM unhandled rejection near .*the stray/);
  assert.match(stdout, /PROBLEM Failing: hook failed: .*the hook/);
  assert.match(stdout, /\n3 passed, 7 failed\n$/);
  assert.equal(status, 1);
});

test('files that cannot be loaded or have no tests are failures', () => {
  const { status, stdout } = runSpecs(['broken.test.ets', 'empty.test.ets', 'nowhere.test.ets']);
  assert.match(stdout, /PROBLEM .*broken\.test\.ets cannot be loaded: .*Expression expected/);
  assert.match(stdout, /PROBLEM .*empty\.test\.ets has no tests/);
  assert.match(stdout, /PROBLEM .*nowhere\.test\.ets cannot be loaded/);
  assert.match(stdout, /PROBLEM no test was run/);
  assert.match(stdout, /\n0 passed, 4 failed\n$/);
  assert.equal(status, 1);
});

test('--json writes the results, and a run that crashes leaves none', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'results-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = path.join(folder, 'report.json');
  runSpecs(['passing.test.ets', 'nowhere.test.ets', '--no-companion', '--json', file]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as TestReport;
  assert.equal(report.run, 'OpenHarmony 7.0, without the companion');
  assert.deepEqual(
    report.tests.map(({ name }) => name),
    ['Passing > adds', 'Passing > Inner > waits']
  );
  assert.match(report.problems.join(), /^nowhere\.test\.ets cannot be loaded/);
  runSpecs(['exiting.test.ets', '--json', file]);
  assert.equal(existsSync(file), false);
});

test('--again lets a run pass that passes at its second try, and tells what failed at the first', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'results-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const specs = ['passing.test.ets', 'unstable.test.ets', '--again'];
  const { status, stdout } = runSpecs(specs, { FIRST_TRY: path.join(folder, 'mark') });
  assert.match(stdout, /^2 passed, 1 failed$/m);
  assert.match(stdout, /^3 passed, 0 failed$/m);
  assert.match(stdout, /^UNSTABLE Unstable > fails_at_first\n {8}AssertException: expect true/m);
  assert.equal(status, 0);
  assert.equal(runSpecs(['failing.test.ets', '--again', '--timeout', '200']).status, 1);
});

test('--release tells the stand-ins which release to play', () => {
  const { stderr } = runSpecs(['release.test.ets', '--release', '5.1']);
  assert.match(stderr, /"release":"5\.1"/);
  assert.match(runSpecs(['release.test.ets']).stderr, /"release":"7\.0"/);
  assert.match(runSpecs(['--release', '4.0']).stderr, /Allowed choices are 5\.1, 6\.1, 7\.0/);
});

test('sockets left open are told, closed ones are not', async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  assert.match((await openSocketsAfter(1))[0] ?? '', /left open .*UDPWrap/);
  socket.close();
  assert.deepEqual(await openSocketsAfter(10_000), []);
});

function runSpecs(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {}
): { status: number | null; stdout: string; stderr: string } {
  const command = ['--import', path.join(repositoryRoot, 'test/host/register.mjs'), '../specs.ts', ...args];
  return spawnSync(process.execPath, command, {
    cwd: FIXTURES,
    encoding: 'utf8',
    env: { ...process.env, ...env, OHOS_NET_SOCKET: path.join(FIXTURES, 'releaseSocket.cjs') },
    timeout: 600_000
  });
}
