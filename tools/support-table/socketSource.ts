import type { TestOutcome } from '../test/testReport.ts';
import { NO_COMPANION_RUN, RELEASE_RUNS } from '../test/testRuns.ts';
import { Chinese } from './chinese.ts';
import type { GeneratedFile } from './generatedFile.ts';
import type { Edition, SocketPage } from './socketPage.ts';
import { apisOf, socketPage } from './socketPage.ts';
import type { TableSource } from './tableSource.ts';
import { taroPatch } from './taroPatch.ts';
import { readTaroTypes, taroVersion } from './taroTypes.ts';

const RUNS = [...RELEASE_RUNS, NO_COMPANION_RUN];
const PATCH = `tarojs-taro-${taroVersion()}.patch`;
const SOCKETS = [
  { socket: 'UDPSocket', types: readTaroTypes('types/api/network/udp.d.ts', 'UDPSocket') },
  { socket: 'TCPSocket', types: readTaroTypes('types/api/network/tcp.d.ts', 'TCPSocket') }
];

const APIS = SOCKETS.flatMap(({ socket, types }) => apisOf(socket, types.apis));

/** WeChat's sockets: a page for each in two languages, and the change for Taro's types. */
export const socketSource: TableSource = {
  runs: RUNS,
  apis: APIS,
  counts: (api, test) => apiOf(test) === api,
  misnamed(tests) {
    const owners = new Set(APIS.map(ownerOf));
    const stray = [...new Set(tests.map(apiOf))].filter(
      (api) => owners.has(ownerOf(api)) && !APIS.includes(api)
    );
    return stray.map((api) => `tests are tagged with ${api}, which no page knows: rename their suite`);
  },
  files(provedAlone): GeneratedFile[] {
    const chinese = new Chinese();
    const inTaro = SOCKETS.flatMap(({ types }) => types.apis.map(({ name }) => name));
    // A whole socket has no tests of its own: what Taro knows of it has to be proved.
    const proved = (api: string): boolean => {
      const members = inTaro.filter((name) => name.startsWith(`${api}.`));
      return members.length > 0 ? members.every(provedAlone) : provedAlone(api);
    };
    const pages = SOCKETS.flatMap(({ socket, types }): GeneratedFile[] => {
      const runs = RUNS.map(({ run }) => run);
      const page = { socket, taro: types.apis, patch: `patches/${PATCH}`, runs, proved };
      return [
        { file: `docs/${socket}_zh.md`, text: socketPage(page, chineseEdition(page, chinese)) },
        { file: `docs/${socket}.md`, text: socketPage(page, englishEdition(page)) }
      ];
    });
    chinese.check();
    const patch = taroPatch(
      SOCKETS.map(({ types }) => types),
      proved
    );
    return [...pages, { file: `docs/patches/${PATCH}`, text: patch }];
  }
};

function chineseEdition({ socket }: SocketPage, { translate }: Chinese): Edition {
  return {
    other: { title: 'English', link: `${socket}.md` },
    translate,
    reference: (url) => url,
    remark: (text) => `（${text}）`
  };
}

function englishEdition({ socket }: SocketPage): Edition {
  return {
    other: { title: '中文', link: `${socket}_zh.md` },
    translate: (text) => text,
    reference: (url) => url.replace('/miniprogram/', '/miniprogram/en/'),
    remark: (text) => ` (${text})`
  };
}

/** The API that a test counts for: the name of its outermost suite is `UDPSocket_send` or `UDPSocket_send__topic`. */
export function apiOf({ name }: TestOutcome): string {
  const [suite = ''] = name.split(' > ');
  const [tag = ''] = suite.split('__');
  return tag.replaceAll('_', '.');
}

/** The class of a method. */
function ownerOf(api: string): string {
  return api.replace(/\..*/, '');
}
