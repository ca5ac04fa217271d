import type { Row } from './rounds.ts';

/** What a figure of a benchmark has to be. */
export interface Target {
  readonly figure: string;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
  /** The same where the module is not the host module, whose sends cost less. */
  readonly foreignLimit?: number;
  /** NaN where it was not measured. */
  readonly read: (rows: readonly Row[]) => number;
}

/** How a figure stands to its target. */
export interface Judgement {
  readonly benchmark: string;
  readonly figure: string;
  readonly target: string;
  /** NaN if it was not measured. */
  readonly measured: number;
  readonly isMet: boolean | undefined;
}

/** Where curves end. */
export const CURVE_END = 10_000;

/** How fast the first contender has to be in comparison with the second. */
export function fast(limit: number, comparison = 'library / raw'): Target {
  const read: Target['read'] = ([row]) => row?.figures[comparison]?.median ?? NaN;
  return { figure: `speed, ${comparison}`, bound: 'at least', limit, read };
}

/** How much heap a socket may take. @param limit in bytes above the native object */
export function small(limit: number): Target {
  return {
    figure: 'heap of a socket above the native object, bytes',
    bound: 'at most',
    limit,
    read: ([row]) => row?.figures['library - raw']?.median ?? NaN
  };
}

/** How much a cost may grow along a curve. @param from where the cost of the first call is left behind */
export function flat(limit: number, from: number): Target {
  const figure = `growth of the cost from ${from} to ${CURVE_END}`;
  return { figure, bound: 'at most', limit, read: (rows) => growth(rows, 'library', from) };
}

/** The same apart from how much that of raw calls does. */
export function flatAsRaw(limit: number, from: number): Target {
  return {
    ...flat(limit, from),
    figure: `growth of the cost from ${from} to ${CURVE_END}, library / raw`,
    read: (rows) => growth(rows, 'library', from) / growth(rows, 'raw', from)
  };
}

function growth(rows: readonly Row[], column: string, from: number): number {
  const at = (step: number): number =>
    rows.find(({ label }) => label === String(step))?.figures[column]?.median ?? NaN;
  return at(CURVE_END) / at(from);
}

/** Whether a benchmark has met its target, by the medians. */
export function judge(
  benchmark: string,
  rows: readonly Row[],
  target: Target,
  isForeignModule: boolean
): Judgement {
  const { figure, bound, foreignLimit = target.limit, read } = target;
  const limit = isForeignModule ? foreignLimit : target.limit;
  const measured = read(rows);
  const isMet = bound === 'at least' ? measured >= limit : measured <= limit;
  return {
    benchmark,
    figure,
    target: `${bound} ${limit}`,
    measured,
    isMet: Number.isNaN(measured) ? undefined : isMet
  };
}
