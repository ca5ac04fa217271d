import { setTimeout as sleep } from 'node:timers/promises';

const TURN_MS = 5;

/**
 * Lets time pass by turns of this process, which holds the peers as well: where a busy machine gives it few turns, it waits longer
 * by the clock.
 */
export async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += TURN_MS) await sleep(Math.min(TURN_MS, ms - passed));
}

/** Waits until `holds` does. @returns false when it did not within `ms` milliseconds, by turns as {@link pass} */
export async function waitUntil(holds: () => boolean, ms: number): Promise<boolean> {
  for (let passed = 0; !holds(); passed += TURN_MS) {
    if (passed > ms) return false;
    await sleep(TURN_MS);
  }
  return true;
}
