import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 5;

/** Waits until `holds` does. @returns false when it did not within `ms` milliseconds */
export async function waitUntil(holds: () => boolean, ms: number): Promise<boolean> {
  const start = Date.now();
  while (!holds()) {
    if (Date.now() - start > ms) return false;
    await sleep(LOOK_AGAIN_MS);
  }
  return true;
}
