import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEVICE_TRIES } from '../../test/node/tried/deviceTries.ts';
import { SERVER_TRIES } from '../../test/node/tried/serverTries.ts';
import type { Tried } from '../../test/node/tried/try.ts';
import { repositoryRoot } from '../arkts/modules.ts';
import type { TestOutcome } from '../test/testReport.ts';
import { nodeRun } from '../test/testRuns.ts';
import { type ClientRow, NOT_RUNNING, TESTED } from './clients.ts';
import { code, table } from './markdown.ts';
import type { TableSource } from './tableSource.ts';

const RUN = nodeRun('test/node/clients');
const RESULTS = 'test/node/tried/results.json';
const LANGUAGES = ['en', 'zh'] as const;
type Language = (typeof LANGUAGES)[number];

const TEXTS = {
  en: {
    file: 'docs/npm-clients.md',
    title: '# npm clients that were run',
    note: '<!-- Written by npm run support-table from test results; do not edit. -->',
    tested:
      'Built into one app by `taro build --type harmony`, unmodified, and run from its output against a peer on loopback. A mark means that all tests of the client have passed in the last run of `test/node/clients`, on Node with stand-ins for the modules of the system:',
    tried:
      "Built into an app by the plugin's own Vite plugins, without Taro, and run against a small peer by `npm run tool -- test/node/tried/main.ts`, which is no part of `npm test`:",
    not: 'Tried, and not running:',
    heads: ['package', 'version', 'what was done', 'runs'],
    reason: 'why'
  },
  zh: {
    file: 'docs/npm-clients_zh.md',
    title: '# 运行过的 npm 客户端',
    note: '<!-- 由 npm run support-table 根据测试结果生成，请勿手工修改。 -->',
    tested:
      '以下各包由 `taro build --type harmony` 原样构建进一个应用，并从构建产物运行，在回环地址上与对端通信。标记表示该客户端的全部测试在最近一次 `test/node/clients` 运行中通过（在 Node 上，系统模块为替身）：',
    tried:
      '以下各包由插件自己的 Vite 插件（不经 Taro）构建，并由 `npm run tool -- test/node/tried/main.ts` 与一个小的对端一起运行，不属于 `npm test`：',
    not: '尝试过而不能运行的：',
    heads: ['包', '版本', '做了什么', '可运行'],
    reason: '原因'
  }
} as const;

const MARK = '✔️';

/** All clients that were built and run, in both languages. */
export const clientsSource: TableSource = {
  runs: [RUN],
  apis: TESTED.map(({ name }) => name),
  counts: isOf,
  misnamed: (tests) =>
    TESTED.filter(({ name }) => !tests.some((test) => isOf(name, test))).map(
      ({ name }) => `test/node/clients has no test "${name}: …": correct tools/support-table/clients.ts`
    ),
  files: (proved) =>
    LANGUAGES.map((language) => ({ file: TEXTS[language].file, text: page(language, proved) }))
};

/** Whether a test, in whatever suite, is one of the client; `mqtts` is `mqtt` over TLS. */
function isOf(client: string, { name }: TestOutcome): boolean {
  const own = name.split(' > ').at(-1) ?? '';
  return own.startsWith(`${client}: `) || own.startsWith(`${client}s: `);
}

function page(language: Language, proved: (api: string) => boolean): string {
  const { title, note, tested, tried, not, heads, reason } = TEXTS[language];
  const [name, version, what, runs] = heads;
  const wordOf = (row: Pick<ClientRow, 'what'>): string => row.what[LANGUAGES.indexOf(language)] ?? '';
  const versions = installedVersions();
  const results = JSON.parse(readFileSync(path.join(repositoryRoot, RESULTS), 'utf8')) as Tried[];
  return [
    title,
    note,
    tested,
    table(
      [name, version, what, runs],
      TESTED.map((row) => [
        code(row.name),
        versions[row.name] ?? '',
        wordOf(row),
        proved(row.name) ? MARK : ''
      ])
    ),
    tried,
    table(
      [name, version, what, runs],
      [...SERVER_TRIES, ...DEVICE_TRIES].map((row) => {
        const result = results.find((each) => each.name === row.name);
        return [code(row.name), result?.version ?? '', wordOf(row), result?.runs === true ? MARK : ''];
      })
    ),
    not,
    table(
      [name, version, reason],
      NOT_RUNNING.map((row) => [code(row.name), row.version, wordOf(row)])
    )
  ].join('\n\n');
}

function installedVersions(): Readonly<Record<string, string>> {
  const manifest = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return manifest.devDependencies;
}
