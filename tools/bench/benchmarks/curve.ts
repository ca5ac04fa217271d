import type { ContenderName } from '../contenders/contender.ts';
import type { Spread } from '../statistics.ts';

/** Where the curves are measured. */
export const CURVE_STEPS: readonly number[] = [1, 10, 100, 1000, 10000];

/** What one operation costs when there are so many of something. */
export interface CurvePoint {
  readonly at: number;
  readonly costs: readonly { readonly contender: ContenderName; readonly each: Spread }[];
}

/** Costs over a growing number. */
export interface CurveResult {
  readonly kind: 'curve';
  /** What there are more and more of. */
  readonly over: string;
  /** What is given for each point. */
  readonly unit: string;
  readonly points: readonly CurvePoint[];
  /** Points that were left out, and why. */
  readonly omitted: readonly { readonly at: number; readonly reason: string }[];
}

/** The median cost of a contender at a point; undefined where it was not measured. */
export function costAt({ points }: CurveResult, contender: ContenderName, step: number): number | undefined {
  const point = points.find(({ at }) => at === step);
  return point?.costs.find((cost) => cost.contender === contender)?.each.median;
}
