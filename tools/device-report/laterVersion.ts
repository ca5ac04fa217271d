import type { TestOutcome } from '../test/testReport.ts';

/**
 * What versions of Hypium after 1.0.13 print for these outcomes, for tests: that version cannot be had from npm. After the
 * lines of the test comes the stack, then the error's own text; tests can be skipped.
 */
export function laterVersion(outcomes: readonly TestOutcome[]): string[] {
  const total = outcomes.length;
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  const skipped = outcomes.filter((outcome) => outcome.skipped !== undefined).length;
  return [
    ...outcomes.flatMap((outcome, index) => testLines(outcome, index + 1, total)),
    `OHOS_REPORT_RESULT: stream=Tests run: ${total}, Failure: ${failed}, Error: 0, Pass: ${total - failed - skipped}, Ignore: 0, SkipSpec: ${skipped}`,
    `OHOS_REPORT_CODE: ${failed > 0 ? -1 : 0}`,
    'OHOS_REPORT_STATUS: taskconsuming=12',
    'TestFinished-ResultCode: 0',
    'TestFinished-ResultMsg: your test finished!!!'
  ];
}

function testLines({ name, failure, skipped }: TestOutcome, index: number, total: number): string[] {
  const [suite = '', test = ''] = name.split(' > ');
  const [headline = '', ...stack] = (failure ?? '').split('\n');
  const reason = skipped === undefined ? [] : [`OHOS_REPORT_STATUS: skipReason=${skipped}`];
  const head = [
    `OHOS_REPORT_STATUS: class=${suite}`,
    `OHOS_REPORT_STATUS: current=${index}`,
    'OHOS_REPORT_STATUS: id=JS',
    `OHOS_REPORT_STATUS: numtests=${total}`
  ];
  const text =
    failure === undefined
      ? ['OHOS_REPORT_STATUS: stream=']
      : [
          `OHOS_REPORT_STATUS: stack=${stack.join('\n')}`,
          `OHOS_REPORT_STATUS: stream=Error in ${test}, ${headline}`
        ];
  return [
    '',
    'OHOS_REPORT_SUM: 1',
    `OHOS_REPORT_STATUS: class=${suite}`,
    ...head,
    'OHOS_REPORT_STATUS: stream=',
    `OHOS_REPORT_STATUS: test=${test}`,
    'OHOS_REPORT_STATUS_CODE: 1',
    ...reason,
    ...head,
    ...text,
    `OHOS_REPORT_STATUS: test=${test}`,
    `OHOS_REPORT_STATUS_CODE: ${failure === undefined ? 0 : -2}`,
    ...reason,
    'OHOS_REPORT_STATUS: consuming=3',
    `OHOS_REPORT_STATUS: class=${suite}`,
    'OHOS_REPORT_STATUS: suiteconsuming=3'
  ].flatMap((line) => line.split('\n'));
}
