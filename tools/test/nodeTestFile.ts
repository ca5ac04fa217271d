import path from 'node:path';
import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { repositoryRoot } from '../arkts/modules.ts';
import { describeError } from './describeError.ts';
import type { TestOutcome } from './testReport.ts';

/**
 * Runs one node:test file in a process of its own. What it prints is passed on. Several files in one `run` would be
 * told apart by where `test` was called only, which may be a module that they share.
 *
 * @param timeout milliseconds after which a file is taken to hang
 */
export async function runNodeTestFile(file: string, timeout: number): Promise<TestOutcome[]> {
  const outcomes: TestOutcome[] = [];
  /** The tests that are under way, the outermost first. */
  const names: string[] = [];
  for await (const event of run({ files: [file], timeout }) as AsyncIterable<TestEvent>) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      process.stdout.write(event.data.message);
    } else if (event.type === 'test:start') {
      names.splice(event.data.nesting, Infinity, event.data.name);
    } else if (event.type === 'test:pass' || event.type === 'test:fail') {
      const name = [...names.slice(0, event.data.nesting), event.data.name].join(' > ');
      const outcome = event.type === 'test:pass' ? passed(event.data, file) : failed(event.data, file);
      if (outcome !== undefined)
        outcomes.push({ name, file: path.relative(repositoryRoot, file), ...outcome });
    }
  }
  return outcomes;
}

type Passed = Extract<TestEvent, { type: 'test:pass' }>['data'];
type Failed = Extract<TestEvent, { type: 'test:fail' }>['data'];
type Outcome = Pick<TestOutcome, 'failure' | 'skipped'>;

/** @returns undefined for a suite */
function passed({ name, skip, todo, details }: Passed, file: string): Outcome | undefined {
  if (typeof skip === 'string' && skip !== '') return { skipped: skip };
  if (skip !== undefined) return { failure: 'is skipped without a reason' };
  if (todo !== undefined) return { failure: 'is only a plan (todo)' };
  if (name === file) return { failure: 'has no tests' }; // node:test takes such a file for a test that passed
  return details.type === 'suite' ? undefined : {};
}

/** @returns undefined for a suite */
function failed({ name, details }: Failed, file: string): Outcome | undefined {
  const error: Error & { failureType?: string; exitCode?: number | null } = details.error;
  if (error.failureType === 'subtestsFailed') return undefined;
  const crashed = name === file && error.failureType !== 'testTimeoutFailure';
  return {
    failure: crashed ? `ended with exit code ${error.exitCode}` : describeError(error.cause ?? error)
  };
}
