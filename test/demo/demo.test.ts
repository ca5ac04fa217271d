import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { buildDemo, runDemo } from '../../tools/demo/demo.ts';
import type { Built } from '../../tools/demo/demo.ts';
import type { Alter } from '../../tools/demo/peers.ts';

const MAIN = path.resolve(import.meta.dirname, '../../tools/demo/main.ts');
const LIMIT = 120_000;

describe('npm run demo', { timeout: LIMIT }, () => {
  const out = mkdtempSync(path.join(tmpdir(), 'demo-'));
  after(() => rmSync(out, { recursive: true, force: true }));

  test('ends with 0, tells what came back and where the DevEco project lies', async () => {
    const { stdout } = await runMain(out, process.env);
    assert.match(stdout, /✓ UDP: ten datagrams in order, [\d.]+ ms\n( {4}→ .*\n){10}( {4}← .*\n){10}/);
    assert.match(stdout, /← \d+ bytes from 127\.0\.0\.1:\d+: héllo, 你好，世界 🛰️\n/);
    assert.match(stdout, /✓ TCP: lines, joined again from other packets/);
    assert.match(stdout, /✓ no TCP connection is left/);
    assert.match(stdout, /All that was sent came back as it was sent\./);
    assert.ok(stdout.includes(`open ${path.join(out, 'harmony')} in DevEco Studio`));
  });

  test('the DevEco project holds the build and names its pages', () => {
    const main = path.join(out, 'harmony/entry/src/main');
    assert.ok(existsSync(path.join(main, 'ets/npm/taro-harmony-socket/index.ts')));
    const { src } = JSON.parse(
      readFileSync(path.join(main, 'resources/base/profile/main_pages.json'), 'utf8')
    ) as {
      src: string[];
    };
    assert.deepEqual(src, ['pages/tcp/index', 'pages/udp/index']);
    for (const page of src) assert.ok(existsSync(path.join(main, 'ets', `${page}.ets`)));
  });

  test('ends with 1 and says why when the native module cannot be loaded', async () => {
    const missing = path.join(out, 'missing.node');
    await assert.rejects(runMain(out, { ...process.env, OHOS_NET_SOCKET: missing }), (error: Failure) => {
      assert.equal(error.code, 1);
      assert.ok(error.stdout.includes(`OHOS_NET_SOCKET=${missing} cannot be loaded`), error.stdout);
      assert.match(error.stderr, /The demo failed: the app's process ended with exit code 1/);
      return true;
    });
  });
});

describe('a damaged answer', { timeout: LIMIT }, () => {
  const out = mkdtempSync(path.join(tmpdir(), 'demo-'));
  let built: Built;
  before(async () => {
    built = await buildDemo({ out, print: () => undefined });
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  const damaged: [Parameters<Alter>[1], string][] = [
    ['udpEcho', 'UDP: the first datagram binds a free port'],
    ['tcpEcho', 'TCP: a stream of text'],
    ['lineServer', 'TCP: lines, joined again from other packets']
  ];
  for (const [peer, step] of damaged) {
    test(`from ${peer} fails the demo, which shows what was expected and what came`, async () => {
      const lines: string[] = [];
      const run = runDemo(
        built,
        (line) => lines.push(line),
        (answer, from) => (from === peer ? damage(answer) : answer)
      );
      await assert.rejects(run, new Error("the app's process ended with exit code 1; see its lines above"));
      const failure = lines.indexOf(`FAILED: ${step}`);
      assert.notEqual(failure, -1, lines.join('\n'));
      const [expected = '', actual = ''] = lines.slice(failure + 1).map(bytesIn);
      assert.equal(actual.length, expected.length);
      assert.notEqual(actual, expected);
    });
  }
});

/** What `execFile` rejects with. */
interface Failure {
  code: number;
  stdout: string;
  stderr: string;
}

function runMain(out: string, env: NodeJS.ProcessEnv): Promise<{ stdout: string; stderr: string }> {
  const parameters = ['--import', 'tsx', MAIN, '--out', out];
  return promisify(execFile)(process.execPath, parameters, { env, timeout: LIMIT });
}

/** Turns one bit of the first byte over: every length stays as it was. */
function damage(answer: Buffer): Buffer {
  const damaged = Buffer.from(answer);
  damaged.writeUInt8(damaged.readUInt8(0) ^ 0x80, 0);
  return damaged;
}

/** The bytes of a line `expected: [68 65] [6c]`. */
function bytesIn(line: string): string {
  return line.replace(/^ *(expected|actual): */, '');
}
