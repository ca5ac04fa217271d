import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../arkts/modules.ts';
import type { TestOutcome } from '../test/testReport.ts';
import { NO_COMPANION_RUN, RELEASE_RUNS } from '../test/testRuns.ts';
import type { GeneratedFile } from './generatedFile.ts';
import { code, table } from './markdown.ts';
import { apiOf } from './socketSource.ts';
import type { TableSource } from './tableSource.ts';

const RUNS = [...RELEASE_RUNS, NO_COMPANION_RUN];
const FILE = 'docs/network-support.md';
const MARK = '✔️';
/** APIs with their remarks: what the specs prove, and what they cannot. */
interface Data {
  provable: Readonly<Record<string, string>>;
  others: Readonly<Record<string, string>>;
}

const { provable, others } = parse(
  readFileSync(path.join(repositoryRoot, FILE.replace('.md', '.yaml')), 'utf8')
) as Data;
const APIS = Object.keys(provable);
const OWNERS = new Set(['SocketTask']);

/** WebSockets and the local network: one page. */
export const networkSource: TableSource = {
  runs: RUNS,
  apis: APIS,
  counts: (api, test) => apiOf(test) === api,
  misnamed(tests: readonly TestOutcome[]) {
    const known = new Set([...APIS, ...Object.keys(others)]);
    return [...new Set(tests.map(apiOf))]
      .filter((api) => OWNERS.has(api.replace(/\..*/, '')) && !known.has(api))
      .map((api) => `tests are tagged with ${api}, which ${FILE} does not know: rename their suite`);
  },
  files(proved): GeneratedFile[] {
    const rows = [
      ...APIS.map((api) => [code(api), proved(api) ? MARK : '', provable[api] ?? '']),
      ...Object.entries(others).map(([api, remark]) => [code(api), '', remark])
    ];
    const text = [
      '# Support for WebSockets and the local network',
      '<!-- Written by npm run support-table from test results; do not edit. -->',
      "What this package has of WeChat's API beside the sockets. [WebSocket](web-socket.md) and [local network](local-network.md) say how it behaves.",
      "A mark means that every spec that counts for the API has passed in each of these runs, which were made on Node, over stand-ins for HarmonyOS's system modules:",
      RUNS.map(({ run }) => `- ${run}`).join('\n'),
      'No run on a device has been seen yet.',
      table(['API', 'Harmony', 'remark'], rows)
    ].join('\n\n');
    return [{ file: FILE, text }];
  }
};
