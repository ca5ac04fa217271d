import Table from 'cli-table3';
import type { CurveResult } from '../benchmarks/curve.ts';
import type { HybridResult } from '../benchmarks/hybrid.ts';
import type { IdleResult } from '../benchmarks/idleSockets.ts';
import type { InstructionsResult } from '../benchmarks/instructions.ts';
import type { TimesResult } from '../benchmarks/times.ts';
import type { ContenderName } from '../contenders/contender.ts';
import type { Spread } from '../statistics.ts';
import type { Report, ReportedBenchmark } from './report.ts';
import type { Judgement } from './targets.ts';

const NOTHING = '–';

/** The report for people. */
export function formatReport(report: Report): string {
  const { benchmarks } = report;
  const times = ofKind(benchmarks, 'times');
  return [
    formatConditions(report),
    ...(times.length > 0 ? [formatTimes(times)] : []),
    ...ofKind(benchmarks, 'idle').map(({ title, result }) => formatIdle(title, result)),
    ...ofKind(benchmarks, 'curve').map(({ title, result }) => formatCurve(title, result)),
    ...ofKind(benchmarks, 'instructions').map(({ title, result }) => formatInstructions(title, result)),
    ...ofKind(benchmarks, 'hybrid').map(({ title, result }) => formatHybrid(title, result)),
    ...ofKind(benchmarks, 'skipped').map(({ title, result }) => `SKIPPED ${title}: ${result.reason}`),
    ...(report.targets.length > 0 ? [formatTargets(report.targets)] : [])
  ].join('\n\n');
}

type Kind = ReportedBenchmark['result']['kind'];
type ResultOf<Wanted extends Kind> = Extract<ReportedBenchmark['result'], { kind: Wanted }>;

function ofKind<Wanted extends Kind>(
  benchmarks: readonly ReportedBenchmark[],
  kind: Wanted
): { title: string; result: ResultOf<Wanted> }[] {
  return benchmarks.flatMap(({ title, result }) =>
    result.kind === kind ? [{ title, result: result as ResultOf<Wanted> }] : []
  );
}

function formatConditions({ conditions, startedAt, seconds, isQuick }: Report): string {
  const { module, hasCompanion, node, system, processor, processors, load } = conditions;
  return [
    `@ohos.net.socket: ${module}; ${hasCompanion ? 'with' : 'without'} the native companion`,
    `${processors} × ${processor}, ${system}, Node ${node}, load ${load.toFixed(1)} before the start`,
    `${startedAt}, ${Math.round(seconds)} s${isQuick ? ', quick: figures are rough' : ''}`
  ].join('\n');
}

/** Ratios above 1: the library is faster. Behind the median the lowest and the highest ratio of a round. */
function formatTimes(benchmarks: readonly { title: string; result: TimesResult }[]): string {
  const table = tableWith(
    ['µs each (CPU)', 'library', 'raw', 'node', 'library / raw', 'the same, CPU', 'library / node'],
    1
  );
  for (const { title, result } of benchmarks) {
    table.push([
      title,
      ...(['library', 'raw', 'node'] as const).map((name) => formatEach(result, name)),
      formatRatio(result, 'raw', 'wall'),
      formatRatio(result, 'raw', 'cpu'),
      formatRatio(result, 'node', 'wall')
    ]);
  }
  const notes = benchmarks.flatMap(({ title, result }) =>
    Object.entries(result.without ?? {}).map(([name, reason]) => `${title}: without ${name}, ${reason}`)
  );
  return [table.toString(), ...notes].join('\n');
}

function formatEach({ times }: TimesResult, name: ContenderName): string {
  const found = times.find(({ contender }) => contender === name);
  return found === undefined
    ? NOTHING
    : `${formatNumber(found.wallEach.median)} (${formatNumber(found.cpuEach.median)})`;
}

function formatRatio({ comparisons }: TimesResult, name: ContenderName, figure: 'wall' | 'cpu'): string {
  const found = comparisons.find(({ against }) => against === name);
  return found === undefined ? NOTHING : formatSpread(found[figure]);
}

function formatIdle(title: string, { sockets, bytes }: IdleResult): string {
  const table = tableWith([`${title}: ${sockets}`, 'heap, B each', 'external, B each'], 1);
  for (const { contender, heap, external } of bytes) {
    table.push([contender, formatSpread(heap), formatSpread(external)]);
  }
  return table.toString();
}

function formatCurve(title: string, { over, unit, points, omitted }: CurveResult): string {
  const contenders = points[0]?.costs.map(({ contender }) => contender) ?? [];
  const table = tableWith([over, ...contenders], 0);
  for (const { at, costs } of points) table.push([at, ...costs.map(({ each }) => formatSpread(each))]);
  const notes = omitted.map(({ at, reason }) => `${at} left out: ${reason}`);
  return [`${title}: ${unit}`, table.toString(), ...notes].join('\n');
}

function formatInstructions(title: string, { counter, operations }: InstructionsResult): string {
  const table = tableWith(['instructions each', 'library', 'raw', 'difference'], 1);
  for (const { title: operation, library, raw } of operations) {
    table.push([operation, library, raw, library - raw]);
  }
  return [`${title} (${counter})`, table.toString()].join('\n');
}

function formatTargets(targets: readonly Judgement[]): string {
  const table = tableWith(['target', 'figure', 'wanted', 'measured', ''], 3);
  for (const { benchmark, figure, target, measured, isMet } of targets) {
    const verdict = isMet === undefined ? 'not measured' : isMet ? 'met' : 'MISSED';
    table.push([
      benchmark,
      figure,
      target,
      measured === undefined ? NOTHING : formatNumber(measured),
      verdict
    ]);
  }
  return table.toString();
}

/** @param texts how many columns hold text; the others hold numbers */
function tableWith(head: string[], texts: number): Table.Table {
  return new Table({
    head,
    colAligns: head.map((_name, index) => (index < texts ? 'left' : 'right')),
    style: { head: [], border: [], compact: true }
  });
}

function formatSpread({ median, lowest, highest }: Spread): string {
  return `${formatNumber(median)} [${formatNumber(lowest)}–${formatNumber(highest)}]`;
}

/** Three digits are more than the figures are worth. */
function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toString();
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

const HYBRID_WORDS = { roundTrip: 'round trip of 64 B', write: 'write of 64 KiB' } as const;

/** Ratios of medians above 1: the left one is slower. */
function formatHybrid(title: string, { rows }: HybridResult): string {
  const table = tableWith(
    ['µs each', 'library', 'bridge', 'port', 'bridge / library', 'port / library', 'bridge / port'],
    1
  );
  for (const { what, each } of rows) {
    const [library, bridge, port] = [each.library.median, each.bridge.median, each.port.median];
    table.push([
      HYBRID_WORDS[what],
      ...[library, bridge, port].map((time) => time.toFixed(1)),
      ...[bridge / library, port / library, bridge / port].map((ratio) => ratio.toFixed(2))
    ]);
  }
  return `${title}\n${table.toString()}`;
}
