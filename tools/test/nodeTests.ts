// npm run test:node [-- PATHS]: runs node:test files, one after the other.
import { Command } from 'commander';
import { statSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { runNodeTestFile } from './nodeTestFile.ts';
import { TEST_FOLDERS } from './testFolders.ts';
import type { TestOutcome } from './testReport.ts';
import { printGroup, printReport, removeReport, writeReport } from './testReport.ts';

const command = new Command('test:node')
  .description('Runs node:test files.')
  .argument('[paths...]', 'test files or folders; all when absent')
  .option('--json <file>', 'writes the results to this file, too')
  .parse();
const { json } = command.opts<{ json?: string }>();
const paths =
  command.args.length > 0 ? command.args : TEST_FOLDERS.map((folder) => path.join(repositoryRoot, folder));
const files = paths.map((each) => path.resolve(each)).flatMap(testFiles);
const problems = files.length === 0 ? [`no *.test.ts file in ${paths.join(', ')}`] : [];
removeReport(json);

const tests: TestOutcome[] = [];
for (const file of files) {
  const outcomes = await runNodeTestFile(file);
  printGroup(path.relative(process.cwd(), file), outcomes);
  tests.push(...outcomes.map((outcome) => ({ ...outcome, file: path.relative(repositoryRoot, file) })));
}
const report = { run: ['Node', ...command.args].join(' '), tests, problems };
writeReport(json, report);
process.exitCode = printReport(report, `${files.length} files`) ? 0 : 1;

function testFiles(fileOrFolder: string): string[] {
  if (statSync(fileOrFolder, { throwIfNoEntry: false })?.isFile() === true) return [fileOrFolder];
  return listFiles(fileOrFolder, (file) => file.endsWith('.test.ts'));
}
