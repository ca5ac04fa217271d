import Table from 'cli-table3';
import os from 'node:os';
import path from 'node:path';
import { companion } from '../../library/src/main/ets/system/Companion.ets';
import type { Row, Spread } from './rounds.ts';
import type { Judgement } from './targets.ts';

/** What a benchmark found. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  /** What the figures of contenders are; comparisons are ratios, or differences. */
  readonly unit: string;
  /** None where it was skipped. */
  readonly rows: readonly Row[];
  /** Why it was skipped. */
  readonly skipped?: string | undefined;
}

/** What `--json` writes. */
export interface Report {
  readonly conditions: readonly string[];
  readonly isQuick: boolean;
  readonly benchmarks: readonly Measured[];
  readonly targets: readonly Judgement[];
}

const NOTHING = '–';
/** Between the names of two contenders. */
const COMPARISON = / [/-] /;

/** What the figures depend on. */
export function conditionsNow(): string[] {
  const { OHOS_NET_SOCKET, OHOS_RELEASE = '7.0' } = process.env;
  const module = OHOS_NET_SOCKET
    ? path.basename(OHOS_NET_SOCKET)
    : `host module, playing OpenHarmony ${OHOS_RELEASE}`;
  const processors = os.cpus();
  const load = os.loadavg()[0]?.toFixed(1);
  return [
    `@ohos.net.socket: ${module}; ${companion() === undefined ? 'without' : 'with'} the native companion`,
    `${processors.length} × ${processors[0]?.model}, ${os.type()} ${os.release()} ${os.arch()}, Node ${process.version}`,
    `${new Date().toISOString()}, load ${load} before the start`
  ];
}

/** The report for people. */
export function formatReport({ conditions, isQuick, benchmarks, targets }: Report): string {
  const head = isQuick ? [...conditions, 'quick: figures are rough'] : conditions;
  const skipped = benchmarks.filter((each) => each.skipped !== undefined);
  const notes = skipped.map((each) => `${each.title}: SKIPPED, ${each.skipped}`);
  const judged = targets.map(({ benchmark, figure, wanted, measured, isMet }) => {
    const verdict = isMet === undefined ? 'not measured' : isMet ? 'met' : 'MISSED';
    return [benchmark, figure, wanted, isMet === undefined ? NOTHING : formatNumber(measured), verdict];
  });
  const verdicts = tableOf(['target', 'figure', 'wanted', 'measured', ''], 3, judged);
  return [head.join('\n'), ...tablesOf(benchmarks), ...notes, verdicts].join('\n\n');
}

/** A table for each curve, and one for all workloads that the same contenders have done. */
function tablesOf(benchmarks: readonly Measured[]): string[] {
  const tables = new Map<string, { head: string; columns: string[]; rows: Row[] }>();
  for (const { title, unit, rows } of benchmarks) {
    const head = rows.length > 1 ? `${title}: ${unit}` : unit;
    const columns = Object.keys(rows[0]?.figures ?? {});
    const key = [head, ...columns].join();
    const others = tables.get(key)?.rows ?? [];
    if (rows.length > 0) tables.set(key, { head, columns, rows: [...others, ...rows] });
  }
  return [...tables.values()].map(({ head, columns, rows }) => {
    const cells = rows.map(({ label, figures }) => [
      label,
      ...columns.map((column) => formatFigure(column, figures[column] as Spread))
    ]);
    return `${head}\n${tableOf(['', ...columns], 1, cells)}`;
  });
}

/** @param texts how many columns hold text; the others hold numbers */
function tableOf(head: string[], texts: number, rows: readonly string[][]): string {
  const colAligns = head.map((_name, index) => (index < texts ? ('left' as const) : ('right' as const)));
  const table = new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
  table.push(...rows);
  return table.toString();
}

/** The median; of comparisons the quartiles, too. */
function formatFigure(column: string, { median, lowerQuartile, upperQuartile }: Spread): string {
  if (!COMPARISON.test(column)) return formatNumber(median);
  return `${formatNumber(median)} (${formatNumber(lowerQuartile)}–${formatNumber(upperQuartile)})`;
}

/** Three digits are more than the figures are worth. */
function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toString();
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
