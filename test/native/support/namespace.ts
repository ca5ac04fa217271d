import { spawn } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { OWN_NETWORK } from '../../../tools/test/ownNetwork.ts';

const LIMIT_MS = 600_000;

/**
 * Runs a script of the tests in a network namespace of its own.
 *
 * @returns what it printed, as JSON; fails with its errors when it does not end well
 */
export async function runInNamespace(
  script: string,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {}
): Promise<unknown> {
  const file = path.resolve(import.meta.dirname, '..', script);
  const node = [process.execPath, ...process.execArgv, file, ...args];
  const [command = '', ...rest] = [...OWN_NETWORK, ...node];
  const child = spawn(command, rest, {
    cwd: repositoryRoot,
    env: { ...process.env, ...environment },
    timeout: LIMIT_MS
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}:\n${errors}`);
  return JSON.parse(output);
}
