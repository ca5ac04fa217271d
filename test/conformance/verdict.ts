import type { Release } from '../host/socket/release.ts';
import { compare } from './compare.ts';
import { type Deviation, findDeviation } from './deviations.ts';
import { describeDifference } from './difference.ts';
import type { Replayer } from './replayer.ts';
import type { Sandbox } from './sandbox.ts';
import type { RecordedScenario } from './scenario.ts';

/** How a scenario of one release came out. */
export type Verdict =
  | { readonly outcome: 'passed'; readonly differingTexts: number }
  | { readonly outcome: 'failed'; readonly lines: readonly string[] }
  | { readonly outcome: 'deviates' | 'skipped'; readonly reason: string };

/** Replays a scenario and compares it with what was recorded. */
export async function judge(
  { scenario, recording }: RecordedScenario,
  release: Release,
  replayer: Replayer,
  sandbox: Sandbox
): Promise<Verdict> {
  const reason = sandbox.reasonToSkip(scenario);
  if (reason !== undefined) return { outcome: 'skipped', reason };
  const actual = await replayer.replay(scenario, release);
  const comparison = compare(recording, actual);
  const deviation = findDeviation(scenario.name, release);
  if (deviation !== undefined) return judgeDeviation(deviation, comparison.matches);
  if (comparison.matches) return { outcome: 'passed', differingTexts: comparison.differingTexts };
  return { outcome: 'failed', lines: describeDifference(comparison, actual) };
}

/** A deviation that is gone has to leave the list. */
function judgeDeviation({ scenario, reason }: Deviation, matches: boolean): Verdict {
  if (!matches) return { outcome: 'deviates', reason };
  return {
    outcome: 'failed',
    lines: [`    ${scenario} is as recorded now: take it off the list in deviations.ts`]
  };
}
