// npm run test:node [-- PATHS]: runs node:test files, each in a process of its own.
import { Command, InvalidArgumentError } from 'commander';
import { statSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { runNodeTestFile } from './nodeTestFile.ts';
import { TEST_FOLDERS } from './testFolders.ts';
import type { TestOutcome } from './testReport.ts';
import { printFailures, printGroup, printReport, removeReport, writeReport } from './testReport.ts';

const command = new Command('test:node')
  .description('Runs node:test files.')
  .argument('[paths...]', 'test files or folders; all when absent')
  .option('--json <file>', 'writes the results to this file, too')
  .option('--jobs <count>', 'so many files at a time', parseCount, 1)
  .option(
    '--again',
    'a file with a failed test runs once more at the end, and is told as unstable if it passes'
  )
  .parse();
const { again, json, jobs } = command.opts<{ again?: true; json?: string; jobs: number }>();
const paths =
  command.args.length > 0 ? command.args : TEST_FOLDERS.map((folder) => path.join(repositoryRoot, folder));
const files = paths.map((each) => path.resolve(each)).flatMap(testFiles);
const problems = files.length === 0 ? [`no *.test.ts file in ${paths.join(', ')}`] : [];
removeReport(json);

const results = new Map<string, TestOutcome[]>(files.map((file) => [file, []]));
const waiting = results.keys();
await Promise.all(Array.from({ length: jobs }, runFiles));
if (again) await runFailedFilesAgain();
const report = { run: ['Node', ...command.args].join(' '), tests: [...results.values()].flat(), problems };
writeReport(json, report);
process.exitCode = printReport(report, `${files.length} files`) ? 0 : 1;

/** Takes files until none is left. */
async function runFiles(): Promise<void> {
  for (const file of waiting) await runFile(file);
}

async function runFailedFilesAgain(): Promise<void> {
  for (const [file, first] of [...results].filter(([, outcomes]) => !outcomes.every(isFine))) {
    await runFile(file);
    if (results.get(file)?.every(isFine) === true) printFailures('UNSTABLE', first);
  }
}

async function runFile(file: string): Promise<void> {
  const outcomes = await runNodeTestFile(file);
  printGroup(path.relative(process.cwd(), file), outcomes);
  const name = path.relative(repositoryRoot, file);
  results.set(
    file,
    outcomes.map((outcome) => ({ ...outcome, file: name }))
  );
}

function isFine({ failure }: TestOutcome): boolean {
  return failure === undefined;
}

function testFiles(fileOrFolder: string): string[] {
  if (statSync(fileOrFolder, { throwIfNoEntry: false })?.isFile() === true) return [fileOrFolder];
  return listFiles(fileOrFolder, (file) => file.endsWith('.test.ts'));
}

function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Give a whole number above 0.');
  return value;
}
