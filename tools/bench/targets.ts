import type { Row } from './rounds.ts';

/** What a figure of a benchmark has to be. */
export interface Target {
  readonly figure: string;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
  /** The same over another module than the host module, whose sends cost less. */
  readonly foreignLimit?: number;
  /** NaN where it was not measured. */
  readonly read: (rows: readonly Row[]) => number;
}

/** How a figure stands to its target. */
export type Judgement = ReturnType<typeof judge>;

/** Where curves end. */
export const CURVE_END = 10_000;

/** How fast the first contender has to be in comparison with the second. */
export function fast(limit: number, comparison = 'library / raw'): Target {
  const read: Target['read'] = ([row]) => median(row, comparison);
  return { figure: `speed, ${comparison}`, bound: 'at least', limit, read };
}

/** How much heap a socket may take. @param limit in bytes above the native object */
export function small(limit: number): Target {
  const read: Target['read'] = ([row]) => median(row, 'library - raw');
  return { figure: 'heap of a socket above the native object, bytes', bound: 'at most', limit, read };
}

/** How much a cost may grow along a curve. @param from where the cost of the first call is left behind */
export function flat(limit: number, from: number): Target {
  const figure = `growth of the cost from ${from} to ${CURVE_END}`;
  return { figure, bound: 'at most', limit, read: (rows) => growth(rows, 'library', from) };
}

/** The same apart from how much that of raw calls does. */
export function flatAsRaw(limit: number, from: number): Target {
  const target = flat(limit, from);
  const read: Target['read'] = (rows) => target.read(rows) / growth(rows, 'raw', from);
  return { ...target, figure: `${target.figure}, library / raw`, read };
}

function growth(rows: readonly Row[], column: string, from: number): number {
  const at = (point: number) => rows.find(({ label }) => label === `${point}`);
  return median(at(CURVE_END), column) / median(at(from), column);
}

function median(row: Row | undefined, column: string): number {
  return row?.figures[column]?.median ?? NaN;
}

/** Whether a benchmark has met its target, by the medians; undefined where it was not measured. */
export function judge(benchmark: string, rows: readonly Row[], target: Target) {
  const { figure, bound, foreignLimit, read } = target;
  const limit = (process.env.OHOS_NET_SOCKET ? foreignLimit : undefined) ?? target.limit;
  const measured = read(rows);
  const isWithin = bound === 'at least' ? measured >= limit : measured <= limit;
  const isMet = Number.isNaN(measured) ? undefined : isWithin;
  return { benchmark, figure, wanted: `${bound} ${limit}`, measured, isMet };
}
