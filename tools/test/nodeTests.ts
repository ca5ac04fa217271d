// npm run test:node [-- PATHS]: runs node:test files, each in a process of its own.
import { Command } from 'commander';
import { statSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { runNodeTestFile } from './nodeTestFile.ts';
import { parseCount } from './parseCount.ts';
import { TEST_FOLDERS } from './testFolders.ts';
import type { TestOutcome } from './testReport.ts';
import { groupLine, hasFailed, printReport, problem, secondTry, writeReport } from './testReport.ts';

const command = new Command('test:node')
  .description('Runs node:test files.')
  .argument('[paths...]', 'test files or folders; all when absent')
  .option('--junit <file>', "writes the results to this file, too, as JUnit's XML")
  .option('--jobs <count>', 'so many files at a time', parseCount, 1)
  .option('--timeout <ms>', 'milliseconds for one file', parseCount, 60 * 60_000)
  .option(
    '--again',
    'a file with a failed test runs once more at the end, and is told as unstable if it passes'
  )
  .parse();
const { again, junit, jobs, timeout } = command.opts<{
  again?: true;
  junit?: string;
  jobs: number;
  timeout: number;
}>();
const paths =
  command.args.length > 0 ? command.args : TEST_FOLDERS.map((folder) => path.join(repositoryRoot, folder));
const files = paths.map((each) => path.resolve(each)).flatMap(testFiles);

const results = new Map<string, TestOutcome[]>(files.map((file) => [file, []]));
const waiting = results.keys();
await Promise.all(Array.from({ length: jobs }, runFiles));
for (const [file, first] of again ? results : [])
  if (first.some(hasFailed)) results.set(file, secondTry(first, await runFile(file)));

const tests = [...results.values()].flat();
if (files.length === 0) tests.push(problem(`no *.test.ts file in ${paths.join(', ')}`));
const report = { run: ['Node', ...command.args].join(' '), tests };
if (junit !== undefined) writeReport(junit, report);
process.exitCode = printReport(report, `${files.length} files`) ? 0 : 1;

/** Takes files until none is left. */
async function runFiles(): Promise<void> {
  for (const file of waiting) results.set(file, await runFile(file));
}

async function runFile(file: string): Promise<TestOutcome[]> {
  const outcomes = await runNodeTestFile(file, timeout);
  console.log(groupLine(path.relative(process.cwd(), file), outcomes));
  return outcomes;
}

function testFiles(fileOrFolder: string): string[] {
  if (statSync(fileOrFolder, { throwIfNoEntry: false })?.isFile() === true) return [fileOrFolder];
  return listFiles(fileOrFolder, (file) => file.endsWith('.test.ts'));
}
