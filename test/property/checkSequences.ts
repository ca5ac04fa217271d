import { test } from 'node:test';
import fc from 'fast-check';
import type { Sequence } from './sequence.ts';

/** Each has several sockets of either kind. */
const RUNS = 16;
/** For the shrinking after a failure. */
const LONGEST_MS = 60_000;

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable];
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${variable}=${text}: give a whole number`);
  return number;
}

/**
 * Registers the test that random sequences of calls keep all rules, on one release of OpenHarmony.
 *
 * `PROPERTY_RUNS` sets the number of sequences; `PROPERTY_SEED` and `PROPERTY_PATH` repeat a failure with the numbers
 * that it printed.
 */
export function checkSequences(release: string): void {
  process.env.OHOS_RELEASE = release;
  test(`random sequences of calls keep the rules on OpenHarmony ${release}`, async () => {
    // The host module reads the release when it is loaded.
    const { run, sequence } = await import('./sequence.ts');
    const seed = numberFrom('PROPERTY_SEED');
    const path = process.env.PROPERTY_PATH;
    await fc.assert(fc.asyncProperty<[Sequence]>(sequence, run), {
      numRuns: numberFrom('PROPERTY_RUNS') ?? RUNS,
      interruptAfterTimeLimit: LONGEST_MS,
      includeErrorInReport: true,
      ...(seed === undefined ? {} : { seed }),
      ...(path === undefined ? {} : { path })
    });
  });
}
