import { CURVE_STEPS } from './curves.ts';
import { medianAt, type Measured, type Result } from './result.ts';

/** How a figure stands to its target. */
export interface Judgement {
  readonly benchmark: string;
  readonly figure: string;
  readonly target: string;
  /** Undefined if it was not measured. */
  readonly measured: number | undefined;
  readonly isMet: boolean | undefined;
}

/** What a figure is, and how it is read from a result that may not hold it. */
interface Figure {
  readonly figure: string;
  readonly read: (result: Result) => number | undefined;
}

const END = CURVE_STEPS.at(-1) ?? NaN;
/** Where the curve of queued calls has left the cost of the first call behind. */
const QUEUE_START = 100;

const SPEED: Figure = {
  figure: 'speed, library / raw',
  read: ({ rows }) => rows[0]?.figures['library / raw']?.median
};
const HYBRID: Figure = {
  figure: 'speed, port / bridge',
  read: ({ rows }) => quotient(rows[0]?.figures.bridge?.median, rows[0]?.figures.port?.median)
};
const HEAP: Figure = {
  figure: 'heap of a socket above the native object, bytes',
  read: (result) => {
    const [library, raw] = ['library', 'raw'].map((column) => medianAt(result, 'heap', column));
    return library === undefined || raw === undefined ? undefined : library - raw;
  }
};
const SOCKETS_GROWTH: Figure = {
  figure: `growth of the cost from 1 to ${END} sockets, library / raw`,
  read: (result) => quotient(growth(result, 'library', 1), growth(result, 'raw', 1))
};
const QUEUE_GROWTH: Figure = {
  figure: `growth of the cost from ${QUEUE_START} to ${END} calls`,
  read: (result) => growth(result, 'library', QUEUE_START)
};

/** All targets. @param isForeignModule whether the module is not the host module, whose sends cost less */
function targets(isForeignModule: boolean): readonly [string, Figure, 'at least' | 'at most', number][] {
  const fast = (least: number, ...names: readonly string[]) =>
    names.map((name): [string, Figure, 'at least', number] => [name, SPEED, 'at least', least]);
  return [
    ...fast(0.9, 'udp-send-64', 'udp-receive-64', 'udp-echo-64', 'connect-close', 'connect-close-100'),
    ...fast(0.95, 'tcp-write-64k', 'tcp-write-1m', 'tcp-burst-64k', 'tcp-burst-1m'),
    ...fast(0.95, 'tcp-receive-64k', 'tcp-receive-1m', 'tls-handshake', 'tls-echo-64'),
    ...fast(0.95, 'tls-write-64k', 'tls-write-1m'),
    ...fast(isForeignModule ? 10 : 3, 'tcp-small-writes'),
    ...fast(5, 'tls-small-writes'),
    ['idle-udp', HEAP, 'at most', 4096],
    ['idle-tcp', HEAP, 'at most', 4096],
    ['hybrid-write-64k', HYBRID, 'at least', 3],
    ['curve-open-sockets', SOCKETS_GROWTH, 'at most', 1.5],
    ['curve-queued-writes', QUEUE_GROWTH, 'at most', 1.5],
    ['curve-queued-datagrams', QUEUE_GROWTH, 'at most', 1.5]
  ];
}

/** The targets of these benchmarks, judged by the medians. */
export function judge(benchmarks: readonly Measured[], isForeignModule: boolean): readonly Judgement[] {
  return targets(isForeignModule).flatMap(([benchmark, { figure, read }, bound, limit]) => {
    const found = benchmarks.find(({ name }) => name === benchmark);
    if (found === undefined) return [];
    const measured = read(found.result);
    const isMet =
      measured === undefined ? undefined : bound === 'at least' ? measured >= limit : measured <= limit;
    return [{ benchmark, figure, target: `${bound} ${limit}`, measured, isMet }];
  });
}

/** How often the cost at the start of a curve goes into that at its end. */
function growth(result: Result, contender: string, from: number): number | undefined {
  return quotient(medianAt(result, String(END), contender), medianAt(result, String(from), contender));
}

function quotient(numerator: number | undefined, denominator: number | undefined): number | undefined {
  return numerator === undefined || denominator === undefined ? undefined : numerator / denominator;
}
