import Table from 'cli-table3';
import os from 'node:os';
import path from 'node:path';
import { companion } from '../../library/src/main/ets/system/Companion.ets';
import type { Measured } from './benchmark.ts';
import type { Row } from './rounds.ts';
import type { Spread } from './statistics.ts';
import type { Judgement } from './targets.ts';

/** What `--json` writes. */
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
/** Between the names of two contenders. */
const COMPARISON = / [/-] /;

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
  const notes = benchmarks.flatMap((each) => each.notes.map((note) => `${each.title}: ${note}`));
  return [head.join('\n'), ...tablesOf(benchmarks), notes.join('\n'), formatTargets(targets)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A table for each curve, and one for all workloads that the same contenders have done. */
function tablesOf(benchmarks: readonly Measured[]): string[] {
  const tables = new Map<string, { title: string; rows: Row[] }>();
  for (const { title, unit, rows } of benchmarks.filter((each) => each.rows.length > 0)) {
    const head = rows.length > 1 ? `${title}: ${unit}` : unit;
    const key = `${head} ${columnsOf(rows).join()}`;
    const others = tables.get(key)?.rows ?? [];
    tables.set(key, { title: head, rows: [...others, ...rows] });
  }
  return [...tables.values()].map(({ title, rows }) => {
    const columns = columnsOf(rows);
    const cells = rows.map(({ label, figures }) => [
      label,
      ...columns.map((column) => formatFigure(column, figures[column]))
    ]);
    return `${title}\n${tableOf(['', ...columns], 1, cells)}`;
  });
}

function columnsOf([row]: readonly Row[]): string[] {
  return Object.keys(row?.figures ?? {});
}

function formatTargets(targets: readonly Judgement[]): string {
  if (targets.length === 0) return '';
  const rows = targets.map(({ benchmark, figure, target, measured, isMet }) => [
    benchmark,
    figure,
    target,
    isMet === undefined ? NOTHING : formatNumber(measured),
    isMet === undefined ? 'not measured' : isMet ? 'met' : 'MISSED'
  ]);
  return tableOf(['target', 'figure', 'wanted', 'measured', ''], 3, rows);
}

/** @param texts how many columns hold text; the others hold numbers */
function tableOf(head: string[], texts: number, rows: readonly string[][]): string {
  const table = new Table({
    head,
    colAligns: head.map((_name, index) => (index < texts ? 'left' : 'right')),
    style: { head: [], border: [], compact: true }
  });
  table.push(...rows);
  return table.toString();
}

/** The median; of comparisons the quartiles, too. */
function formatFigure(column: string, figure: Spread | undefined): string {
  if (figure === undefined) return NOTHING;
  const { median, lowerQuartile, upperQuartile } = figure;
  if (!COMPARISON.test(column)) return formatNumber(median);
  return `${formatNumber(median)} (${formatNumber(lowerQuartile)}–${formatNumber(upperQuartile)})`;
}

/** Three digits are more than the figures are worth. */
function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toString();
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
