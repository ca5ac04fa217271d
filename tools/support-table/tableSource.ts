import type { TestOutcome } from '../test/testReport.ts';
import type { TestRun } from '../test/testRuns.ts';
import type { GeneratedFile } from './generatedFile.ts';
import type { Translate } from './page.ts';

/** Something that makes files from the results of tests: pages with support tables, a patch. */
export interface TableSource {
  /** The runs that have to have proved an API before it gets its mark. */
  runs: readonly TestRun[];
  /** What its files tell of: APIs, or an API in one of its circumstances. */
  apis: readonly string[];
  /** Whether a test has to have passed for an API's mark. */
  counts: (api: string, test: TestOutcome) => boolean;
  /** Why the names of the tests cannot be right: what is tagged with no API, or not there although it should count. */
  misnamed(tests: readonly TestOutcome[]): string[];
  /**
   * @param proved whether an API has its mark
   * @param chinese asked for the same texts whatever is proved
   */
  files(proved: (api: string) => boolean, chinese: Translate): GeneratedFile[];
}
