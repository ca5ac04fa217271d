// npm run test:specs [-- FILES]: runs the Hypium specs on Node, as they run on a device.
import { Command, InvalidArgumentError, Option } from 'commander';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';
import { hostAddon } from '../native/hostAddon.ts';
import { describeError } from './describeError.ts';
import type { FileResult, RegisterSuites } from './hypium.ts';
import { runHypium } from './hypium.ts';

interface Options {
  companion: boolean;
  release: string;
  timeout: number;
  verbose?: true;
}

const command = new Command('test:specs')
  .description('Runs the Hypium specs on Node.')
  .argument('[files...]', 'spec files; all of test/specs when absent')
  .addOption(
    new Option('--release <release>', 'OpenHarmony release that the Node stand-ins play')
      .choices(['5.1', '6.1', '7.0'])
      .default('7.0')
  )
  .option('--no-companion', 'without the native companion, also if npm run build:native has built it')
  .option('--timeout <ms>', 'milliseconds for one test', parseMilliseconds, 5000)
  .option('--verbose', "show Hypium's own log")
  .parse();

const options = command.opts<Options>();
process.env.OHOS_RELEASE = options.release;
if (!options.companion) process.env.COMPANION = 'off';

const suites = new Map<string, RegisterSuites>();
const problems: string[] = [];
for (const file of specFiles(command.args)) {
  try {
    suites.set(file, await loadSpec(file));
  } catch (error) {
    problems.push(`${display(file)} cannot be loaded: ${describeError(error)}`);
  }
}
const result = await runHypium(suites, {
  timeout: options.timeout,
  verbose: options.verbose === true,
  onFileDone: printFile
});

const specs = result.files.flatMap((each) => each.specs);
for (const spec of specs.filter((each) => each.failure !== undefined)) {
  console.log(`FAILED  ${spec.name}\n        ${String(spec.failure).replaceAll('\n', '\n        ')}`);
}
problems.push(
  ...result.problems,
  ...result.files.filter(isEmpty).map(({ file }) => `${display(file)} has no tests`)
);
if (specs.length === 0) problems.push('no test was run: test/specs has no *.test.ets file with an it()');
for (const problem of problems) console.log(`PROBLEM ${problem}`);

const passed = specs.filter((each) => each.failure === undefined).length;
const failed = specs.length - passed + problems.length;
console.log(
  `OpenHarmony ${options.release}, ${companionState()}: ${suites.size} spec files, ${specs.length} tests, ${problems.length} problems`
);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1); // a test that timed out may still be running

function specFiles(args: readonly string[]): string[] {
  if (args.length > 0) return args.map((file) => path.resolve(file));
  return listFiles(path.join(repositoryRoot, 'test/specs'), (file) => file.endsWith('.test.ets'));
}

function companionState(): string {
  return process.env.COMPANION !== 'off' && existsSync(hostAddon)
    ? 'with the companion'
    : 'without the companion';
}

async function loadSpec(file: string): Promise<RegisterSuites> {
  const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
  if (typeof module.default !== 'function') throw new Error('it has no default export that calls describe()');
  return module.default as RegisterSuites;
}

function printFile({ file, specs }: FileResult): void {
  const failures = specs.filter((spec) => spec.failure !== undefined).length;
  const outcome = failures === 0 ? 'ok    ' : 'FAILED';
  process.stdout.write(`${outcome} ${display(file)}: ${specs.length - failures} of ${specs.length} passed\n`);
}

function isEmpty({ specs }: FileResult): boolean {
  return specs.length === 0;
}

function display(file: string): string {
  return path.relative(process.cwd(), file);
}

function parseMilliseconds(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Give a whole number above 0.');
  return value;
}
