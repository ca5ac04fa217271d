import { Chinese } from './chinese.ts';
import { clientsSource } from './clientsSource.ts';
import type { GeneratedFile } from './generatedFile.ts';
import { networkSource } from './networkSource.ts';
import { nodeModuleSource, readNodeModule } from './nodeModuleSource.ts';
import type { Results } from './Results.ts';
import { socketSource } from './socketSource.ts';
import type { TableSource } from './tableSource.ts';

/** Those of Node's modules that have a page with a table. */
export const NODE_MODULES = ['dgram', 'net', 'tls'].map(readNodeModule);

/** Everything that is made from results of tests; a further page with a table is one more of these. */
export const SOURCES: readonly TableSource[] = [
  socketSource,
  networkSource,
  ...NODE_MODULES.map(nodeModuleSource),
  clientsSource
];

/** Those whose runs are all there. */
export function sourcesWithRuns(results: Results): TableSource[] {
  return SOURCES.filter(({ runs }) => runs.every(({ run }) => results.has(run)));
}

/** The stages of `npm test` that some table needs and whose results are not there. */
export function missingStages(results: Results): string[] {
  const missing = SOURCES.flatMap(({ runs }) => runs).filter(({ run }) => !results.has(run));
  return [...new Set(missing.map(({ name }) => name))];
}

/** Why no table can be made from these results: missing runs, problems outside of tests, tests with wrong names. */
export function obstacles(results: Results, sources = SOURCES): string[] {
  const found = sources.flatMap((source) => {
    const names = source.runs.map(({ run }) => run);
    const gaps = results.gaps(names);
    return gaps.length > 0 ? gaps : source.misnamed(names.flatMap((run) => results.testsOf(run)));
  });
  return [...new Set(found)]; // sources share runs
}

/** For each API without a mark its name, and why it has none. */
export function unproved(results: Results, sources = SOURCES): Map<string, string[]> {
  const doubts = sources.flatMap((source) =>
    source.apis.map((api): [string, string[]] => [api, doubt(source, api, results)])
  );
  return new Map(doubts.filter(([, reasons]) => reasons.length > 0));
}

/** The files of these sources; the Chinese texts are compared with what all sources ask for. */
export function generatedFiles(results: Results, sources = SOURCES): GeneratedFile[] {
  const chinese = new Chinese();
  const files = SOURCES.map((source) => ({
    source,
    files: source.files((api) => doubt(source, api, results).length === 0, chinese.translate)
  }));
  chinese.check();
  return files.filter(({ source }) => sources.includes(source)).flatMap((each) => each.files);
}

function doubt({ counts, runs }: TableSource, api: string, results: Results): string[] {
  return results.doubts(
    (test) => counts(api, test),
    runs.map(({ run }) => run)
  );
}
