import { type Comparison, firstDivergence, itemsMissingIn } from './compare.ts';
import type { Trace, TraceItem } from './scenario.ts';

/** Items shown before and after the first divergence. */
const CONTEXT_BEFORE = 2;
const CONTEXT_AFTER = 4;
const COLUMN_WIDTH = 78;

function shorten(text: string): string {
  return text.length <= COLUMN_WIDTH ? text.padEnd(COLUMN_WIDTH) : `${text.slice(0, COLUMN_WIDTH - 1)}…`;
}

function show(item: TraceItem | undefined): string {
  return item === undefined ? '(nothing)' : JSON.stringify(item);
}

function inOrder(expected: Trace, actual: Trace): string[] {
  const divergence = firstDivergence(expected, actual) ?? 0;
  const length = Math.max(expected.length, actual.length);
  const start = Math.max(0, divergence - CONTEXT_BEFORE);
  const end = Math.min(length, divergence + CONTEXT_AFTER);
  const lines = [`    item ${shorten('recorded')}   host module`];
  for (let index = start; index < end; index += 1) {
    const mark = index === divergence ? '>' : ' ';
    const number = String(index).padStart(4);
    lines.push(`  ${mark} ${number} ${shorten(show(expected[index]))} | ${show(actual[index])}`);
  }
  return [...lines, ...inFull(expected[divergence], actual[divergence])];
}

/** The diverging items, when the table had to cut the recorded one. */
function inFull(expected: TraceItem | undefined, actual: TraceItem | undefined): string[] {
  if (show(expected).length <= COLUMN_WIDTH) return [];
  return [`    recorded:    ${show(expected)}`, `    host module: ${show(actual)}`];
}

function inAnyOrder(expected: Trace, actual: Trace): string[] {
  const missing = itemsMissingIn(actual, expected).map((item) => `    recorded only:    ${show(item)}`);
  const extra = itemsMissingIn(expected, actual).map((item) => `    host module only: ${show(item)}`);
  return ['    (compared in any order)', ...missing, ...extra];
}

/** The lines that show a reader where a replay went another way than the recording. */
export function describeDifference(comparison: Comparison, actual: Trace): string[] {
  const { expected, ordered } = comparison;
  return ordered ? inOrder(expected, actual) : inAnyOrder(expected, actual);
}
