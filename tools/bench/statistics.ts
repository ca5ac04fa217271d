import { median, quantile } from 'simple-statistics';

/** Figures of several rounds in their order, and how they lie. */
export interface Spread {
  readonly figures: readonly number[];
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** @param figures at least one */
export function spread(figures: readonly number[]): Spread {
  const values = [...figures];
  return {
    figures: values,
    median: median(values),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75)
  };
}

/** What becomes of two figures of the same round, for each round. */
export function paired(
  ones: readonly number[],
  others: readonly number[],
  compare: (one: number, other: number) => number
): number[] {
  if (ones.length !== others.length)
    throw new Error(`${ones.length} figures cannot be paired with ${others.length}`);
  return ones.map((one, index) => compare(one, others[index] ?? NaN));
}
