// npm run docs: writes the pages with support tables, and the patch for Taro's types, from the results of tests.
import { Command } from 'commander';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { NEEDS_SERVER } from '../../test/node/clients/servers.ts';
import { NEEDS_NAMESPACE } from '../test/ownNetwork.ts';
import type { TestOutcome } from '../test/testReport.ts';
import { RESULTS_FOLDER } from '../test/testRuns.ts';
import { formatted, staleness, write } from './generatedFile.ts';
import { Results } from './Results.ts';
import {
  generatedFiles,
  missingStages,
  obstacles,
  SOURCES,
  sourcesWithRuns,
  unproved
} from './supportTables.ts';

const command = new Command('support-table')
  .description(
    'Writes what comes of tests: the pages of the sockets, of Node’s modules, of the network and of npm clients.'
  )
  .option('--results <folder>', 'where runs have left what they found', RESULTS_FOLDER)
  .option('--check', 'writes nothing, fails if a committed file is stale')
  .parse();
const { check, results: folder } = command.opts<{ check?: true; results: string }>();

const results = Results.read(
  path.resolve(repositoryRoot, folder),
  // A machine that cannot make network namespaces, or lacks a server, is able to compare the pages, but not to write them.
  check ? lacksSomething : undefined
);
// A change to one page is no reason to make the runs of all.
const sources = check ? SOURCES : sourcesWithRuns(results);
const problems = obstacles(results, sources);
if (problems.length === 0) {
  for (const [api, why] of unproved(results, sources))
    console.log(`no mark for ${api}:\n  ${why.join('\n  ')}`);
  const files = await Promise.all(generatedFiles(results, sources).map(formatted));
  if (!check) files.forEach(write);
  console.log(`support-table: ${files.length} files ${check ? 'compared' : 'written'}`);
  const missing = missingStages(results).map((stage) => (stage.includes(' ') ? `'${stage}'` : stage));
  if (missing.length > 0)
    console.log(`the other pages need results: npm test -- ${missing.join(' ')}, then again`);
  const stale = check ? files.flatMap(staleness) : [];
  finish(files.length - stale.length, stale);
} else {
  console.log('no table was made; npm test makes all runs');
  finish(0, problems);
}

function lacksSomething({ skipped }: TestOutcome): boolean {
  return [NEEDS_NAMESPACE, NEEDS_SERVER].some((reason) => skipped?.startsWith(reason) === true);
}

function finish(passed: number, failures: readonly string[]): void {
  failures.forEach((failure) => console.log(`FAILED ${failure}`));
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
