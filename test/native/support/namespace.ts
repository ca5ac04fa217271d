import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';

const LOOPBACK_SCRIPT =
  'ip link set lo up multicast on && ip route add 224.0.0.0/4 dev lo && ip -6 route add local ff00::/8 dev lo table local && exec "$@"';
/** A network of its own: loopback with broadcast and multicast, all ports free, and no way out. */
const NAMESPACE = ['unshare', '-rn', 'sh', '-c', LOOPBACK_SCRIPT, 'sh'];
const LIMIT_MS = 120_000;

/** Why no network namespace can be made here, or undefined when one can. */
export function reasonAgainstNamespace(): string | undefined {
  const [command = '', ...args] = [...NAMESPACE, 'true'];
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return undefined;
  return `needs a network namespace: ${error?.message ?? stderr.trim().split('\n')[0] ?? 'unshare failed'}`;
}

/**
 * Runs a script of the tests in a network namespace of its own.
 *
 * @returns what it printed, as JSON; fails with its errors when it does not end well
 */
export async function runInNamespace(script: string, args: readonly string[] = []): Promise<unknown> {
  const file = path.resolve(import.meta.dirname, '..', script);
  const node = [process.execPath, ...process.execArgv, file, ...args];
  const [command = '', ...rest] = [...NAMESPACE, ...node];
  const child = spawn(command, rest, { cwd: repositoryRoot, timeout: LIMIT_MS });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}:\n${errors}`);
  return JSON.parse(output);
}
