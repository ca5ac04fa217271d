import { max, median, min, quantile } from 'simple-statistics';

/** How figures of several rounds lie. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly highest: number;
}

/** @param figures at least one */
export function spread(figures: readonly number[]): Spread {
  const values = [...figures];
  return {
    median: median(values),
    lowest: min(values),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
    highest: max(values)
  };
}

/** The quotients of figures that were measured in the same round. */
export function ratios(numerators: readonly number[], denominators: readonly number[]): number[] {
  if (numerators.length !== denominators.length) {
    throw new Error(`${numerators.length} figures cannot be paired with ${denominators.length}`);
  }
  return numerators.map((numerator, index) => numerator / (denominators[index] ?? NaN));
}
