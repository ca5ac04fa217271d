// npm test [-- STAGES]: everything, and one total at the end.
import { Command } from 'commander';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import type { Stage } from './stage.ts';
import { runStage } from './stage.ts';
import { STEPS } from './stages.ts';
import { TEST_FOLDERS } from './testFolders.ts';

const STAGES = STEPS.flat(2);

const command = new Command('test')
  .description('Builds, checks and tests everything.')
  .argument('[stages...]', `only these (${STAGES.map(({ name }) => name).join(', ')}); all when absent`)
  .parse();
const stages = STAGES.filter(({ name }) => command.args.length === 0 || command.args.includes(name));
if (stages.length === 0) command.error(`no such stage: ${command.args.join(', ')}`);

const total = { passed: 0, failed: 0 };
const summary: string[] = [];
for (const lanes of STEPS) {
  await Promise.all(lanes.map(runLane));
}
for (const file of strayTests()) {
  summary.push(`FAILED ${file} is in no folder of tools/test/testFolders.ts`);
  total.failed++;
}

console.log(`\n${summary.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runLane(lane: readonly Stage[]): Promise<void> {
  for (const stage of lane.filter((each) => stages.includes(each))) await run(stage);
}

async function run(stage: Stage): Promise<void> {
  console.log(`\n== ${stage.name}`);
  const start = Date.now();
  const { passed, failed } = await runStage(stage, `[${stage.name}] `);
  const seconds = Math.round((Date.now() - start) / 1000);
  total.passed += passed;
  total.failed += failed;
  summary.push(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${stage.name}: ${passed} of ${passed + failed}, ${seconds} s`
  );
}

function strayTests(): string[] {
  return ['test', 'tools', 'example', 'plugin']
    .flatMap((folder) => listFiles(path.join(repositoryRoot, folder), (file) => file.endsWith('.test.ts')))
    .map((file) => path.relative(repositoryRoot, file))
    .filter((file) => !TEST_FOLDERS.some((folder) => file.startsWith(`${folder}/`)));
}
