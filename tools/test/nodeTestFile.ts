import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { describeError } from './describeError.ts';
import type { TestOutcome } from './testReport.ts';

/** Milliseconds without any event after which a file is taken to hang; a busy machine is no hang. */
const SILENCE_LIMIT = 20 * 60_000;

/** Runs one node:test file in a process of its own. What it prints is passed on. */
export async function runNodeTestFile(file: string): Promise<TestOutcome[]> {
  const outcomes: TestOutcome[] = [];
  /** The tests that are under way, the outermost first. */
  const names: string[] = [];
  const hang = new AbortController();
  const silence = setTimeout(() => hang.abort(), SILENCE_LIMIT);
  for await (const event of run({ files: [file], signal: hang.signal }) as AsyncIterable<TestEvent>) {
    silence.refresh();
    if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      process.stdout.write(event.data.message);
    } else if (event.type === 'test:start') {
      names.splice(event.data.nesting, Infinity, event.data.name);
    } else if (event.type === 'test:pass' || event.type === 'test:fail') {
      const name = [...names.slice(0, event.data.nesting), event.data.name].join(' > ');
      const outcome = event.type === 'test:pass' ? passed(event.data, file) : failed(event.data, file);
      if (outcome !== undefined) outcomes.push({ name, ...outcome });
    }
  }
  clearTimeout(silence);
  const text = `nothing happened for ${SILENCE_LIMIT / 60_000} minutes`;
  return hang.signal.aborted ? [...outcomes, { name: file, failure: text }] : outcomes;
}

type Passed = Extract<TestEvent, { type: 'test:pass' }>['data'];
type Failed = Extract<TestEvent, { type: 'test:fail' }>['data'];
type Outcome = Omit<TestOutcome, 'name'>;

/** @returns undefined for a suite */
function passed({ name, skip, todo, details }: Passed, file: string): Outcome | undefined {
  if (typeof skip === 'string' && skip !== '') return { skipped: skip };
  if (skip !== undefined) return { failure: 'is skipped without a reason' };
  if (todo !== undefined) return { failure: 'is only a plan (todo)' };
  if (name === file) return { failure: 'has no tests' }; // node:test takes such a file for a test that passed
  return details.type === 'suite' ? undefined : {};
}

/** @returns undefined for a suite whose tests tell by themselves */
function failed({ name, details }: Failed, file: string): Outcome | undefined {
  const error: Error & { failureType?: string; exitCode?: number | null } = details.error;
  if (error.failureType === 'subtestsFailed') return undefined;
  const text = name === file ? `ended with exit code ${error.exitCode}` : describeError(error.cause ?? error);
  return { failure: text };
}
