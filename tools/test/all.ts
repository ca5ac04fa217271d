// npm test [-- STAGES]: everything, and one total at the end.
import { Command } from 'commander';
import { runSteps } from './runStages.ts';
import { QUICK_STEPS, STEPS } from './stages.ts';
import { hasFailed, hasPassed } from './testReport.ts';

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
const tests = await runSteps(quick ? QUICK_STEPS : steps);
const failed = tests.filter(hasFailed).length;
console.log(`${tests.filter(hasPassed).length} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
