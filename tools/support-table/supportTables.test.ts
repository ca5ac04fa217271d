import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { repositoryRoot } from '../arkts/modules.ts';
import { problem, type TestOutcome, type TestReport, writeReport } from '../test/testReport.ts';
import { networkSource } from './networkSource.ts';
import { NODE_REPORTS } from './passingNodeReports.ts';
import { Results } from './Results.ts';
import { socketSource } from './socketSource.ts';
import {
  generatedFiles,
  missingStages,
  obstacles,
  SOURCES,
  sourcesWithRuns,
  unproved
} from './supportTables.ts';
import { supportedText } from './taroPatch.ts';
import { readTaroTypes, supportedApis, taroVersion } from './taroTypes.ts';

const RUNS = socketSource.runs.map(({ run }) => run);
const [FIRST_RUN = '', ...OTHER_RUNS] = RUNS;
const APIS = [...socketSource.apis, ...networkSource.apis];
const PATCH = `docs/patches/tarojs-taro-${taroVersion()}.patch`;
const TARO = path.join(repositoryRoot, 'node_modules/@tarojs/taro');

describe('a mark in a table', () => {
  test('needs tests that passed in every run', () => {
    assert.deepEqual(unproved(new Results(passingReports())), new Map());
    const broken: Record<string, Omit<TestOutcome, 'name'>> = {
      'UDPSocket_send > works': { failure: 'no' },
      'UDPSocket_send__broadcast > works': { failure: 'no' },
      'UDPSocket_send__more > is left out': { skipped: 'because' }
    };
    for (const [name, outcome] of Object.entries(broken)) {
      const reasons = unproved(new Results(passingReports([{ name, ...outcome }])));
      assert.deepEqual(reasons, new Map([['UDPSocket.send', [`${name}: ${FIRST_RUN}`]]]));
    }
    const withoutSend = passingReports().map((report) =>
      !OTHER_RUNS.includes(report.run)
        ? report
        : { ...report, tests: report.tests.filter(({ name }) => !name.startsWith('UDPSocket_send')) }
    );
    const missing = OTHER_RUNS.map((run) => `no test of it: ${run}`);
    assert.deepEqual(unproved(new Results(withoutSend)), new Map([['UDPSocket.send', missing]]));
  });

  test('is not lost by a test that is excused', () => {
    const reports = passingReports().map((report) => ({
      ...report,
      tests: report.tests.map((each) =>
        each.name.startsWith('UDPSocket_') ? { ...each, skipped: 'x' } : each
      )
    }));
    assert.ok(unproved(new Results(reports)).has('UDPSocket.send'));
    assert.deepEqual(unproved(new Results(reports, ({ skipped }) => skipped === 'x')), new Map());
    assert.ok(unproved(new Results(reports, ({ skipped }) => skipped === 'y')).has('UDPSocket.send'));
  });

  test('is made of no run that is missing or had problems, and of no test of an unknown API', () => {
    assert.deepEqual(obstacles(new Results(passingReports())), []);
    assert.deepEqual(obstacles(new Results(passingReports().slice(1))), [
      `there is no result of the run "${FIRST_RUN}"`
    ]);
    const troubled = [...passingReports().slice(1), passingReport(FIRST_RUN, [problem('a stray rejection')])];
    assert.deepEqual(obstacles(new Results(troubled)), [`${FIRST_RUN}: a stray rejection`]);
    assert.match(
      obstacles(new Results(passingReports([{ name: 'UDPSocket_sned > works' }]))).join(),
      /^tests are tagged with UDPSocket\.sned, which no page knows/
    );
  });
});

describe('the pages', () => {
  test('are made where all runs are there, whatever the others lack', () => {
    const results = new Results(passingReports().slice(1));
    const sources = sourcesWithRuns(results);
    const others = SOURCES.filter((source) => ![socketSource, networkSource].includes(source));
    assert.deepEqual(sources, others);
    assert.deepEqual(missingStages(results), [socketSource.runs[0]?.name]);
    assert.deepEqual(obstacles(results, sources), []);
    assert.deepEqual(unproved(results, sources), new Map());
    const all = new Results(passingReports());
    const files = generatedFiles(results, sources).map(({ file }) => file);
    assert.deepEqual(
      files,
      generatedFiles(all)
        .map(({ file }) => file)
        .filter((file) => !/docs\/(\w+Socket|network-support|patches)/.test(file))
    );
    assert.ok(files.length > 0);
  });

  test('have the rows of Taro in its order, each with a mark where it is proved', () => {
    for (const [socket, file] of [
      ['UDPSocket', 'udp'],
      ['TCPSocket', 'tcp']
    ] as const) {
      const declared = readFileSync(path.join(TARO, `types/api/network/${file}.d.ts`), 'utf8');
      const members = [...declared.matchAll(/^ {4}(\w+)\(/gm)].map(([, name]) => `${socket}.${name ?? ''}`);
      const rows = [socket, ...members.filter((name) => !name.includes('.create'))];
      const failing = new Results(passingReports([{ name: `${socket}_close > works`, failure: 'no' }]));
      const text = textOf(`docs/${socket}_zh.md`, failing);
      const cells = [...text.matchAll(/^\| +([\w.]+) +\| +(✔️?) +\| +\| +\| +(✔️?(?:（[^）]+）)?)? *\|$/gm)];
      assert.deepEqual(cells.map(([, api]) => api).slice(0, rows.length), rows);
      const unmarked = cells.filter(([, , , harmony]) => harmony === undefined).map(([, api]) => api);
      assert.deepEqual(unmarked, [socket, `${socket}.close`]);
    }
  });

  test('set the extensions apart from what WeChat has', () => {
    const text = textOf('docs/TCPSocket.md', new Results(passingReports()));
    const [, beyond = ''] = text.split("Not in Taro's types:");
    const rows = [...beyond.matchAll(/^\| +TCPSocket\.(\w+) +\| +(✔️)? +\|/gm)];
    assert.deepEqual(
      rows.map(([, name, weapp]) => `${name ?? ''} ${weapp === undefined ? 'ours' : "WeChat's"}`),
      [
        'startTLS ours',
        "bindWifi WeChat's",
        "onBindWifi WeChat's",
        "offBindWifi WeChat's",
        'bufferedAmount ours',
        'onDrain ours',
        'offDrain ours'
      ]
    );
  });
});

describe("the change of Taro's types", () => {
  test('applies to the installed package and changes nothing but tags', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'taro-'));
    try {
      cpSync(path.join(TARO, 'types/api/network'), path.join(folder, 'types/api/network'), {
        recursive: true
      });
      const patch = path.join(repositoryRoot, PATCH);
      const { status, stderr } = spawnSync('git', ['apply', patch], { cwd: folder, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      for (const [file, socket] of [
        ['udp', 'UDPSocket'],
        ['tcp', 'TCPSocket']
      ] as const) {
        const name = `types/api/network/${file}.d.ts`;
        const before = readTaroTypes(name, socket);
        const after = readFileSync(path.join(folder, name), 'utf8');
        const expected = before.apis.map((api) => [api.name, [...api.supported, 'harmony'].join()]);
        assert.deepEqual(
          supportedApis(after, socket).map((api) => [api.name, api.supported.join()]),
          expected
        );
        assert.equal(declarations(after), declarations(before.text));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('adds the platform where it was proved and missing, nowhere else', () => {
    const text = [
      'interface UDPSocket {',
      '  /** @supported weapp, h5 */\n  bind(): void',
      '  /** @supported weapp, harmony */\n  send(): void',
      '  /** @supported weapp */\n  close(): void',
      '  write(): void\n}'
    ].join('\n');
    const types = { file: 'udp.d.ts', text, apis: supportedApis(text, 'UDPSocket') };
    const changed = supportedText(types, (api) => api !== 'UDPSocket.close');
    assert.equal(changed, text.replace('weapp, h5', 'weapp, h5, harmony'));
  });
});

test('the command with --check names what is stale, and the results that changed it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'results-'));
  try {
    passingReports([{ name: 'TCPSocket_write__data > arrives', failure: 'no' }]).forEach((report, index) => {
      writeReport(path.join(folder, `${index}.xml`), report);
    });
    const args = ['tsx', path.join(import.meta.dirname, 'main.ts'), '--check', '--results', folder];
    const { status, stdout } = spawnSync('npx', args, {
      cwd: repositoryRoot,
      encoding: 'utf8',
      timeout: 600_000
    });
    assert.match(
      stdout,
      /^no mark for TCPSocket\.write:\n {2}TCPSocket_write__data > arrives: OpenHarmony 7\.0, with/
    );
    assert.match(stdout, /\nFAILED docs\/TCPSocket\.md is stale: its line \d+ is ".*✔️.*", not "/);
    assert.match(stdout, /\n\d+ passed, [1-9] failed\n$/);
    assert.equal(status, 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Reports in which each API has a test that passed; the first has these tests, too. */
function passingReports(tests: readonly TestOutcome[] = []): TestReport[] {
  return [...RUNS.map((run) => passingReport(run, run === FIRST_RUN ? tests : [])), ...NODE_REPORTS];
}

function passingReport(run: string, more: readonly TestOutcome[] = []): TestReport {
  const tests = APIS.map((api) => ({ name: `${api.replaceAll('.', '_')}__all > passes` }));
  return { run, tests: [...tests, ...more] };
}

function textOf(name: string, results: Results): string {
  return generatedFiles(results).find(({ file }) => file === name)?.text ?? '';
}

/** The text without its comments. */
function declarations(text: string): string {
  const source = ts.createSourceFile('taro.d.ts', text, ts.ScriptTarget.Latest);
  return ts.createPrinter({ removeComments: true }).printFile(source);
}
