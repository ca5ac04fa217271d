import { spawnSync } from 'node:child_process';

const LOOPBACK_SCRIPT =
  'ip link set lo up multicast on && ip route add 224.0.0.0/4 dev lo && ip -6 route add local ff00::/8 dev lo table local && exec "$@"';

/**
 * What goes before a command to run it in a network namespace: loopback with broadcast and multicast, all ports free,
 * and no way out.
 */
export const OWN_NETWORK: readonly string[] = ['unshare', '-rn', 'sh', '-c', LOOPBACK_SCRIPT, 'sh'];

/** How the reason begins for which tests are skipped that need one. */
export const NEEDS_NAMESPACE = 'needs a network namespace';

/** Why no network namespace can be made here, or undefined when one can. */
export function reasonAgainstNamespace(): string | undefined {
  const [command = '', ...args] = [...OWN_NETWORK, 'true'];
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return undefined;
  return `${NEEDS_NAMESPACE}: ${error?.message ?? stderr.trim().split('\n')[0] ?? 'unshare failed'}`;
}
