import Table from 'cli-table3';
import os from 'node:os';
import path from 'node:path';
import { companion } from '../../library/src/main/ets/system/Companion.ets';
import type { Spread } from './measure.ts';
import type { Measured, Row } from './result.ts';
import type { Judgement } from './targets.ts';

/** What `--json` writes. Times are in milliseconds in samples and in microseconds in spreads, sizes in bytes. */
export interface Report {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly isQuick: boolean;
  readonly conditions: ReturnType<typeof conditionsNow>;
  readonly benchmarks: readonly Measured[];
  readonly targets: readonly Judgement[];
}

const NOTHING = '–';

/** What the figures depend on. */
export function conditionsNow() {
  const processors = os.cpus();
  const { OHOS_NET_SOCKET, OHOS_RELEASE = '7.0' } = process.env;
  return {
    module: OHOS_NET_SOCKET
      ? path.basename(OHOS_NET_SOCKET)
      : `host module, playing OpenHarmony ${OHOS_RELEASE}`,
    /** Whether the library found its native companion. */
    hasCompanion: companion() !== undefined,
    node: process.version,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    processor: processors[0]?.model ?? 'unknown',
    processors: processors.length,
    /** Processes that wanted to run during the last minute, on average. */
    load: os.loadavg()[0] ?? NaN
  };
}

/** The report for people. */
export function formatReport({
  conditions,
  startedAt,
  seconds,
  isQuick,
  benchmarks,
  targets
}: Report): string {
  const { module, hasCompanion, node, system, processor, processors, load } = conditions;
  const head = [
    `@ohos.net.socket: ${module}; ${hasCompanion ? 'with' : 'without'} the native companion`,
    `${processors} × ${processor}, ${system}, Node ${node}, load ${load.toFixed(1)} before the start`,
    `${startedAt}, ${Math.round(seconds)} s${isQuick ? ', quick: figures are rough' : ''}`
  ];
  const tables = new Map<string, Measured[]>();
  for (const each of benchmarks.filter(({ result }) => result.rows.length > 0)) {
    // Workloads that the same two have done share a table.
    const { rows } = each.result;
    const key = rows.length > 1 ? each.name : columnsOf(rows).slice(0, 2).join();
    tables.set(key, [...(tables.get(key) ?? []), each]);
  }
  const notes = benchmarks.flatMap(({ title, result }) => result.notes.map((note) => `${title}: ${note}`));
  return [
    head.join('\n'),
    ...[...tables.values()].map(formatResults),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...(targets.length > 0 ? [formatTargets(targets)] : [])
  ].join('\n\n');
}

/** Behind the median the lowest and the highest figure of a round, where there is room for them. */
function formatResults(benchmarks: readonly Measured[]): string {
  const [{ title, result }] = benchmarks as [Measured];
  const rows = benchmarks.flatMap((each) => each.result.rows);
  const columns = columnsOf(rows);
  const isWide = columns.length > 3;
  const cells = rows.map(({ label, figures }) => [
    label,
    ...columns.map((column) => {
      const found = figures[column];
      if (found === undefined) return NOTHING;
      return isWide && !column.includes('/') ? formatNumber(found.median) : formatSpread(found);
    })
  ]);
  const table = tableOf(['', ...columns], 1, cells);
  return `${rows.length > benchmarks.length ? `${title}: ` : ''}${result.unit}\n${table}`;
}

/** Contenders, then ratios. */
function columnsOf(rows: readonly Row[]): string[] {
  const columns = new Set(rows.flatMap(({ figures }) => Object.keys(figures)));
  return [...columns].sort((one, other) => Number(one.includes('/')) - Number(other.includes('/')));
}

function formatTargets(targets: readonly Judgement[]): string {
  const rows = targets.map(({ benchmark, figure, target, measured, isMet }) => [
    benchmark,
    figure,
    target,
    measured === undefined ? NOTHING : formatNumber(measured),
    isMet === undefined ? 'not measured' : isMet ? 'met' : 'MISSED'
  ]);
  return tableOf(['target', 'figure', 'wanted', 'measured', ''], 3, rows);
}

/** @param texts how many columns hold text; the others hold numbers */
function tableOf(head: string[], texts: number, rows: readonly (string | number)[][]): string {
  const table = new Table({
    head,
    colAligns: head.map((_name, index) => (index < texts ? 'left' : 'right')),
    style: { head: [], border: [], compact: true }
  });
  table.push(...rows);
  return table.toString();
}

function formatSpread({ median, lowest, highest }: Spread): string {
  return `${formatNumber(median)} [${formatNumber(lowest)}–${formatNumber(highest)}]`;
}

/** Three digits are more than the figures are worth. */
function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toString();
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
