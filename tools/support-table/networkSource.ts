import type { TestOutcome } from '../test/testReport.ts';
import { NO_COMPANION_RUN, RELEASE_RUNS } from '../test/testRuns.ts';
import type { GeneratedFile } from './generatedFile.ts';
import { code, table } from './markdown.ts';
import { apiOf } from './socketSource.ts';
import type { TableSource } from './tableSource.ts';

const RUNS = [...RELEASE_RUNS, NO_COMPANION_RUN];
const FILE = 'docs/network-support.md';
const MARK = '✔️';
const NEEDS_SERVICE =
  'tested in `test/library/localServices.test.ts` alone: a device on loopback has no service';

/** What the specs prove, with limits. */
const PROVABLE: ReadonlyMap<string, string> = new Map([
  ['connectSocket', 'no `tcpNoDelay`, no `perMessageDeflate`'],
  ['SocketTask.send', 'no empty messages'],
  ['SocketTask.close', ''],
  ['SocketTask.onMessage', ''],
  ['SocketTask.onClose', ''],
  ['sendSocketMessage', 'the oldest connection'],
  ['closeSocket', 'the oldest connection'],
  ['onSocketOpen', 'the oldest connection'],
  ['onSocketMessage', 'the oldest connection'],
  ['onSocketError', 'the oldest connection'],
  ['onSocketClose', 'the oldest connection'],
  ['getLocalIPAddress', ''],
  ['startWifi', ''],
  ['stopWifi', ''],
  ['getConnectedWifi', 'tested without a real Wi-Fi'],
  ['startLocalServiceDiscovery', ''],
  ['stopLocalServiceDiscovery', ''],
  ['onLocalServiceDiscoveryStop', ''],
  ['offLocalServiceDiscoveryStop', '']
]);

/** What no spec proves, and why. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['SocketTask.onOpen', 'tested with every other row of the task'],
  ['SocketTask.onError', 'tested with every other row of the task'],
  ['onLocalServiceFound', NEEDS_SERVICE],
  ['offLocalServiceFound', NEEDS_SERVICE],
  ['onLocalServiceLost', NEEDS_SERVICE],
  ['offLocalServiceLost', NEEDS_SERVICE],
  ['onLocalServiceResolveFail', NEEDS_SERVICE],
  ['offLocalServiceResolveFail', NEEDS_SERVICE],
  ['getWifiList, connectWifi, the events of the Wi-Fi', "Taro's stubs"],
  ['onNetworkWeakChange', "Taro's stub: the system does not tell"]
]);

const APIS = [...PROVABLE.keys()];
const OWNERS = new Set(['SocketTask']);

/** WebSockets and the local network: one page. */
export const networkSource: TableSource = {
  runs: RUNS,
  apis: APIS,
  counts: (api, test) => apiOf(test) === api,
  misnamed(tests: readonly TestOutcome[]) {
    const known = new Set([...APIS, ...OTHERS.keys()]);
    return [...new Set(tests.map(apiOf))]
      .filter((api) => OWNERS.has(api.replace(/\..*/, '')) && !known.has(api))
      .map((api) => `tests are tagged with ${api}, which ${FILE} does not know: rename their suite`);
  },
  files(proved, { devices }): GeneratedFile[] {
    const rows = [
      ...APIS.map((api) => [code(api), proved(api) ? MARK : '', PROVABLE.get(api) ?? '']),
      ...[...OTHERS].map(([api, remark]) => [code(api), '', remark])
    ];
    const text = [
      '# Support for WebSockets and the local network',
      '<!-- Written by npm run support-table from test results; do not edit. -->',
      "What this package has of WeChat's API beside the sockets. [WebSocket](web-socket.md) and [local network](local-network.md) say how it behaves.",
      "A mark means that every spec that counts for the API has passed in each of these runs, which were made on Node, over stand-ins for HarmonyOS's system modules:",
      RUNS.map(({ run }) => `- ${run}`).join('\n'),
      devices.length === 0
        ? 'No run on a device has been seen yet.'
        : `The tests have also run on these devices: ${devices.join(', ')}`,
      table(['API', 'Harmony', 'remark'], rows)
    ].join('\n\n');
    return [{ file: FILE, text }];
  }
};
