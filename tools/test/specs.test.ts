import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/native/support/temporaryFolder.ts';
import { repositoryRoot } from '../arkts/modules.ts';
import { openSocketsAfter } from './openSockets.ts';
import { isProblem, readReport } from './testReport.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

test('passing specs give exit code 0 and their count', () => {
  const { status, stdout } = runSpecs(['passing.test.ets']);
  assert.match(stdout, /^ok .*passing\.test\.ets: 2 of 2 passed$/m);
  assert.match(stdout, /\n2 passed, 0 failed\n$/);
  assert.equal(status, 0);
});

test('failures, errors, time-outs, missing assertions, hooks and stray rejections all count', () => {
  const { status, stdout } = runSpecs(['passing.test.ets', 'failing.test.ets', '--timeout', '200']);
  assert.match(stdout, /FAILED Failing > fails\n.*expect 1 equals 2/);
  assert.match(stdout, /FAILED Failing > throws\n.*the error/);
  assert.match(stdout, /FAILED Failing > rejects\n.*"code":2301009/);
  assert.match(stdout, /FAILED Failing > asserts_nothing\n.*never called expect/);
  assert.match(stdout, /FAILED Failing > takes_too_long\n.*200ms/);
  assert.match(stdout, /FAILED outside of a test\n +unhandled rejection near .*the stray/);
  assert.match(stdout, /FAILED outside of a test\n +Failing: hook failed: .*the hook/);
  assert.match(stdout, /\n3 passed, 7 failed\n$/);
  assert.equal(status, 1);
});

test('files that cannot be loaded or have no tests are failures', () => {
  const { status, stdout } = runSpecs(['broken.test.ets', 'empty.test.ets', 'nowhere.test.ets']);
  assert.match(
    stdout,
    /FAILED outside of a test\n +.*broken\.test\.ets cannot be loaded: .*Expression expected/
  );
  assert.match(stdout, /FAILED outside of a test\n +.*empty\.test\.ets has no tests/);
  assert.match(stdout, /FAILED outside of a test\n +.*nowhere\.test\.ets cannot be loaded/);
  assert.match(stdout, /FAILED outside of a test\n +no test was run/);
  assert.match(stdout, /\n0 passed, 4 failed\n$/);
  assert.equal(status, 1);
});

test('--junit writes the results', (t) => {
  const file = path.join(temporaryFolder(t), 'report.xml');
  runSpecs(['passing.test.ets', 'nowhere.test.ets', '--no-companion', '--junit', file]);
  const { run, tests = [] } = readReport(file) ?? {};
  assert.equal(run, 'OpenHarmony 7.0, without the companion');
  assert.deepEqual(
    tests.filter((each) => !isProblem(each)).map(({ name }) => name),
    ['Passing > adds', 'Passing > Inner > waits']
  );
  const problems = tests.filter(isProblem).map(({ failure }) => failure);
  assert.match(problems.join(), /^nowhere\.test\.ets cannot be loaded/);
});

test('--again lets a run pass that passes at its second try, and tells what failed at the first', (t) => {
  const [mark, file] = ['mark', 'report.xml'].map((name) => path.join(temporaryFolder(t), name));
  const specs = ['passing.test.ets', 'unstable.test.ets', '--again', '--junit', file ?? ''];
  const { status, stdout } = runSpecs(specs, { FIRST_TRY: mark });
  assert.match(stdout, /^2 passed, 1 failed$/m);
  assert.match(stdout, /^3 passed, 0 failed$/m);
  assert.match(stdout, /^UNSTABLE Unstable > fails_at_first\n {8}AssertException: expect true/m);
  assert.equal(status, 0);
  const unstable = readReport(file ?? '')?.tests.filter((each) => each.unstable !== undefined) ?? [];
  assert.deepEqual(
    unstable.map(({ name }) => name),
    ['Unstable > fails_at_first']
  );
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
