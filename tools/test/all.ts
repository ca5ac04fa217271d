// npm test [-- STAGES]: everything, and one total at the end.
import { Command } from 'commander';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { runSteps } from './runSteps.ts';
import { QUICK_STEPS, STEPS } from './stages.ts';
import { TEST_FOLDERS } from './testFolders.ts';

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
const { passed, failed } = await runSteps(quick ? QUICK_STEPS : steps);
const strays = strayTests();
for (const file of strays) console.log(`FAILED ${file} is in no folder of tools/test/testFolders.ts`);
console.log(`${passed} passed, ${failed + strays.length} failed`);
process.exitCode = failed + strays.length === 0 ? 0 : 1;

function strayTests(): string[] {
  return ['test', 'tools', 'example', 'plugin']
    .flatMap((folder) => listFiles(path.join(repositoryRoot, folder), (file) => file.endsWith('.test.ts')))
    .map((file) => path.relative(repositoryRoot, file))
    .filter((file) => !TEST_FOLDERS.some((folder) => file.startsWith(`${folder}/`)));
}
