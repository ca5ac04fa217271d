import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Release } from '../host/socket/release.ts';
import { TRACE_MARK } from './replay/traceMark.ts';
import type { Sandbox } from './sandbox.ts';
import type { Scenario, Trace } from './scenario.ts';

const CHILD_SOURCE = fileURLToPath(new URL('./replay/child.ts', import.meta.url));
const DEFAULT_LIMIT_MS = 300_000;
const SHOWN_ERROR_LENGTH = 400;

/** Replays scenarios on the host module, each in a process of its own. */
export class Replayer {
  readonly #folder: string;
  readonly #child: string;
  readonly #sandbox: Sandbox;

  /** Bundles the replaying process once: it starts ten times faster than through tsx. */
  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    const { outputFiles } = buildSync({
      entryPoints: [CHILD_SOURCE],
      write: false,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      keepNames: true,
      sourcemap: 'inline',
      logLevel: 'error'
    });
    this.#folder = mkdtempSync(path.join(tmpdir(), 'conformance-'));
    this.#child = path.join(this.#folder, 'child.mjs');
    for (const { contents } of outputFiles) writeFileSync(this.#child, contents);
  }

  /** @returns what happened; a process that ended without a trace or took too long is an item of its own */
  async replay(scenario: Scenario, release: Release): Promise<Trace> {
    const node = [process.execPath, '--expose-gc', '--enable-source-maps', this.#child];
    const [command = '', ...args] = [...this.#sandbox.prefix, ...node];
    const child = spawn(command, args, { env: { ...process.env, OHOS_RELEASE: release } });
    const timer = setTimeout(() => child.kill('SIGKILL'), scenario.limitMs ?? DEFAULT_LIMIT_MS);
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(scenario));
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    clearTimeout(timer);
    const line = output.split('\n').find((candidate) => candidate.startsWith(TRACE_MARK));
    if (line !== undefined) return JSON.parse(line.slice(TRACE_MARK.length)) as Trace;
    return [{ t: child.killed ? 'overdue' : 'crash', error: errors.slice(0, SHOWN_ERROR_LENGTH) }];
  }

  /** Removes the bundle. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
