import type { Result } from '../benchmarks/benchmark.ts';
import { costAt, CURVE_STEPS } from '../benchmarks/curve.ts';
import type { ReportedBenchmark } from './report.ts';

/** How a figure stands to its target. */
export interface Judgement {
  readonly benchmark: string;
  readonly figure: string;
  readonly target: string;
  /** Undefined if it was not measured. */
  readonly measured: number | undefined;
  readonly isMet: boolean | undefined;
}

/** A figure that design decisions are held against. */
interface Target {
  readonly benchmark: string;
  readonly figure: string;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
  /** @returns undefined if the result does not hold it */
  readonly read: (result: Result) => number | undefined;
}

const BULK = [
  'tcp-write-64k',
  'tcp-write-1m',
  'tcp-burst-64k',
  'tcp-burst-1m',
  'tcp-receive-64k',
  'tcp-receive-1m'
];
const SECURE = ['tls-handshake', 'tls-echo-64', 'tls-write-64k', 'tls-write-1m'];
const BYTES_ABOVE_NATIVE = 4096;
/** How much more a cost may be at the end of a curve, to be called independent of what grows along it. */
const FLAT = 1.5;
/** Where the curve of queued calls has left the cost of the first call behind. */
const QUEUE_START = 100;

/** All targets. @param isForeignModule whether the module is not the host module, whose sends cost less */
function targets(isForeignModule: boolean): readonly Target[] {
  return [
    ...['udp-send-64', 'udp-receive-64', 'udp-echo-64'].map((name) => speed(name, 0.9)),
    ...BULK.map((name) => speed(name, 0.95)),
    speed('tcp-small-writes', isForeignModule ? 10 : 3),
    ...SECURE.map((name) => speed(name, 0.95)),
    speed('tls-small-writes', 5),
    ...['connect-close', 'connect-close-100'].map((name) => speed(name, 0.9)),
    ...['idle-udp', 'idle-tcp'].map(idleHeap),
    {
      benchmark: 'hybrid',
      figure: 'throughput of 64 KiB writes, port / bridge',
      bound: 'at least',
      limit: 3,
      read: (result) => {
        if (result.kind !== 'hybrid') return undefined;
        const times = result.rows.find(({ what }) => what === 'write')?.each;
        return quotient(times?.bridge.median, times?.port.median);
      }
    },
    {
      benchmark: 'curve-open-sockets',
      figure: `growth of the cost from 1 to ${last(CURVE_STEPS)} sockets, library / raw`,
      bound: 'at most',
      limit: FLAT,
      read: (result) => quotient(growth(result, 'library', 1), growth(result, 'raw', 1))
    },
    ...['curve-queued-writes', 'curve-queued-datagrams'].map((benchmark): Target => ({
      benchmark,
      figure: `growth of the cost from ${QUEUE_START} to ${last(CURVE_STEPS)} calls`,
      bound: 'at most',
      limit: FLAT,
      read: (result) => growth(result, 'library', QUEUE_START)
    }))
  ];
}

/** The targets of these benchmarks, judged by the medians. */
export function judge(
  benchmarks: readonly ReportedBenchmark[],
  isForeignModule: boolean
): readonly Judgement[] {
  return targets(isForeignModule).flatMap(({ benchmark, figure, bound, limit, read }) => {
    const found = benchmarks.find(({ name }) => name === benchmark);
    if (found === undefined) return [];
    const measured = read(found.result);
    const isMet =
      measured === undefined ? undefined : bound === 'at least' ? measured >= limit : measured <= limit;
    return [{ benchmark, figure, target: `${bound} ${limit}`, measured, isMet }];
  });
}

function speed(benchmark: string, limit: number): Target {
  return {
    benchmark,
    figure: 'speed, library / raw',
    bound: 'at least',
    limit,
    read: (result) =>
      result.kind === 'times'
        ? result.comparisons.find(({ against }) => against === 'raw')?.wall.median
        : undefined
  };
}

function idleHeap(benchmark: string): Target {
  return {
    benchmark,
    figure: 'heap of a socket above the native object, bytes',
    bound: 'at most',
    limit: BYTES_ABOVE_NATIVE,
    read: (result) => {
      if (result.kind !== 'idle') return undefined;
      const [library, raw] = ['library', 'raw'].map(
        (name) => result.bytes.find(({ contender }) => contender === name)?.heap.median
      );
      return library === undefined || raw === undefined ? undefined : library - raw;
    }
  };
}

/** How often the cost at the start of a curve goes into that at its end. */
function growth(result: Result, contender: 'library' | 'raw', from: number): number | undefined {
  if (result.kind !== 'curve') return undefined;
  return quotient(costAt(result, contender, last(CURVE_STEPS)), costAt(result, contender, from));
}

function quotient(numerator: number | undefined, denominator: number | undefined): number | undefined {
  return numerator === undefined || denominator === undefined ? undefined : numerator / denominator;
}

function last(steps: readonly number[]): number {
  return steps.at(-1) ?? NaN;
}
