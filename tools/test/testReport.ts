import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One test. */
export interface TestOutcome {
  /** The names of the suites around it and its own, joined by ` > `. */
  name: string;
  /** Of a node:test: its file, from the project's root. */
  file?: string;
  /** Why it failed; absent when it passed. */
  failure?: string | undefined;
  /** Why it was skipped; absent when it ran. */
  skipped?: string | undefined;
}

/** What a run of tests found: the content of the files that `--json` writes. */
export interface TestReport {
  /** What ran where: `OpenHarmony 7.0, with the companion`. */
  run: string;
  tests: readonly TestOutcome[];
  /** What went wrong outside of a test. */
  problems: readonly string[];
}

/** Removes what an earlier run left, so that a run that crashes leaves nothing that could be taken for its report. */
export function removeReport(file: string | undefined): void {
  if (file !== undefined) rmSync(file, { force: true });
}

/** @param file nothing is written when undefined */
export function writeReport(file: string | undefined, report: TestReport): void {
  if (file === undefined) return;
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, undefined, 1)}\n`);
}

/**
 * Prints what did not pass, and the tally as the last line.
 *
 * @param extent how much was run, besides the number of tests
 * @returns whether everything passed
 */
export function printReport({ run, tests, problems }: TestReport, extent: string): boolean {
  printFailures('FAILED', tests);
  for (const { name, skipped } of tests)
    if (skipped !== undefined) console.log(`SKIPPED ${name}: ${skipped}`);
  for (const problem of problems) console.log(`PROBLEM ${problem}`);
  const failed = tests.filter(({ failure }) => failure !== undefined).length + problems.length;
  console.log(`${run}: ${extent}, ${tests.length} tests, ${problems.length} problems`);
  console.log(`${tests.filter(hasPassed).length} passed, ${failed} failed`);
  return failed === 0;
}

/** @param verdict `UNSTABLE` of a first try whose second has passed */
export function printFailures(verdict: 'FAILED' | 'UNSTABLE', tests: readonly TestOutcome[]): void {
  for (const { name, failure } of tests)
    if (failure !== undefined)
      console.log(`${verdict.padEnd(7)} ${name}\n        ${failure.replaceAll('\n', '\n        ')}`);
}

/** Prints one line for tests that belong together, even while Hypium's console is muted. */
export function printGroup(title: string, tests: readonly TestOutcome[]): void {
  const failed = tests.some(({ failure }) => failure !== undefined);
  const passed = tests.filter(hasPassed).length;
  process.stdout.write(`${failed ? 'FAILED' : 'ok    '} ${title}: ${passed} of ${tests.length} passed\n`);
}

export function hasPassed({ failure, skipped }: TestOutcome): boolean {
  return failure === undefined && skipped === undefined;
}
