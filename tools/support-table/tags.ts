import type { TestOutcome } from '../test/testReport.ts';
import { NO_COMPANION_RUN, RELEASE_RUNS } from '../test/testRuns.ts';
import type { TableSource } from './tableSource.ts';

/** What the marks of APIs whose specs are tagged are proved by, where each of them is in the results. */
export function taggedSource(
  apis: readonly string[],
  owners: ReadonlySet<string>,
  others: readonly string[] = []
): Pick<TableSource, 'runs' | 'apis' | 'counts' | 'misnamed'> {
  const known = new Set([...apis, ...others]);
  return {
    runs: [...RELEASE_RUNS, NO_COMPANION_RUN],
    apis,
    counts: (api, test) => apiOf(test) === api,
    misnamed: (tests) =>
      [...new Set(tests.map(apiOf))]
        .filter((api) => owners.has(api.replace(/\..*/, '')) && !known.has(api))
        .map((api) => `tests are tagged with ${api}, which no page knows: rename their suite`)
  };
}

/** The API that a test counts for: the name of its outermost suite is `UDPSocket_send` or `UDPSocket_send__topic`. */
function apiOf({ name }: TestOutcome): string {
  const [tag = ''] = name.split(/ > |__/);
  return tag.replaceAll('_', '.');
}
