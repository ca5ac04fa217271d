import type { TestReport } from '../test/testReport.ts';
import { HypiumReport } from './HypiumReport.ts';
import type { LogLine } from './logLines.ts';
import { logLines } from './logLines.ts';

/** What hdc, `aa test` and the system say when tests do not run or do not end, and what to do then. */
const EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
  [
    /not match target|no any (?:connected )?target|need connect-?key/i,
    'hdc found no device, or several: look at hdc list targets, and give the device with hdc -t <key>'
  ],
  [
    /10106002|release signature/,
    'the haps are signed for release: sign them with a debug certificate (DevEco: File > Project Structure > Signing Configs)'
  ],
  [
    /10104002|package information|module name is not found|bundle info/i,
    'the device does not have the haps: install both, the app and its ohosTest'
  ],
  [
    /onDestroy unexpectedly/,
    'the test application was put into the background: switch the screen on, unlock it and leave it alone during the run'
  ],
  [/App died/, 'the test application crashed: send the log of hdc shell hilog -x, too'],
  [
    /this param .* is invalid/,
    'a -s option of aa test is wrong: take the command as docs/on-device.md has it'
  ],
  [/failed to start user test/, 'the tests did not start: restart the device and try again']
];
const CUT_OFF =
  'the output was cut off, or the application ended: run the tests again and send the whole output, with hdc shell hilog -x';
const NO_REPORT =
  'give the output of hdc shell aa test, as docs/on-device.md has it; a log of hilog holds the report only if it began before the run';

/**
 * @param bytes what `aa test` printed, or a log that holds it
 * @param device for people: `Mate 60, HarmonyOS 5.0.1`
 */
export function readDeviceReport(bytes: Uint8Array, device: string): TestReport {
  const report = new HypiumReport();
  const lines = logLines(bytes);
  lines.forEach((line) => report.add(line));
  const tests = report.outcomes();
  const problems = tests.length === 0 ? [nothingRun(lines)] : problemsOf(report, tests, lines);
  return { run: `device ${device}`, tests, problems };
}

function nothingRun(lines: readonly LogLine[]): string {
  if (lines.every(({ text }) => text.trim() === '')) return `the file is empty: ${NO_REPORT}`;
  return `there is no test in it: ${explanationOf(lines) ?? NO_REPORT}`;
}

function problemsOf(report: HypiumReport, tests: TestReport['tests'], lines: readonly LogLine[]): string[] {
  const { registered, totals, unfinished, finishCode, finishText, hookFailures } = report;
  const problems = [...hookFailures];
  if (totals === undefined) {
    const where = unfinished === undefined ? '' : `, in ${unfinished}`;
    problems.push(`it ends before the tests did${where}: ${explanationOf(lines) ?? CUT_OFF}`);
  } else if (finishCode !== undefined && finishCode !== 0) {
    problems.push(
      `the run ended with code ${finishCode} (${finishText}): ${explanationOf(lines) ?? CUT_OFF}`
    );
  }
  const expected = totals?.tests ?? registered;
  if (expected !== undefined && expected !== tests.length) {
    problems.push(`it tells of ${tests.length} tests, ${expected} were to run: ${CUT_OFF}`);
  }
  const failed = tests.filter(({ failure }) => failure !== undefined).length;
  if (totals !== undefined && totals.failed > failed) {
    problems.push(`Hypium counted ${totals.failed} failed tests, the report tells of ${failed}: ${CUT_OFF}`);
  }
  return problems;
}

function explanationOf(lines: readonly LogLine[]): string | undefined {
  return EXPLANATIONS.find(([pattern]) => lines.some(({ text }) => pattern.test(text)))?.[1];
}
