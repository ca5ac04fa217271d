import type { Contender } from '../contenders/contender.ts';
import type { Peer } from '../peer/peer.ts';
import type { CurveResult } from './curve.ts';
import type { HybridResult } from './hybrid.ts';
import type { IdleResult } from './idleSockets.ts';
import type { InstructionsResult } from './instructions.ts';
import type { TimesResult } from './times.ts';

/** How much is measured. */
export interface Effort {
  /** Rounds before those that count. */
  readonly warmUps: number;
  /** Rounds that count; each contender runs once in each. */
  readonly rounds: number;
  /** The same for workloads whose runs consist of waiting. */
  readonly slowRounds: number;
  /** Rounds of what opens thousands of sockets. */
  readonly longRounds: number;
  /** How many sockets share what is measured of memory. */
  readonly idleSockets: number;
  /** Where curves end. */
  readonly mostOnCurve: number;
}

/** What a benchmark works with. */
export interface Bench {
  readonly peer: Peer;
  readonly contenders: readonly Contender[];
  readonly effort: Effort;
  /** Shows how far the benchmark is. */
  readonly progress: (text: string) => void;
}

/** What a benchmark was for nothing, and why. */
export interface SkippedResult {
  readonly kind: 'skipped';
  readonly reason: string;
}

export type Result =
  TimesResult | IdleResult | CurveResult | InstructionsResult | HybridResult | SkippedResult;

/** One thing that is measured and reported. */
export interface Benchmark {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  run(bench: Bench): Promise<Result>;
}
