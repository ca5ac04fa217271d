import type { TestRun } from '../test/testRuns.ts';
import type { GeneratedFile } from './generatedFile.ts';
import type { Results } from './Results.ts';

/** Something that makes files from the results of tests: pages with support tables, a patch. */
export interface TableSource {
  /** The runs that have to have proved an API before it gets its mark. */
  runs: readonly TestRun[];
  /** The APIs that its files tell of: all of a class, so that a test for a member that is not here is found. */
  apis: readonly string[];
  /** @param proved whether an API has its mark */
  files(proved: (api: string) => boolean, results: Results): GeneratedFile[];
}
