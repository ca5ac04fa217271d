import type { GeneratedFile } from './generatedFile.ts';
import type { Results } from './Results.ts';
import { socketSource } from './socketSource.ts';
import type { TableSource } from './tableSource.ts';

/** Everything that is made from results of tests; a further page with a table is one more of these. */
export const SOURCES: readonly TableSource[] = [socketSource];

/** Why no table can be made from these results: missing runs, problems outside of tests, tests that count for nothing. */
export function obstacles(results: Results): string[] {
  return SOURCES.flatMap(({ apis, runs }) => {
    const names = runs.map(({ run }) => run);
    const owners = new Set(apis.map(ownerOf));
    const stray = [...results.apis(names)].filter((api) => owners.has(ownerOf(api)) && !apis.includes(api));
    return [
      ...results.gaps(names),
      ...stray.map((api) => `tests are tagged with ${api}, which no page knows: rename their suite`)
    ];
  });
}

/** For each API without a mark its name, and why it has none. */
export function unproved(results: Results): Map<string, string[]> {
  const doubts = SOURCES.flatMap((source) =>
    source.apis.map((api): [string, string[]] => [api, doubt(source, api, results)])
  );
  return new Map(doubts.filter(([, reasons]) => reasons.length > 0));
}

export function generatedFiles(results: Results): GeneratedFile[] {
  return SOURCES.flatMap((source) =>
    source.files((api) => doubt(source, api, results).length === 0, results)
  );
}

/** The class of a method. */
function ownerOf(api: string): string {
  return api.replace(/\..*/, '');
}

function doubt({ runs }: TableSource, api: string, results: Results): string[] {
  return results.doubts(
    api,
    runs.map(({ run }) => run)
  );
}
