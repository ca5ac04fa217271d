import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 5;
/** This process holds the peers as well: where a busy machine hardly runs it, it gets a turn for so much of a wait at least. */
const MS_PER_TURN = 20;

/** Waits until `holds` does. @returns false when it did not within `ms` milliseconds, or longer on a machine that is too busy */
export async function waitUntil(holds: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  for (let turns = 0; !holds(); turns += 1) {
    const left = end - performance.now();
    if (left <= 0 && turns >= ms / MS_PER_TURN) return false;
    await sleep(Math.min(LOOK_AGAIN_MS, Math.max(left, 1)));
  }
  return true;
}

/** Lets time pass. */
export async function pass(ms: number): Promise<void> {
  await waitUntil(() => false, ms);
}
