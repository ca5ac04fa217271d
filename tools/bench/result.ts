import type { Spread } from './measure.ts';

/** What was measured of one thing: a workload, a point of a curve, a kind of memory. */
export interface Row {
  readonly label: string;
  /** By the column: a contender, `library / raw`, or either with `, CPU`. Ratios above 1: the first of the two is faster. */
  readonly figures: Readonly<Record<string, Spread>>;
}

/** What a benchmark found. */
export interface Result {
  /** What the figures of contenders are; ratios have none. */
  readonly unit: string;
  readonly rows: readonly Row[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/** A benchmark and its result. */
export interface Measured {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  readonly result: Result;
}

/** The median in a row and a column; undefined where it was not measured. */
export function medianAt({ rows }: Result, label: string, column: string): number | undefined {
  return rows.find((row) => row.label === label)?.figures[column]?.median;
}

/** What a benchmark was for nothing. */
export function skipped(reason: string): Result {
  return { unit: '', rows: [], notes: [`SKIPPED: ${reason}`] };
}
