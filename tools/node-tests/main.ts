// npm run tool -- tools/node-tests/main.ts FOLDER [PATTERN]: runs Node's own tests for dgram, net, tls, http and https against our modules. The tests
// are no part of the project: FOLDER is a checkout of nodejs/node, or its folder `test`.
import Table from 'cli-table3';
import { Argument, Command } from 'commander';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { reasonAgainstNamespace } from '../test/ownNetwork.ts';
import { releaseOption } from '../test/releaseOption.ts';
import { KNOWN_FAILURES, NEED_COMPANION, NOT_APPLICABLE } from './exceptions.ts';
import { moduleOf, type RunOptions, runNodeTest, type TestResult } from './runNodeTest.ts';

interface Options {
  release: string;
  companion: boolean;
  own: boolean;
  verbose: boolean;
}

interface Row extends TestResult {
  readonly name: string;
}

const AT_ONCE = 2;
const FOLDERS = ['parallel', 'sequential'];
const LONGEST_REASON = 110;

const command = new Command('node-tests')
  .description("Runs Node's own tests for dgram, net, tls, http and https against our modules.")
  .addArgument(new Argument('<folder>', 'a checkout of nodejs/node; v20 is what the modules follow'))
  .addArgument(new Argument('[pattern]', 'part of the names of the tests to run').default(''))
  .addOption(releaseOption())
  .option('--no-companion', 'without the native companion')
  .option('--own', "with Node's own modules, to see which tests fail here anyway", false)
  .option('--verbose', 'lists the tests that passed, too', false)
  .parse();
const options = command.opts<Options>();
const [given = '', pattern = ''] = command.processedArgs as [string, string];
const folder = testFolder(path.resolve(given));
const isolated = reasonAgainstNamespace() === undefined;
if (!isolated)
  console.log('No network namespace can be made here: tests with multicast or broadcast may fail.');

const files = FOLDERS.flatMap((each) => testsIn(path.join(folder, each)));
const queue = [...files];
const rows: Row[] = [];
await Promise.all(Array.from({ length: AT_ONCE }, runNext));
rows.sort((left, right) => (left.name < right.name ? -1 : 1));
report();

function testFolder(checkout: string): string {
  const inside = path.join(checkout, 'test');
  const found = existsSync(path.join(inside, 'common')) ? inside : checkout;
  if (existsSync(path.join(found, 'common'))) return found;
  return command.error(`${checkout} has no test/common: give the folder of a checkout of nodejs/node.`);
}

function testsIn(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => /^test-(?:dgram|net|https?|tls)-.*\.m?js$/.test(name) && name.includes(pattern))
    .map((name) => path.join(parent, name));
}

async function runNext(): Promise<void> {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const name = path.basename(file).replace(/\.m?js$/, '');
    const text = readFileSync(file, 'utf8');
    const flags = /^\/\/ Flags: (.*)$/m.exec(text)?.[1]?.split(' ') ?? [];
    const result = await runOne(file, name, flags);
    rows.push({ name, ...result });
    if (rows.length % 20 === 0) console.log(`${rows.length} of ${files.length} ...`);
  }
}

async function runOne(file: string, name: string, flags: string[]): Promise<TestResult> {
  const reason = NOT_APPLICABLE[name];
  if (reason !== undefined && !options.own) return { verdict: 'skipped', reason };
  const how: RunOptions = {
    folder,
    ownModules: options.own,
    isolated,
    release: options.release,
    companion: options.companion
  };
  return runNodeTest(file, flags, how);
}

function report(): void {
  const table = new Table({ head: ['test', 'verdict', 'reason'], style: { head: [], border: [] } });
  const shown = rows.filter(({ verdict }) => options.verbose || verdict !== 'passed');
  for (const { name, verdict, reason } of shown) {
    const known = verdict === 'failed' ? knownFailure(name) : undefined;
    const text = known === undefined ? reason : `known: ${known}`;
    table.push([name, verdict === 'skipped' ? 'not applicable' : verdict, text.slice(0, LONGEST_REASON)]);
  }
  if (shown.length > 0) console.log(table.toString());
  for (const module of new Set(rows.map(({ name }) => moduleOf(name)))) {
    const own = rows.filter(({ name }) => moduleOf(name) === module);
    console.log(
      `${module}: ${count(own, 'passed')} passed, ${count(own, 'failed')} failed, ${count(own, 'skipped')} not applicable`
    );
  }
  const surprises = rows.filter(isSurprise);
  for (const { name, verdict } of surprises) console.log(`unexpected: ${name} ${verdict}`);
  console.log(`${count(rows, 'passed')} passed, ${count(rows, 'failed')} failed`);
  process.exitCode = surprises.length === 0 && rows.length > 0 ? 0 : 1;
}

/** The reason why a test fails, if that is known. */
function knownFailure(name: string): string | undefined {
  const isLacking = !options.companion && NEED_COMPANION.includes(name);
  return KNOWN_FAILURES[name] ?? (isLacking ? 'needs the native companion' : undefined);
}

/** A failure that is not known, or a known one that is gone. */
function isSurprise({ name, verdict }: Row): boolean {
  return (
    !options.own && (verdict === 'failed') !== (knownFailure(name) !== undefined && verdict !== 'skipped')
  );
}

function count(of: readonly Row[], wanted: TestResult['verdict']): number {
  return of.filter(({ verdict }) => verdict === wanted).length;
}
