import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { EXAMPLES } from '../../tools/demo/examples.ts';
import type { Alter } from '../../tools/demo/peers.ts';
import { workApp } from '../../tools/demo/workApp.ts';

const MAIN = path.resolve(import.meta.dirname, '../../tools/demo/main.ts');
const ROOT = path.resolve(import.meta.dirname, '../..');
const LIMIT = 50 * 60_000;
/** What all examples have alike, so that each is whole by itself. */
const SHARED = [
  'babel.config.js',
  'config/index.ts',
  'src/app.config.ts',
  'src/app.css',
  'src/app.ts',
  'src/pages/index/Field.tsx'
];
/** What is left open on purpose is waited for in vain: longer than a native close takes, and no longer. */
const LEAK_LIMIT = 10_000;

describe('npm run demo', { timeout: LIMIT }, () => {
  const out = mkdtempSync(path.join(tmpdir(), 'demo-'));
  const project = path.join(out, 'harmony');
  const bundle = path.join(out, 'headless/app.mjs');
  let report = '';
  before(async () => {
    report = (await runMain(out, process.env)).stdout;
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  test('tells what was sent and came back, and where the DevEco project lies', () => {
    assert.match(
      report,
      /✓ UDP: ten datagrams in order, [\d.]+ ms\n( {4}[→←] .*: datagram \d+\n){2} {4}… and 18 more like these\n/
    );
    assert.match(report, /← \d+ bytes from 127\.0\.0\.1:\d+: héllo, 你好，世界 🛰️\n/);
    assert.match(report, /✓ TCP: lines, joined again from other packets/);
    assert.match(report, /✓ no TCP connection is left/);
    assert.match(report, /All that was sent came back as it was sent\./);
    assert.ok(report.includes(`open ${project} in DevEco Studio`));
  });

  test('shows first what the app is without the plugin', () => {
    assert.match(report, /✗ DevEco would refuse the build in \d+ places/);
    assert.match(report, /✗ Taro\.createUDPSocket\(\) gives a promise, and bind of it is undefined\n/);
  });

  test('then the examples, each at work, with the plugin', () => {
    assert.match(report, /✓ printer: Printed\n/);
    assert.match(report, /✓ modbus: Register 7: 4711\n/);
    assert.match(report, /✓ mqtt: lamp\/1: hello from an app that Taro built\n/);
    assert.match(report, /✓ discovery: 127\.0\.0\.1: lamp\n/);
    assert.match(report, /✓ the printer got \d+ bytes, the line among them\n/);
    assert.ok(report.indexOf('✗ Taro.createUDPSocket()') < report.indexOf('✓ printer'));
    assert.ok(report.indexOf('✓ discovery') < report.indexOf('✓ UDP'));
    assert.deepEqual(EXAMPLES, ['discovery', 'modbus', 'mqtt', 'printer']);
  });

  test('the examples differ in their page and their packages alone', () => {
    const [first = '', ...others] = EXAMPLES;
    for (const file of SHARED) {
      const text = readExample(first, file);
      for (const name of others) assert.equal(readExample(name, file), text, `${name}/${file}`);
    }
    const installed = {
      ...readJson('package.json').devDependencies,
      ...readJson('example/package.json').dependencies
    };
    for (const name of EXAMPLES) {
      const { dependencies = {} } = readJson(`examples/${name}/package.json`);
      for (const [each, version] of Object.entries(dependencies))
        assert.equal(version, installed[each], each);
    }
  });

  test('says of the native companion whether it takes part', () => {
    assert.equal(report.match(/^The native companion (takes part|does not take part: npm run)/gm)?.length, 2);
  });

  test("shows none of Taro's and Vite's own lines", () => {
    assert.doesNotMatch(report, /vite v|ohpm|DeprecationWarning|gzip/);
  });

  test('draws the pages, or says what that needs', () => {
    const drawn = [
      'udp-light',
      'udp-dark',
      'tcp-light',
      'tcp-dark',
      ...EXAMPLES.map((name) => `example-${name}`)
    ].map((name) => existsSync(path.join(out, 'pictures', `${name}.png`)));
    assert.ok(drawn.every(Boolean) || /No pictures of the pages: there is no chromium/.test(report), report);
  });

  test('the DevEco project holds the build and names its pages', () => {
    const main = path.join(project, 'entry/src/main');
    assert.ok(existsSync(path.join(main, 'ets/npm/taro-harmony-socket/index.ts')));
    const profile = readFileSync(path.join(main, 'resources/base/profile/main_pages.json'), 'utf8');
    const { src } = JSON.parse(profile) as { src: string[] };
    assert.deepEqual(src, ['pages/tcp/index', 'pages/udp/index']);
    for (const page of src) assert.ok(existsSync(path.join(main, 'ets', `${page}.ets`)));
  });

  test('ends with 1 and says why when the native module cannot be loaded', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'demo-'));
    const missing = path.join(folder, 'missing.node');
    try {
      await assert.rejects(
        runMain(folder, { ...process.env, OHOS_NET_SOCKET: missing }),
        (error: Failure) => {
          assert.equal(error.code, 1);
          assert.ok(error.stderr.includes(`OHOS_NET_SOCKET=${missing} cannot be loaded`), error.stderr);
          assert.match(error.stderr, /^The demo failed: /);
          assert.equal(error.stdout, '', 'nothing is built');
          return true;
        }
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  const damaged: [Parameters<Alter>[1], string][] = [
    ['udpEcho', 'UDP: the first datagram binds a free port'],
    ['tcpEcho', 'TCP: a stream of text'],
    ['lineServer', 'TCP: lines, joined again from other packets']
  ];
  for (const [peer, step] of damaged) {
    test(`an answer of ${peer} that came damaged fails it, and both versions are shown`, async () => {
      const lines: string[] = [];
      await assert.rejects(
        workApp(
          pathToFileURL(bundle).href,
          (line) => lines.push(line),
          (answer, from) => (from === peer ? damage(answer) : answer)
        ),
        new Error("the app's process ended with exit code 1; see its lines above")
      );
      const failure = lines.indexOf(`FAILED: ${step}`);
      assert.notEqual(failure, -1, lines.join('\n'));
      const [expected = '', actual = ''] = lines.slice(failure + 1).map(bytesIn);
      assert.equal(actual.length, expected.length);
      assert.notEqual(actual, expected);
    });
  }

  const leaks: [string, RegExp][] = [
    ['pages/tcp/index', /^TCP connections still open after the pages were unloaded: 1$/],
    ['pages/udp/index', /^UDP port \d+ is still bound after the pages were unloaded$/]
  ];
  for (const [page, message] of leaks) {
    test(`a socket that ${page} leaves open fails it`, async () => {
      const leaky = path.join(path.dirname(bundle), `leaky-${path.basename(path.dirname(page))}.mjs`);
      writeFileSync(
        leaky,
        `import { pages as real } from './app.mjs';
         export { EntryAbility, createTaroEvent, eventHandler } from './app.mjs';
         const leaky = () => ({ ...real['${page}'](), onUnload() {} });
         export const pages = { ...real, '${page}': leaky };`
      );
      await assert.rejects(
        workApp(pathToFileURL(leaky).href, () => undefined, undefined, LEAK_LIMIT),
        { message }
      );
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

function readExample(name: string, file: string): string {
  return readFileSync(path.join(ROOT, 'examples', name, file), 'utf8');
}

interface Packages {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function readJson(file: string): Packages {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Packages;
}
