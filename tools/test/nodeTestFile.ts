import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { describeError } from './describeError.ts';

/** Milliseconds for one file. */
const FILE_LIMIT = 5 * 60_000;

export interface NodeTestResult {
  passed: number;
  /** One text for each failure. */
  failures: string[];
  /** One text for each skipped test. */
  skipped: string[];
}

/** Runs one node:test file in a process of its own. What it prints is passed on. */
export async function runNodeTestFile(file: string): Promise<NodeTestResult> {
  const result: NodeTestResult = { passed: 0, failures: [], skipped: [] };
  for await (const event of run({ files: [file], timeout: FILE_LIMIT }) as AsyncIterable<TestEvent>) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr')
      process.stdout.write(event.data.message);
    else if (event.type === 'test:pass') addPass(result, event.data, file);
    else if (event.type === 'test:fail') addFailure(result, event.data, file);
  }
  return result;
}

type Passed = Extract<TestEvent, { type: 'test:pass' }>['data'];
type Failed = Extract<TestEvent, { type: 'test:fail' }>['data'];

function addPass(result: NodeTestResult, { name, skip, todo, details }: Passed, file: string): void {
  if (skip !== undefined) {
    if (typeof skip === 'string' && skip !== '') result.skipped.push(`${name}: ${skip}`);
    else result.failures.push(`${name}\nis skipped without a reason`);
  } else if (todo !== undefined) {
    result.failures.push(`${name}\nis only a plan (todo)`);
  } else if (name === file) {
    result.failures.push(`${name}\nhas no tests`); // node:test takes such a file for a test that passed
  } else if (details.type !== 'suite') {
    result.passed++;
  }
}

function addFailure(result: NodeTestResult, { name, details }: Failed, file: string): void {
  const error: Error & { failureType?: string; exitCode?: number | null } = details.error;
  if (error.failureType === 'subtestsFailed') return; // they are told themselves
  const text = name === file ? `ended with exit code ${error.exitCode}` : describeError(error.cause ?? error);
  result.failures.push(`${name}\n${text}`);
}
