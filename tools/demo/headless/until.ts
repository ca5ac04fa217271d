import { setTimeout as delay } from 'node:timers/promises';

const POLL_INTERVAL = 5;

/** Long enough for the slowest step: a native socket takes up to half a second to close. */
const LIMIT = 300_000;

/**
 * Looks again and again until there is something to see.
 *
 * @param limit milliseconds
 * @returns what `look` saw, or undefined when it saw nothing within the limit
 */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  limit = LIMIT
): Promise<T | undefined> {
  const end = performance.now() + limit;
  for (;;) {
    const seen = await look();
    if (seen !== undefined || performance.now() >= end) return seen;
    await delay(POLL_INTERVAL);
  }
}
