import path from 'node:path';
import type { TestOutcome } from '../test/testReport.ts';
import { nodeRun } from '../test/testRuns.ts';
import { code, dataOf, MARK, NOTE, readData, table, type Translate, twins } from './page.ts';
import type { TableSource } from './tableSource.ts';

/** The columns of a table, and of which runs they tell. */
const COLUMNS = { with: 'with the native companion', without: 'without it' } as const;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

/** One of Node's modules, with what its support table says: `docs/dgram.yaml`. */
export interface NodeModule {
  name: string;
  /** Where the tests lie, from the project's root. */
  folder: string;
  /** The files there whose tests run without the native companion. */
  filesWithout: readonly string[];
  /** All of the documentation of Node 20, in its order: functions, classes, methods, properties and events. */
  rows: readonly Row[];
  /** What later releases of Node have, and what is Node's own matter; `path` is where a name would be, from the module on. */
  absent?: readonly { api: string; remark: string; path?: string }[];
}

/** Tests with the companion and without it, or those that prove both. */
interface Row extends Partial<Record<Column | 'both', Written>> {
  api: string;
  remark?: string;
}

/** Tests of a call that works, that is seen refused, that does nothing, as the remark says, or of what has another value than Node's. */
type Written =
  | readonly string[]
  | { throws: readonly string[] }
  | { noEffect: readonly string[] }
  | { gives: string; tests: readonly string[] };

/** What a cell says once the tests that count for it, by the beginnings of their names, have all passed. */
export function claimOf(row: Row, column: Column): { says: string; tests: readonly string[] } | undefined {
  const written = row[column] ?? row.both;
  if (written === undefined) return undefined;
  if ('throws' in written) return { says: 'throws', tests: written.throws };
  if ('noEffect' in written) return { says: 'no effect', tests: written.noEffect };
  if ('gives' in written) return { says: written.gives, tests: written.tests };
  return { says: MARK, tests: written };
}

export function readNodeModule(name: string): NodeModule {
  return { name, ...readData<Omit<NodeModule, 'name'>>(dataOf(name)) };
}

/** The page about one of Node's modules. */
export function nodeModuleSource(module: NodeModule): TableSource {
  const { name, folder, filesWithout, rows } = module;
  const run = nodeRun(folder);
  const cells = new Map(
    NAMES.flatMap((column) => rows.map((row) => ({ column, row, claim: claimOf(row, column) })))
      .filter(({ claim }) => claim !== undefined)
      .map(({ column, row, claim }) => [cellOf(row, column), { column, beginnings: claim?.tests ?? [] }])
  );
  const proves = ({ name: test, file = '' }: TestOutcome, column: Column, beginning: string): boolean =>
    filesWithout.includes(path.basename(file)) === (column === 'without') && test.startsWith(beginning);
  return {
    runs: [run],
    apis: [...cells.keys()],
    counts(api, test) {
      const { column = 'with', beginnings = [] } = cells.get(api) ?? {};
      return beginnings.some((text) => proves(test, column, text));
    },
    misnamed: (tests) =>
      [...cells].flatMap(([api, { column, beginnings }]) =>
        beginnings
          .filter((text) => !tests.some((test) => proves(test, column, text)))
          .map((text) => `${folder} has no test "${text}…" for ${api}: correct ${dataOf(name)}`)
      ),
    files: (proved, chinese) => twins(name, chinese, (t) => page(module, run.run, proved, t))
  };
}

/** @param t gets texts with `{name}`, `{run}` and `{folder}`, so that one translation serves all modules */
function page(
  { name, folder, rows, absent = [] }: NodeModule,
  run: string,
  proved: (cell: string) => boolean,
  t: Translate
): string[] {
  const say = (text: string): string =>
    t(text).replaceAll('{name}', name).replaceAll('{run}', run).replaceAll('{folder}', folder);
  const textOf = (row: Row, column: Column): string => {
    const { says = 'not tested' } = claimOf(row, column) ?? {};
    const text = says === MARK ? says : t(says);
    return says === 'not tested' || proved(cellOf(row, column)) ? text : '';
  };
  const remarkOf = ({ remark }: { remark?: string }): string => (remark === undefined ? '' : t(remark));
  const missing = (): string =>
    table(
      [t('missing'), t('remark')],
      absent.map((each) => [code(each.api), remarkOf(each)])
    );
  return [
    say("# Support for Node's {name}"),
    t(NOTE),
    say(
      "What Node 20 documents of `{name}`, and what `taro-harmony-socket/{name}` has of it. [Node's modules](node-modules.md) says how the module works and where it deviates."
    ),
    say(
      'A mark means that every test that counts for the API has passed in the run "{run}" (`npm run test:node -- {folder}`), which was made on Node, on kernel sockets, over the stand-in for OpenHarmony 7.0. A cell is empty if one of them did not pass, and says "not tested" if there is none in that folder. No run on a device has been seen yet.'
    ),
    table(
      ['API', ...NAMES.map((column) => t(COLUMNS[column])), t('remark')],
      rows.map((row) => [code(row.api), ...NAMES.map((column) => textOf(row, column)), remarkOf(row)])
    ),
    ...(absent.length === 0
      ? []
      : [
          t('What later releases of Node have besides, or Node keeps to itself, and this package has not:'),
          missing()
        ])
  ];
}

/** The name of a cell, under which its API is proved. */
function cellOf({ api }: Row, column: Column): string {
  return `${api} ${COLUMNS[column]}`;
}
