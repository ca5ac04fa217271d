import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { repositoryRoot } from '../arkts/modules.ts';
import type { TestReport } from '../test/testReport.ts';
import { hasPassed } from '../test/testReport.ts';
import { readDeviceReport } from './deviceReport.ts';
import { laterVersion } from './laterVersion.ts';

const SPECS = path.join(repositoryRoot, 'tools/test/specs.ts');
const FIXTURES = path.join(repositoryRoot, 'tools/test/fixtures');
const HILOG = '11-21 03:14:20.123  4321  4321 I A03d00/com.example/JSAPP: ';
const FOREIGN = '11-21 03:14:20.124   700   812 W C02700/NETMANAGER: something else';
const FAILED_TESTS = ['fails', 'throws', 'rejects', 'takes_too_long'].map((name) => `Failing > ${name}`);

const folder = mkdtempSync(path.join(tmpdir(), 'device-report-'));
/** What Hypium prints on Node: its report twice, for the console and for the delegator, amid its log. */
let verbose = '';
/** The same as `aa test` prints it: the delegator's part alone. */
let printed: string[] = [];
let onNode: TestReport;

before(() => {
  const json = path.join(folder, 'node.json');
  const fixtures = ['failing.test.ets', 'passing.test.ets'];
  verbose = run([SPECS, ...fixtures, '--timeout', '200', '--verbose', '--json', json]).stdout;
  onNode = JSON.parse(readFileSync(json, 'utf8')) as TestReport;
  printed = [...verbose.matchAll(/\[Hypium\]printSync called \.\.\.\n([\s\S]*?)(?=\[Hypium\])/g)]
    .map(([, block]) => block)
    .join('')
    .split('\n');
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe('the report of a real run of Hypium', () => {
  test('says the same as the run itself, from its whole output and from the printed part alone', () => {
    for (const text of [verbose, printed.join('\n')]) {
      const { tests, problems } = read(text);
      assert.deepEqual(
        tests.map(({ name }) => name),
        onNode.tests.map(({ name }) => name.split(' > ').slice(-2).join(' > '))
      );
      for (const { name, failure = '' } of tests.filter((each) => !hasPassed(each))) {
        const known = onNode.tests.find((each) => each.name === name)?.failure ?? '';
        // Of a rejection with a plain object Hypium reports nothing but that.
        assert.ok(name === 'Failing > rejects' || known.includes(failure), `${name}: ${failure}`);
      }
      assert.deepEqual(failedTests(text), FAILED_TESTS);
      assert.deepEqual(problems, ['Failing: hook failed: the hook, error in afterAll function']);
    }
  });

  test('is read from each form in which it comes', () => {
    const expected = read(printed.join('\n'));
    const forms: Record<string, string | Uint8Array> = {
      'line ends of Windows': printed.join('\r\n'),
      'line ends of a terminal': printed.join('\r\r\n'),
      'UTF-16 of PowerShell': Buffer.from(`\ufeff${printed.join('\r\n')}`, 'utf16le'),
      'byte order mark': `\ufeff${printed.join('\n')}`,
      hilog: printed.map((line) => HILOG + line).join('\n'),
      'hilog with the year': printed.map((line) => `2026-${HILOG}${line}`).join('\n'),
      'lines of others between': printed.flatMap((line) => [line, FOREIGN, '']).join('\n'),
      'hilog with lines of others between': printed.flatMap((line) => [HILOG + line, FOREIGN]).join('\n'),
      colours: printed.map((line) => `\x1b[32m${line}\x1b[0m`).join('\n'),
      'what aa test adds': [
        'user test started.',
        ...printed,
        'TestFinished-ResultCode: 0',
        'user test finished.'
      ].join('\n')
    };
    for (const [form, content] of Object.entries(forms)) assert.deepEqual(read(content), expected, form);
  });

  test('counts for the last run if there are several', () => {
    const passing = laterVersion([{ name: 'Failing > fails' }]);
    assert.deepEqual(read([...printed, ...passing].join('\n')).tests, [{ name: 'Failing > fails' }]);
    assert.deepEqual(read([...passing, ...printed].join('\n')), read(printed.join('\n')));
    assert.notDeepEqual(read([...passing, ...printed.slice(0, 30)].join('\n')).problems, []);
  });

  test('that is cut off, at whatever line, is a failure and says so', () => {
    const end = printed.findIndex((line) => line.startsWith('OHOS_REPORT_RESULT'));
    assert.ok(end > 0);
    for (let length = 0; length <= end; length++) {
      assert.notDeepEqual(read(printed.slice(0, length).join('\n')).problems, [], `after line ${length}`);
    }
    const inTheMiddle = printed.findLastIndex((line) => line.endsWith('test=throws'));
    assert.match(
      read(printed.slice(0, inTheMiddle).join('\n')).problems.join('\n'),
      /ends before the tests did, in Failing > throws: the output was cut off.*\n.*2 tests, 8 were to run/
    );
  });

  test('from which any line is missing lets no failed test pass', () => {
    printed.forEach((line, index) => {
      const text = printed.toSpliced(index, 1).join('\n');
      const lost = FAILED_TESTS.filter((name) => !failedTests(text).includes(name));
      assert.ok(lost.length === 0 || read(text).problems.length > 1, `without ${line}: ${lost.join()}`);
    });
  });
});

describe('the report of later versions of Hypium', () => {
  const long = `expect 1 equals 2\n${'at f (a.ets:1:1)\n'.repeat(3).trimEnd()}`;
  const outcomes = [
    { name: 'UDPSocket_bind > passes' },
    { name: 'UDPSocket_bind > fails', failure: long },
    { name: 'TCPSocket_write > is_left_out', skipped: 'no network' },
    { name: 'TCPSocket_write > passes' }
  ];

  test('gives stacks and reasons for skipping', () => {
    const report = read(laterVersion(outcomes).join('\n'));
    assert.deepEqual(report, { run: 'device Test', tests: outcomes, problems: [] });
  });

  test('without the end of a long message still has a failure', () => {
    const lines = laterVersion(outcomes);
    const code = lines.indexOf('OHOS_REPORT_STATUS_CODE: -2');
    const { tests } = read(lines.toSpliced(code - 3, 4).join('\n'));
    assert.match(tests[1]?.failure ?? '', /at f \(a\.ets:1:1\)/);
    assert.deepEqual(tests[3], outcomes[3]);
  });

  test('a test that the specs skip on this device is told with its reason', () => {
    const lines = laterVersion([{ name: 'UDPSocket_send > needs_IPv6' }]);
    const begun = lines.indexOf('OHOS_REPORT_STATUS_CODE: 1');
    const said = `${HILOG}skipped needs_IPv6: this system has no ::1 (code 2301099)`;
    assert.deepEqual(read(lines.toSpliced(begun + 1, 0, said).join('\n')).tests, [
      { name: 'UDPSocket_send > needs_IPv6', skipped: 'this system has no ::1 (code 2301099)' }
    ]);
  });
});

test('a file without a report says what to do next', () => {
  const problems: Record<string, RegExp> = {
    '': /^the file is empty: give the output of hdc shell aa test/,
    'npm error': /^there is no test in it: give the output of hdc shell aa test/,
    '[Fail]Not match target founded, check connect-key please': /hdc list targets/,
    'error: failed to start user test.\nerror: 10104002': /install both/,
    'Error Code:10106002': /debug certificate/,
    'error: failed to start user test.': /restart the device/,
    'TestFinished-ResultCode: -1\nTestFinished-ResultMsg: App died': /crashed.*hilog/,
    'TestFinished-ResultCode: -2\nTestFinished-ResultMsg: TestAbility onDestroy unexpectedly!': /unlock it/,
    'TestFinished-ResultMsg: this param timeout:soon is invalid': /-s option of aa test is wrong/
  };
  for (const [content, expected] of Object.entries(problems)) {
    assert.match(read(content).problems.join('\n'), expected, content);
  }
});

test('the command prints the table and the tally of test:specs', () => {
  const file = path.join(folder, 'aa.txt');
  const json = path.join(folder, 'device.json');
  writeFileSync(file, printed.join('\r\n'));
  const { status, stdout } = run([
    path.join(import.meta.dirname, 'main.ts'),
    file,
    '--device',
    'Mate',
    '--json',
    json
  ]);
  assert.match(stdout, /^FAILED Failing: 2 of 6 passed\nok {5}Passing: 1 of 1 passed\n/);
  assert.match(stdout, /\nFAILED {2}Failing > fails\n {8}expect 1 equals 2\n/);
  assert.match(stdout, /\ndevice Mate: 3 suites, 8 tests, 1 problems\n4 passed, 5 failed\n$/);
  assert.equal(status, 1);
  assert.equal((JSON.parse(readFileSync(json, 'utf8')) as TestReport).tests.length, 8);
  assert.match(
    run([path.join(import.meta.dirname, 'main.ts'), `${file}x`]).stderr,
    /aa\.txtx cannot be read .*give the file/
  );
});

function read(content: string | Uint8Array): TestReport {
  return readDeviceReport(typeof content === 'string' ? Buffer.from(content) : content, 'Test');
}

function failedTests(text: string): string[] {
  return read(text)
    .tests.filter(({ failure }) => failure !== undefined)
    .map(({ name }) => name);
}

function run(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const command = ['--import', path.join(repositoryRoot, 'test/host/register.mjs'), ...args];
  return spawnSync(process.execPath, command, { cwd: FIXTURES, encoding: 'utf8', timeout: 600_000 });
}
