const STARTED = Date.now();
let latest = 0;

/** Without a clock of the runtime that runs on: the time of day, which is not allowed to go back here. */
function sinceStart(): number {
  latest = Math.max(latest, Date.now() - STARTED);
  return latest;
}

/** Milliseconds since the app has started, never less than before. */
export const now: () => number =
  typeof performance === 'undefined' ? sinceStart : (): number => performance.now();

/** When {@link now} was 0: milliseconds since 1970. */
export const timeOrigin = typeof performance === 'undefined' ? STARTED : performance.timeOrigin;
