import { spawnSync } from 'node:child_process';
import type { Scenario } from './scenario.ts';

/** Makes a network of its own: loopback, IPv4 multicast on it, and no way out. Then runs its arguments. */
const NETWORK_SCRIPT = 'ip link set lo up && ip route add 224.0.0.0/4 dev lo && exec "$@"';
/** An app may not bind privileged ports; root of the namespace could. */
const AS_APP = ['setpriv', '--bounding-set', '-net_bind_service', '--inh-caps', '-net_bind_service'];
const SANDBOX: readonly string[] = ['unshare', '-rn', 'sh', '-c', NETWORK_SCRIPT, 'sh', ...AS_APP];

const MULTICAST_CALLS = new Set(['addMembership', 'dropMembership']);

/** Where scenarios are replayed: in a network namespace, if the system allows to make one. */
export class Sandbox {
  /** Words that stand before a command to run it inside; empty without a sandbox. */
  readonly prefix: readonly string[];
  readonly #refusal: string | undefined;

  constructor() {
    const [command = '', ...args] = [...SANDBOX, 'true'];
    const probe = spawnSync(command, args, { encoding: 'utf8' });
    const isAllowed = probe.status === 0;
    this.prefix = isAllowed ? SANDBOX : [];
    this.#refusal = isAllowed ? undefined : (probe.error?.message ?? probe.stderr.trim().split('\n')[0]);
  }

  /** Why a scenario cannot be replayed here, or undefined when it can. */
  reasonToSkip(scenario: Scenario): string | undefined {
    if (this.#refusal === undefined) return undefined;
    const needs = need(scenario);
    return needs === undefined
      ? undefined
      : `needs ${needs}, which needs a network namespace: ${this.#refusal}`;
  }
}

/** What a scenario needs beyond loopback. */
function need(scenario: Scenario): string | undefined {
  const text = JSON.stringify(scenario.steps);
  const calls = scenario.steps.map((step) => step.m ?? '');
  if (calls.some((call) => MULTICAST_CALLS.has(call)) || /"(?:22[4-9]|23\d)\.\d/.test(text))
    return 'multicast';
  if (text.includes('"255.255.255.255"')) return 'broadcast';
  return /"port":(?!0)\d{1,3}\b/.test(text) && process.getuid?.() === 0
    ? 'a process without privileges'
    : undefined;
}
