// npm run test:node [-- PATHS]: runs node:test files, one after the other.
import { Command } from 'commander';
import { statSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { runNodeTestFile } from './nodeTestFile.ts';
import { TEST_FOLDERS } from './testFolders.ts';

const command = new Command('test:node')
  .description('Runs node:test files.')
  .argument('[paths...]', 'test files or folders; all when absent')
  .parse();
const paths =
  command.args.length > 0 ? command.args : TEST_FOLDERS.map((folder) => path.join(repositoryRoot, folder));
const files = paths.map((each) => path.resolve(each)).flatMap(testFiles);

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of files) {
  const result = await runNodeTestFile(file);
  const outcome = result.failures.length === 0 ? 'ok    ' : 'FAILED';
  console.log(`${outcome} ${path.relative(process.cwd(), file)}: ${result.passed} passed`);
  for (const failure of result.failures) console.log(`FAILED  ${failure.replaceAll('\n', '\n        ')}`);
  for (const skip of result.skipped) console.log(`SKIPPED ${skip}`);
  passed += result.passed;
  failed += result.failures.length;
  skipped += result.skipped.length;
}
if (files.length === 0) {
  console.log(`FAILED  no *.test.ts file in ${paths.join(', ')}`);
  failed++;
}
console.log(`${files.length} files, ${skipped} tests skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function testFiles(fileOrFolder: string): string[] {
  if (statSync(fileOrFolder, { throwIfNoEntry: false })?.isFile() === true) return [fileOrFolder];
  return listFiles(fileOrFolder, (file) => file.endsWith('.test.ts'));
}
