// npm test [-- STAGES]: everything, and one total at the end.
import { Command } from 'commander';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import type { Stage } from './stage.ts';
import { runStage } from './stage.ts';
import { TEST_FOLDERS } from './testFolders.ts';

const RELEASES = ['7.0', '6.1', '5.1'];
const CONFORMANCE = 'test/conformance';

/** Stages that run at the same time: these mostly wait for closes, and get their ports from the system. */
const WAITING: readonly Stage[] = [
  ...RELEASES.map((release) => npmStage(`specs on ${release}`, ['test:specs', '--', '--release', release])),
  npmStage(CONFORMANCE, ['test:node', '--', CONFORMANCE])
];

/** One group after the other. */
const GROUPS: readonly (readonly Stage[])[] = [
  [{ ...npmStage('build', ['build']), counts: false }],
  [{ ...npmStage('native companion', ['build:native']), counts: false }],
  [npmStage('lint', ['lint'])],
  WAITING,
  // Alone: it guesses ports, which others may have.
  [npmStage('specs without the companion', ['test:specs', '--', '--no-companion'])],
  ...TEST_FOLDERS.filter((folder) => folder !== CONFORMANCE).map((folder) => [
    npmStage(folder, ['test:node', '--', folder])
  ])
];
const STAGES = GROUPS.flat();

const command = new Command('test')
  .description('Builds, checks and tests everything.')
  .argument('[stages...]', `only these (${STAGES.map(({ name }) => name).join(', ')}); all when absent`)
  .parse();
const stages = STAGES.filter(({ name }) => command.args.length === 0 || command.args.includes(name));
if (stages.length === 0) command.error(`no such stage: ${command.args.join(', ')}`);

const total = { passed: 0, failed: 0 };
const summary: string[] = [];
for (const group of GROUPS.map((each) => each.filter((stage) => stages.includes(stage)))) {
  await Promise.all(group.map((stage) => run(stage, group.length > 1 ? `[${stage.name}] ` : '')));
}
for (const file of strayTests()) {
  summary.push(`FAILED ${file} is in no folder of tools/test/testFolders.ts`);
  total.failed++;
}

console.log(`\n${summary.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function run(stage: Stage, prefix: string): Promise<void> {
  console.log(`\n== ${stage.name}`);
  const { passed, failed } = await runStage(stage, prefix);
  total.passed += passed;
  total.failed += failed;
  summary.push(`${failed === 0 ? 'ok    ' : 'FAILED'} ${stage.name}: ${passed} of ${passed + failed}`);
}

function npmStage(name: string, args: readonly string[]): Stage {
  return { name, command: 'npm', args: ['run', '--silent', ...args], counts: true };
}

function strayTests(): string[] {
  return ['test', 'tools', 'example', 'plugin']
    .flatMap((folder) => listFiles(path.join(repositoryRoot, folder), (file) => file.endsWith('.test.ts')))
    .map((file) => path.relative(repositoryRoot, file))
    .filter((file) => !TEST_FOLDERS.some((folder) => file.startsWith(`${folder}/`)));
}
