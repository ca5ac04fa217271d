// npm test [-- STAGES]: everything, and one total at the end.
import { Command } from 'commander';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { runSteps } from './runSteps.ts';
import { QUICK_STEPS, STEPS } from './stages.ts';
import { TEST_FOLDERS } from './testFolders.ts';

/** Tests that may pass at the second try only: a machine stalls now and then. More of them are a fault. */
const UNSTABLE_LIMIT = 3;
const NAMES = STEPS.flat(2).map(({ name }) => name);

const command = new Command('test')
  .description('Builds, checks and tests everything.')
  .argument('[stages...]', `only these (${NAMES.join(', ')}); all when absent`)
  .option('--quick', 'what a change to library/ needs, in less than a minute')
  .parse();
const { quick } = command.opts<{ quick?: true }>();
const wanted = command.args.length === 0 ? NAMES : command.args;
const unknown = wanted.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) command.error(`no such stage: ${unknown.join(', ')}`);

const steps = STEPS.map((lanes) => lanes.map((lane) => lane.filter(({ name }) => wanted.includes(name))));
const { passed, failed, findings } = await runSteps(quick ? QUICK_STEPS : steps);
const problems = strayTests().map((file) => `${file} is in no folder of tools/test/testFolders.ts`);
const unstable = findings.filter((line) => line.includes('] UNSTABLE ')).length;
if (unstable > UNSTABLE_LIMIT)
  problems.push(`${unstable} tests are unstable, more than the ${UNSTABLE_LIMIT} that are let pass`);
for (const problem of problems) console.log(`FAILED ${problem}`);
console.log(`${passed} passed, ${failed + problems.length} failed`);
process.exitCode = failed + problems.length === 0 ? 0 : 1;

function strayTests(): string[] {
  return ['test', 'tools', 'example', 'plugin']
    .flatMap((folder) => listFiles(path.join(repositoryRoot, folder), (file) => file.endsWith('.test.ts')))
    .map((file) => path.relative(repositoryRoot, file))
    .filter((file) => !TEST_FOLDERS.some((folder) => file.startsWith(`${folder}/`)));
}
