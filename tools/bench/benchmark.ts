import type { Peer } from './peer/peer.ts';
import type { Row } from './rounds.ts';
import type { Target } from './targets.ts';

/** What a benchmark found. */
export interface Measured {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** What the figures of contenders are; comparisons are ratios, or differences. */
  readonly unit: string;
  /** None where it was skipped. */
  readonly rows: readonly Row[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/** One thing that is measured and reported. */
export interface Benchmark {
  readonly name: string;
  readonly title: string;
  /** What the medians are held against. */
  readonly target?: Target | undefined;
  /** Why `--quick` leaves it out unless it is asked for by name. */
  readonly slowness?: string;
  readonly measure: (peer: Peer, isQuick: boolean) => Promise<Measured>;
}
