import assert from 'node:assert/strict';
import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import type { Report } from '../../tools/bench/report.ts';

/** Longest time that one command may take, in milliseconds. */
const LIMIT = 600_000;
const DAMAGING_SOCKET = path.join(import.meta.dirname, 'fixtures/damagingSocket.cjs');

interface Outcome {
  readonly exitCode: ChildProcess['exitCode'];
  readonly stdout: string;
  readonly stderr: string;
}

function bench(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const flags = ['--import', './test/host/register.mjs', '--expose-gc', 'tools/bench/main.ts'];
  const options = { cwd: repositoryRoot, env: { ...process.env, ...environment }, timeout: LIMIT };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...flags, ...args], options, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode, stdout, stderr })
    );
  });
}

async function withFolder(task: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-test-'));
  try {
    await task(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('npm run bench', () => {
  it('prints tables, shows progress and writes what it measured to a file', () =>
    withFolder(async (folder) => {
      const json = path.join(folder, 'report.json');
      const only = ['--only', 'udp-send-64', 'idle-tcp', 'curve-queued'];
      const { exitCode, stdout, stderr } = await bench(['--quick', '--json', json, ...only]);
      assert.equal(exitCode, 0, stderr);
      assert.match(stderr, /\[1\/4\] UDP send, 64 B\n/);
      assert.match(stdout, /host module, playing OpenHarmony/);
      assert.match(stdout, /│ UDP send, 64 B +│/);
      const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
      assert.equal(report.isQuick, true);
      assert.deepEqual(
        report.benchmarks.map(({ name, rows }) => [name, rows.map(({ label }) => label).join()]),
        [
          ['udp-send-64', 'UDP send, 64 B'],
          ['idle-tcp', 'Memory of idle TCP sockets, connected'],
          ['curve-queued-writes', '1,10,100,1000'],
          ['curve-queued-datagrams', '1,10,100,1000']
        ]
      );
      const figures = report.benchmarks.flatMap(({ rows }) =>
        rows.flatMap((row) => Object.values(row.figures))
      );
      assert.ok(
        figures.every(({ lowerQuartile, upperQuartile }) => lowerQuartile <= upperQuartile),
        'each is a number'
      );
      assert.deepEqual(
        report.targets.map(({ benchmark, isMet }) => [benchmark, typeof isMet]),
        [
          ['udp-send-64', 'boolean'],
          ['idle-tcp', 'boolean'],
          ['curve-queued-writes', 'undefined'],
          ['curve-queued-datagrams', 'undefined']
        ]
      );
    }));

  it('measures over the module that OHOS_NET_SOCKET names', async () => {
    const environment = { OHOS_NET_SOCKET: DAMAGING_SOCKET, COMPANION: 'off' };
    const { exitCode, stdout, stderr } = await bench(['--quick', '--only', 'udp-send-64'], environment);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^@ohos\.net\.socket: damagingSocket\.cjs/m);
  });

  it('fails when a byte was changed on its way', async () => {
    const environment = { OHOS_NET_SOCKET: DAMAGING_SOCKET, COMPANION: 'off', DAMAGE: '1' };
    const { exitCode, stdout, stderr } = await bench(['--quick', '--only', 'udp-send-64'], environment);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^The benchmark failed: udp-send-64, library: received bytes have CRC-32 /m);
    assert.equal(stdout, '');
  });

  it('fails when a target was missed, if it is no quick run', async () => {
    const environment = { OHOS_NET_SOCKET: DAMAGING_SOCKET, COMPANION: 'off', HEAVY: '1' };
    const { exitCode, stdout, stderr } = await bench(['--only', 'idle-udp'], environment);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^The benchmark failed: it missed the targets of idle-udp$/m);
    assert.match(stdout, /│ idle-udp .* MISSED │/);
    assert.equal((await bench(['--quick', '--only', 'idle-udp'], environment)).exitCode, 0);
  });

  it('names the benchmarks that there are', async () => {
    const { exitCode, stderr } = await bench(['--only', 'nonsense']);
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /There are: udp-send-64, .*hybrid-write-64k, dgram-udp-send-64, .*node-tls-write-64k\./
    );
  });
});
