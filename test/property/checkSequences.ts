import { existsSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { hostAddon } from '../../tools/native/hostAddon.ts';
import type { Sequence } from './sequence.ts';

/** Each has several sockets of either kind. */
const RUNS = 16;
/** Ends a hang, and the shrinking after a failure: for each sequence that is asked for. */
const LONGEST_RUN_MS = 60_000;

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable];
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${variable}=${text}: give a whole number`);
  return number;
}

const DEFAULT_SEED = 20261121;

/**
 * Registers the tests that random sequences of calls keep all rules, on one release of OpenHarmony.
 *
 * The same sequences each time, so that only a change turns them red; another `PROPERTY_SEED` explores others.
 * `PROPERTY_RUNS` sets the number of sequences; `PROPERTY_SEED` and `PROPERTY_PATH` repeat a failure with the numbers
 * that it printed (with `--test-name-pattern` for one of the two tests).
 *
 * @param companion `off` for a delivery without native code; otherwise it is used where it was built, and `serves` the sockets
 *   instead of the module
 */
export function checkSequences(release: string, companion: 'on' | 'off' | 'serves'): void {
  process.env.OHOS_RELEASE = release;
  process.env.COMPANION = companion;
  // The host module reads the release when it is loaded.
  const chooseTransport = async (): Promise<void> => {
    const { serveWechatBy, Transport } = await import('../../library/src/main/ets/system/open.ets');
    if (companion === 'serves') serveWechatBy(Transport.Companion);
  };
  const skip =
    companion === 'serves' &&
    !existsSync(hostAddon) &&
    'the native companion is not built: npm run build:native';
  test(
    `random sequences of calls keep the rules on OpenHarmony ${release}, companion ${companion}`,
    { skip },
    async (t) => {
      await chooseTransport();
      const { run, sequence } = await import('./sequence.ts');
      await check(t, fc.asyncProperty<[Sequence]>(sequence, run));
    }
  );
  test(
    `they keep the rules also where the host goes wrong, on OpenHarmony ${release}, companion ${companion}`,
    { skip },
    async (t) => {
      await chooseTransport();
      const { run, sequenceWithFaults } = await import('./sequence.ts');
      await check(t, fc.asyncProperty<[Sequence]>(sequenceWithFaults, run));
    }
  );
}

async function check(t: TestContext, property: fc.IAsyncProperty<[Sequence]>): Promise<void> {
  const seed = numberFrom('PROPERTY_SEED') ?? DEFAULT_SEED;
  const path = process.env.PROPERTY_PATH;
  const numRuns = numberFrom('PROPERTY_RUNS') ?? RUNS;
  const details = await fc.check(property, {
    numRuns,
    interruptAfterTimeLimit: numRuns * LONGEST_RUN_MS,
    // Fewer sequences than were asked for prove less.
    markInterruptAsFailure: true,
    includeErrorInReport: true,
    seed,
    ...(path === undefined ? {} : { path })
  });
  t.diagnostic(`${details.numRuns} of ${numRuns} sequences, seed ${seed}`);
  if (details.failed) throw new Error(fc.defaultReportMessage(details));
}
