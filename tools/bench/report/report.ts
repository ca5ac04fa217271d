import type { Result } from '../benchmarks/benchmark.ts';
import type { Conditions } from './conditions.ts';
import type { Judgement } from './targets.ts';

/** What `--json` writes. Times are in milliseconds in samples and in microseconds in spreads, sizes in bytes. */
export interface Report {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly isQuick: boolean;
  readonly conditions: Conditions;
  readonly benchmarks: readonly ReportedBenchmark[];
  readonly targets: readonly Judgement[];
}

export interface ReportedBenchmark {
  readonly name: string;
  readonly title: string;
  readonly result: Result;
}
