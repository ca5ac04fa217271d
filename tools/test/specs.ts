// npm run test:specs [-- FILES]: runs the Hypium specs on Node, as they run on a device.
import { Command, Option } from 'commander';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { hostAddon } from '../native/hostAddon.ts';
import { describeError } from './describeError.ts';
import type { RegisterSuites } from './hypium.ts';
import { runHypium } from './hypium.ts';
import { parseCount } from './parseCount.ts';
import { releaseOption } from './releaseOption.ts';
import {
  groupLine,
  printFindings,
  printReport,
  problem,
  readReport,
  secondTry,
  writeReport
} from './testReport.ts';

const WITH_COMPANION = 'with the companion';

interface Options {
  again?: true;
  companion: boolean;
  junit?: string;
  release: string;
  timeout: number;
  transport: 'module' | 'companion';
}

const command = new Command('test:specs')
  .description('Runs the Hypium specs on Node.')
  .argument('[files...]', 'spec files; all of test/specs when absent')
  .addOption(releaseOption())
  .option('--no-companion', 'without the native companion, also if npm run build:native has built it')
  .option('--junit <file>', "writes the results to this file, too, as JUnit's XML")
  .option('--timeout <ms>', 'milliseconds for one test', parseCount, 120_000)
  .addOption(
    new Option('--transport <transport>', "who serves WeChat's sockets")
      .choices(['module', 'companion'])
      .default('module')
  )
  .option('--again', 'a run that fails is made once more, and what failed is told as unstable if it passes')
  .parse();

const options = command.opts<Options>();
process.env.OHOS_RELEASE = options.release;
if (!options.companion) process.env.COMPANION = 'off';
if (options.transport === 'companion') {
  if (companionState() !== WITH_COMPANION)
    command.error('the native companion is not built: npm run build:native');
  // After the environment is set: it decides what the stand-ins are.
  const { serveWechatBy, Transport } = await import('../../library/src/main/ets/system/open.ets');
  serveWechatBy(Transport.Companion);
}

const suites = new Map<string, RegisterSuites>();
const problems: string[] = [];
for (const file of specFiles(command.args)) {
  try {
    suites.set(file, await loadSpec(file));
  } catch (error) {
    problems.push(`${display(file)} cannot be loaded: ${describeError(error)}`);
  }
}
const result = await runHypium(suites, options.timeout);
for (const { file, specs } of result.files) console.log(groupLine(display(file), specs));

const specs = result.files.flatMap((file) => file.specs);
problems.push(
  ...result.problems,
  ...result.files
    .filter((file) => file.specs.length === 0)
    .map(({ file }) => `${display(file)} has no tests`),
  ...repeatedNames(specs.map(({ name }) => name)).map((name) => `several tests are called ${name}`)
);
if (specs.length === 0) problems.push('no test was run: test/specs has no *.test.ets file with an it()');

const tests = [...specs, ...problems.map(problem)];
const servedBy = options.transport === 'companion' ? ', served by the companion' : '';
const report = { run: `OpenHarmony ${options.release}, ${companionState()}${servedBy}`, tests };
if (options.junit !== undefined) writeReport(options.junit, report);
const passed = printReport(report, `${suites.size} spec files`);
// Not by the exit code alone: a test that timed out may still be running.
process.exit(passed || (options.again === true && passesAgain()) ? 0 : 1);

/** Hypium runs once in a process. */
function passesAgain(): boolean {
  const args = process.argv.slice(1).filter((arg) => arg !== '--again');
  const { status } = spawnSync(process.execPath, [...process.execArgv, ...args], { stdio: 'inherit' });
  if (status !== 0) return false;
  const second = options.junit === undefined ? [] : (readReport(options.junit)?.tests ?? []);
  const settled = secondTry(tests, second);
  printFindings(settled);
  if (options.junit !== undefined) writeReport(options.junit, { ...report, tests: settled });
  return true;
}

function specFiles(args: readonly string[]): string[] {
  if (args.length > 0) return args.map((file) => path.resolve(file));
  return listFiles(path.join(repositoryRoot, 'test/specs'), (file) => file.endsWith('.test.ets'));
}

function companionState(): string {
  return process.env.COMPANION !== 'off' && existsSync(hostAddon) ? WITH_COMPANION : 'without the companion';
}

async function loadSpec(file: string): Promise<RegisterSuites> {
  const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
  if (typeof module.default !== 'function') throw new Error('it has no default export that calls describe()');
  return module.default as RegisterSuites;
}

/** A device's report tells tests apart by their names only. */
function repeatedNames(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function display(file: string): string {
  return path.relative(process.cwd(), file);
}
