import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../arkts/modules.ts';
import { OWN_NETWORK } from '../test/ownNetwork.ts';
import { LEFT_OUT } from './exceptions.ts';

/** For one test, in milliseconds. */
const LIMIT = 120_000;

/** How one of Node's tests ended. */
export interface TestResult {
  readonly verdict: 'passed' | 'failed' | 'skipped';
  /** Why it did not pass. */
  readonly reason: string;
}

/** How the tests are run. */
export interface RunOptions {
  /** A test folder of Node's, `test` of a checkout. */
  readonly folder: string;
  /** Whether Node's own modules are tested. */
  readonly ownModules: boolean;
  readonly isolated: boolean;
  readonly release: string;
  readonly companion: boolean;
}

/** The module that a test is for: `dgram` for `parallel/test-dgram-bind.js`. */
export function moduleOf(file: string): string {
  return path.basename(file).split('-')[1] ?? '';
}

/**
 * What is ours in the tests of a module: `http` with the connections that it makes, `https` over the `tls` of Node, `dgram` with the
 * `dns` that apps have beside it.
 */
const REPLACED: Readonly<Record<string, readonly string[]>> = {
  dgram: ['dgram', 'dns'],
  http: ['http', 'net'],
  https: ['https', 'http'],
  tls: ['tls', 'net']
};

function replacedFor(module: string): readonly string[] {
  return REPLACED[module] ?? [module];
}

function hooksOf(ownModules: boolean): string[] {
  if (ownModules) return [];
  return ['test/host/register.mjs', 'tools/node-tests/replaceModule.ts'].flatMap((file) => [
    '--import',
    pathToFileURL(path.join(repositoryRoot, file)).href
  ]);
}

/** Runs one test in a process of its own, and where possible in a network of its own. @param flags for Node */
export async function runNodeTest(file: string, flags: string[], options: RunOptions): Promise<TestResult> {
  const node = [process.execPath, ...flags, ...hooksOf(options.ownModules), file];
  const [command = '', ...args] = options.isolated ? [...OWN_NETWORK, ...node] : node;
  const child = spawn(command, args, {
    cwd: options.folder,
    // Node's tests look for globals that they do not know; the native module's classes are such.
    env: {
      ...process.env,
      NODE_TEST_KNOWN_GLOBALS: '0',
      NODE_TESTS_MODULES: replacedFor(moduleOf(file)).join(),
      NODE_TESTS_FOLDER: options.folder,
      NODE_TESTS_LEFT_OUT: JSON.stringify(LEFT_OUT[path.basename(file, '.js')] ?? []),
      OHOS_RELEASE: options.release,
      COMPANION: options.companion ? 'on' : 'off'
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT,
    killSignal: 'SIGKILL'
  });
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await closed) as [number | null];
  const output = stdout + stderr;
  const skipped = /^1\.\.0 # Skipped: (.*)/m.exec(output)?.[1];
  if (code === 0)
    return skipped === undefined
      ? { verdict: 'passed', reason: '' }
      : { verdict: 'skipped', reason: skipped };
  const reason = code === null ? `did not end within ${LIMIT / 1000} s` : firstError(output, code);
  return { verdict: 'failed', reason };
}

function firstError(output: string, code: number): string {
  const isError = (line: string): boolean =>
    /Error\b|Mismatched/.test(line) && !line.trim().startsWith('at ');
  return output.split('\n').find(isError)?.trim() ?? `ended with ${code}`;
}
