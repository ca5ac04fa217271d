import path from 'node:path';
import type { TestOutcome } from '../test/testReport.ts';
import { nodeRun } from '../test/testRuns.ts';
import { code, table } from './markdown.ts';
import { type ApiRow, dataOf, type NodeModule } from './nodeModule.ts';
import type { TableSource } from './tableSource.ts';

const COLUMNS = { withCompanion: 'with the native companion', without: 'without it' } as const;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

/** A cell that claims something about an API. */
interface Cell {
  column: Column;
  /** How the names of the tests for it begin. */
  beginnings: readonly string[];
}

/** The page about one of Node's modules. */
export function nodeModuleSource(module: NodeModule): TableSource {
  const { name, folder, filesWithout, rows } = module;
  const run = nodeRun(folder);
  const cells = new Map(
    NAMES.flatMap((column) =>
      rows.flatMap((row): [string, Cell][] => {
        const beginnings = row[column]?.tests;
        return beginnings === undefined ? [] : [[cellOf(row, column), { column, beginnings }]];
      })
    )
  );
  const isOf = (column: Column, { file = '' }: TestOutcome): boolean =>
    filesWithout.includes(path.basename(file)) === (column === 'without');
  const misnamed = (tests: readonly TestOutcome[], cell: string, { column, beginnings }: Cell): string[] =>
    beginnings
      .filter((text) => !tests.some((test) => isOf(column, test) && test.name.startsWith(text)))
      .map((text) => `${folder} has no test "${text}…" for ${cell}: correct ${dataOf(name)}`);
  return {
    runs: [run],
    apis: [...cells.keys()],
    counts(api, test) {
      const cell = cells.get(api);
      if (cell === undefined || !isOf(cell.column, test)) return false;
      return cell.beginnings.some((text) => test.name.startsWith(text));
    },
    misnamed: (tests) => [...cells].flatMap(([api, cell]) => misnamed(tests, api, cell)),
    files: (proved) => [{ file: `docs/${name}.md`, text: page(module, run.run, proved) }]
  };
}

function page(
  { name, folder, rows, absent }: NodeModule,
  run: string,
  proved: (cell: string) => boolean
): string {
  const textOf = (row: ApiRow, column: Column): string => {
    const claim = row[column];
    if (claim === undefined) return 'not tested';
    return proved(cellOf(row, column)) ? claim.says : '';
  };
  return [
    `# Support for Node's ${name}`,
    '<!-- Written by npm run support-table from test results; do not edit. -->',
    `What Node 20 documents of \`${name}\`, and what \`taro-harmony-socket/${name}\` has of it. [Node's dgram and net](node-modules.md) says how the module works and where it deviates.`,
    `A mark means that every test that counts for the API has passed in the run "${run}" (\`npm run test:node -- ${folder}\`), which was made on Node, on kernel sockets, over the stand-in for OpenHarmony 7.0. A cell is empty if one of them did not pass, and says "not tested" if there is none in that folder. No run on a device has been seen yet.`,
    table(
      ['API', ...Object.values(COLUMNS), 'remark'],
      rows.map((row) => [code(row.api), ...NAMES.map((column) => textOf(row, column)), row.remark ?? ''])
    ),
    ...missingNames(absent)
  ].join('\n\n');
}

function missingNames(absent: NodeModule['absent']): string[] {
  if (absent.length === 0) return [];
  return [
    'What later releases of Node have besides, or Node keeps to itself, and this package has not:',
    table(
      ['missing', 'remark'],
      absent.map(({ api, remark }) => [code(api), remark])
    )
  ];
}

/** The name of a cell, under which its API is proved. */
function cellOf({ api }: ApiRow, column: Column): string {
  return `${api} ${COLUMNS[column]}`;
}
