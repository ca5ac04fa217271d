import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One test. */
export interface TestOutcome {
  /** The names of the suites around it and its own, joined by ` > `. */
  name: string;
  /** Of a node:test: its file, from the project's root. */
  file?: string | undefined;
  /** Why it failed; absent when it passed. */
  failure?: string | undefined;
  /** Why it was skipped; absent when it ran. */
  skipped?: string | undefined;
  /** Why it failed at its first try; it passed at its second. */
  unstable?: string | undefined;
}

/** What a run of tests found. */
export interface TestReport {
  /** What ran where: `OpenHarmony 7.0, with the companion`. */
  run: string;
  tests: readonly TestOutcome[];
}

/** Something that went wrong and is no test's: a hook, a file that cannot be loaded. */
export function problem(failure: string): TestOutcome {
  return { name: OUTSIDE, failure };
}

export function isProblem({ name, failure }: TestOutcome): boolean {
  return name === OUTSIDE && failure !== undefined;
}

const OUTSIDE = 'outside of a test';

export function hasPassed({ failure, skipped }: TestOutcome): boolean {
  return failure === undefined && skipped === undefined;
}

export function hasFailed({ failure }: TestOutcome): boolean {
  return failure !== undefined;
}

/** What two tries found of the same tests: what failed at the first is unstable if the second has passed. */
export function secondTry(first: readonly TestOutcome[], second: readonly TestOutcome[]): TestOutcome[] {
  if (second.some(hasFailed)) return [...second];
  const failed = first.filter(hasFailed);
  return [
    ...second.filter(({ name }) => !failed.some((each) => each.name === name)),
    ...failed.map(({ name, file, failure }) => ({ name, file, unstable: failure }))
  ];
}

/** Tests that may pass at the second try only: a machine stalls now and then. More of them are a fault. */
const UNSTABLE_LIMIT = 3;

/** @returns the fault that too many tests passed at their second try only, if they did */
export function tooManyUnstable(tests: readonly TestOutcome[]): TestOutcome[] {
  const count = tests.filter(({ unstable }) => unstable !== undefined).length;
  if (count <= UNSTABLE_LIMIT) return [];
  return [problem(`${count} tests are unstable, more than the ${UNSTABLE_LIMIT} that are let pass`)];
}

const FORM = { attributeNamePrefix: '', attributesGroupName: '$', ignoreAttributes: false };
/** What XML cannot have: colours, for example. */
// eslint-disable-next-line no-control-regex -- these are meant
const NO_TEXT = /[\0-\x08\v\f\x0e-\x1f]/g;

/** Writes JUnit's XML, with the element of Maven for tests that are unstable. */
export function writeReport(file: string, { run, tests }: TestReport): void {
  const testcase = tests.map(({ name, file: origin, failure, skipped, unstable }) => ({
    $: origin === undefined ? { name } : { name, file: origin },
    failure: failure?.replaceAll(NO_TEXT, ''),
    skipped: skipped === undefined ? undefined : { $: { message: skipped } },
    flakyFailure: unstable?.replaceAll(NO_TEXT, '')
  }));
  const $ = {
    name: run,
    tests: tests.length,
    failures: tests.filter(hasFailed).length,
    skipped: tests.filter(({ skipped }) => skipped !== undefined).length
  };
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(
    file,
    new XMLBuilder({ ...FORM, format: true }).build({ testsuites: { testsuite: { $, testcase } } })
  );
}

interface TestCase {
  $: { name: string; file?: string };
  failure?: string;
  skipped?: { $: { message: string } };
  flakyFailure?: string;
}

/** @returns undefined if there is no such file */
export function readReport(file: string): TestReport | undefined {
  if (!existsSync(file)) return undefined;
  const parser = new XMLParser({
    ...FORM,
    parseTagValue: false,
    trimValues: false,
    isArray: (tag) => tag === 'testcase'
  });
  const { testsuites } = parser.parse(readFileSync(file, 'utf8')) as {
    testsuites: { testsuite: { $: { name: string }; testcase?: TestCase[] } };
  };
  const { $, testcase = [] } = testsuites.testsuite;
  return {
    run: $.name,
    tests: testcase.map(({ $, failure, skipped, flakyFailure }) => ({
      ...$,
      failure,
      skipped: skipped?.$.message,
      unstable: flakyFailure
    }))
  };
}

/**
 * Prints what did not pass, and the tally as the last line.
 *
 * @param extent how much was run, besides the number of tests
 * @returns whether everything passed
 */
export function printReport({ run, tests }: TestReport, extent: string): boolean {
  printFindings(tests);
  for (const { name, skipped } of tests)
    if (skipped !== undefined) console.log(`SKIPPED ${name}: ${skipped}`);
  console.log(`${run}: ${extent}, ${tests.length} tests`);
  const failed = tests.filter(hasFailed).length;
  console.log(`${tests.filter(hasPassed).length} passed, ${failed} failed`);
  return failed === 0;
}

/** Prints what failed at its last or at its first try, and why. */
export function printFindings(tests: readonly TestOutcome[]): void {
  for (const { name, failure, unstable } of tests) {
    const text = failure ?? unstable;
    const verdict = failure === undefined ? 'UNSTABLE' : 'FAILED';
    if (text !== undefined) console.log(`${verdict} ${name}\n        ${text.replaceAll('\n', '\n        ')}`);
  }
}

/** One line for tests that belong together. */
export function groupLine(title: string, tests: readonly TestOutcome[]): string {
  const passed = tests.filter(hasPassed).length;
  return `${tests.some(hasFailed) ? 'FAILED' : 'ok    '} ${title}: ${passed} of ${tests.length} passed`;
}
