import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../arkts/modules.ts';
import type { TestOutcome } from './testReport.ts';
import { groupLine, hasFailed, hasPassed, printFindings, readReport, tooManyUnstable } from './testReport.ts';

export interface Stage {
  name: string;
  command: readonly string[];
  /** The JUnit file that it writes, from the project's root; without one the whole stage is one test. */
  results?: string;
}

/** Stages that run one after the other. */
export type Lane = readonly Stage[];

/** Lanes that run side by side. */
export type Step = readonly Lane[];

/** Milliseconds after which a stage is taken to hang; a busy machine is no hang. */
const LIMIT = 2 * 60 * 60_000;
/** So many of its last lines tell why a stage failed that names no test. */
const LAST_LINES = 20;

/** Node's options for all that runs: a twelfth of a large build's time goes into collecting memory too often. */
const NODE_OPTIONS = [
  ...(process.env.NODE_OPTIONS === undefined ? [] : [process.env.NODE_OPTIONS]),
  '--max-semi-space-size=64',
  // tsx and the loader of ArkTS register hooks, as only Node 22 and later can otherwise; 26 warns in each process, into tests' logs.
  '--disable-warning=DEP0205',
  `--require ${JSON.stringify(path.join(import.meta.dirname, 'lateOptimizer.cjs'))}`
].join(' ');

/** Runs one step after the other, and prints each stage's tally at the end, and again what they found. @returns all of it */
export async function runSteps(steps: readonly Step[]): Promise<TestOutcome[]> {
  const found: TestOutcome[] = [];
  const summary: string[] = [];
  const runLane = async (lane: Lane): Promise<void> => {
    for (const stage of lane) {
      const start = Date.now();
      const tests = await runStage(stage);
      summary.push(`${groupLine(stage.name, tests)}, ${Math.round((Date.now() - start) / 1000)} s`);
      found.push(...tests.map((test) => ({ ...test, name: `[${stage.name}] ${test.name}` })));
    }
  };
  for (const lanes of steps) await Promise.all(lanes.map(runLane));
  found.push(...tooManyUnstable(found));
  console.log(`\n${summary.join('\n')}`);
  printFindings(found);
  return found;
}

/** Runs a command in the project's root and shows what it prints. */
export async function runStage({ name, command, results }: Stage): Promise<TestOutcome[]> {
  console.log(`\n== ${name}`);
  const file = results === undefined ? undefined : path.resolve(repositoryRoot, results);
  // A stage that crashes leaves nothing that could be taken for its results.
  if (file !== undefined) rmSync(file, { force: true });
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: repositoryRoot,
    env: { ...process.env, NODE_OPTIONS },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LIMIT
  });
  const closed = once(child, 'close');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    console.log(`[${name}] ${line}`);
  }
  const [exitCode] = (await closed) as [number | null];
  const succeeded = exitCode === 0;
  const tests = file === undefined ? [{ name }].filter(() => succeeded) : (readReport(file)?.tests ?? []);
  if (succeeded ? tests.some(hasPassed) : tests.some(hasFailed)) return [...tests];
  const failure = `ended with exit code ${exitCode}:\n${lines.slice(-LAST_LINES).join('\n')}`;
  return [...tests, { name: 'the stage', failure }];
}
