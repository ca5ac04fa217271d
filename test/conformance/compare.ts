import type { Recording, Trace, TraceItem } from './scenario.ts';

/** How a replay stands to what was recorded. */
export interface Comparison {
  readonly matches: boolean;
  /** Whether the order of the items counts: only where every recording had the same. */
  readonly ordered: boolean;
  /** The recorded trace that is nearest. */
  readonly expected: Trace;
  /** Error texts that differ: they come from the C library and do not count. */
  readonly differingTexts: number;
}

/** Calls `change` on every error object in a value: those with a code and a text. */
function mapErrorTexts(value: unknown, change: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapErrorTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const isText = key === 'message' && typeof item === 'string' && 'code' in value;
    return [key, isText ? change(item) : mapErrorTexts(item, change)];
  });
  return Object.fromEntries(entries);
}

/** A trace item as text, without error texts. */
export function textOf(item: TraceItem | undefined): string {
  return item === undefined ? '' : JSON.stringify(mapErrorTexts(item, () => ''));
}

function errorTexts(trace: Trace): string[] {
  const texts: string[] = [];
  mapErrorTexts(trace, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

function countDifferingTexts(expected: Trace, actual: Trace): number {
  const actualTexts = errorTexts(actual);
  return errorTexts(expected).filter((text, index) => text !== actualTexts[index]).length;
}

/** Where two traces begin to differ, or undefined where they are the same. */
export function firstDivergence(expected: Trace, actual: Trace): number | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let index = 0; index < length; index += 1) {
    if (textOf(expected[index]) !== textOf(actual[index])) return index;
  }
  return undefined;
}

function sorted(trace: Trace): string[] {
  return trace.map((item) => textOf(item)).sort();
}

function isSameSet(expected: Trace, actual: Trace): boolean {
  return sorted(expected).join('\n') === sorted(actual).join('\n');
}

/** The items of `trace` that `other` does not have as often. */
export function itemsMissingIn(other: Trace, trace: Trace): Trace {
  const left = sorted(other);
  return trace.filter((item) => {
    const index = left.indexOf(textOf(item));
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}

/**
 * Compares a replay with the recording: item by item when the recording was stable, otherwise in any order with any
 * of the recorded traces.
 */
export function compare(recording: Recording, actual: Trace): Comparison {
  const ordered = recording.stable;
  const matchesTrace = (trace: Trace): boolean =>
    ordered ? firstDivergence(trace, actual) === undefined : isSameSet(trace, actual);
  const match = recording.traces.find((trace) => matchesTrace(trace));
  const [mostFrequent = []] = recording.traces;
  const expected = match ?? mostFrequent;
  const differingTexts = match === undefined ? 0 : countDifferingTexts(expected, actual);
  return { matches: match !== undefined, ordered, expected, differingTexts };
}
