import { TRIES } from '../../test/node/tried/tries.ts';
import type { Tried, Try } from '../../test/node/tried/try.ts';
import type { TestOutcome } from '../test/testReport.ts';
import { nodeRun } from '../test/testRuns.ts';
import { code, dataOf, MARK, readData, table, twins } from './page.ts';
import type { TableSource } from './tableSource.ts';

const NAME = 'npm-clients';
/** A client, with what is told of it in English and in Chinese. */
type Client = Pick<Try, 'name' | 'what'>;
interface Texts extends Record<'title' | 'note' | 'tested' | 'tried' | 'not' | 'reason', string> {
  heads: [name: string, version: string, what: string, runs: string];
}
const { pages, tested, notRunning } = readData<{
  pages: Record<'en' | 'zh', Texts>;
  tested: Client[];
  notRunning: (Client & { version: string })[];
}>(dataOf(NAME));

/** All clients that were built and run, in both languages. */
export const clientsSource: TableSource = {
  runs: [nodeRun('test/node/clients')],
  apis: tested.map(({ name }) => name),
  counts: isOf,
  misnamed: (tests) =>
    tested
      .filter(({ name }) => !tests.some((test) => isOf(name, test)))
      .map(({ name }) => `test/node/clients has no test "${name}: …": correct ${dataOf(NAME)}`),
  files: (proved, chinese) =>
    twins(NAME, chinese, (_, language) => page(pages[language], language === 'en' ? 0 : 1, proved))
};

/** Whether a test, in whatever suite, is one of the client; `mqtts` is `mqtt` over TLS. */
function isOf(client: string, { name }: TestOutcome): boolean {
  const own = name.split(' > ').at(-1) ?? '';
  return own.startsWith(`${client}: `) || own.startsWith(`${client}s: `);
}

/** @param language the place of its texts */
function page(texts: Texts, language: 0 | 1, proved: (api: string) => boolean): string[] {
  const { heads, reason } = texts;
  const { devDependencies } = readData<{ devDependencies: Record<string, string> }>('package.json');
  const results = readData<Tried[]>('test/node/tried/results.json');
  const rowOf = ({ name, what }: Client, version = '', isProved = false): string[] => [
    code(name),
    version,
    what[language],
    isProved ? MARK : ''
  ];
  const resultOf = (client: Client) => results.find((each) => each.name === client.name);
  return [
    texts.title,
    texts.note,
    texts.tested,
    table(
      heads,
      tested.map((each) => rowOf(each, devDependencies[each.name], proved(each.name)))
    ),
    texts.tried,
    table(
      heads,
      TRIES.map((each) => rowOf(each, resultOf(each)?.version, resultOf(each)?.runs))
    ),
    texts.not,
    table(
      [heads[0], heads[1], reason],
      notRunning.map((each) => rowOf(each, each.version).slice(0, 3))
    )
  ];
}
