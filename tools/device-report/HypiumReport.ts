import type { TestOutcome } from '../test/testReport.ts';
import type { LogLine } from './logLines.ts';

const RECORD = /\bOHOS_REPORT_(\w+): ?(.*)$/;
const FINISHED = /\bTestFinished-Result(Code|Msg): ?(.*)$/;
const TOTALS = /Tests run: (\d+), Failure: (\d+), Error: (\d+)/;
/** How `test/specs/support` announces a test that cannot run on this device. */
const SKIPPED = /^skipped (\w+): (.*)$/;
/** What Hypium writes to the log besides its report. */
const OWN_LOG = /^\[Hypium\]/;

/** Values of OHOS_REPORT_STATUS_CODE; tests that threw and tests that failed an assertion have two of their own. */
const STARTED = 1;
const PASSED = 0;
const FAILED = [-1, -2];

interface RunningTest {
  state: 'running' | 'passed' | 'failed';
  message: string;
  skipped?: string;
}

interface Totals {
  tests: number;
  failed: number;
}

/**
 * Reads the lines of Hypium's report (its `OhReport`), of version 1.0.13 and of the later ones that print a stack and skip
 * reasons. A line may come twice, as in a log that holds both the report and the console; lines of others may stand between.
 */
export class HypiumReport {
  /** The code that the test application ended with, and its text. */
  finishCode: number | undefined;
  finishText = '';
  /** What Hypium says itself about its run; undefined if the report ends before that. */
  totals: Totals | undefined;
  /** How many tests Hypium has registered; undefined if no test began. */
  registered: number | undefined;
  /** Failed hooks. */
  readonly hookFailures: string[] = [];
  private readonly tests = new Map<string, RunningTest>();
  private suite = '';
  private test = '';
  /** The test that was last begun or finished. */
  private latest: RunningTest | undefined;
  /** Text of a failure, which may have several lines. */
  private message: string[] = [];
  private isInMessage = false;
  /** Whether the lines that follow are still about the latest test. */
  private isAboutTest = false;
  private source = '';

  add({ source, text }: LogLine): void {
    const record = RECORD.exec(text);
    const finished = FINISHED.exec(text);
    if (record !== null) {
      this.source = source;
      this.isInMessage = false;
      this.addRecord(record[1] ?? '', record[2] ?? '');
    } else if (finished !== null) {
      if (finished[1] === 'Code') this.finishCode = Number(finished[2]);
      else this.finishText = finished[2] ?? '';
    } else {
      this.addText(source, text);
    }
  }

  /** The tests in the order in which they began; one without an outcome has failed. */
  outcomes(): TestOutcome[] {
    this.settleMessage();
    return [...this.tests].map(([name, { state, message, skipped }]): TestOutcome => {
      if (state === 'failed') return { name, failure: message === '' ? 'failed without a message' : message };
      if (state === 'running') return { name, failure: message === '' ? 'its result is missing' : message };
      return skipped === undefined ? { name } : { name, skipped };
    });
  }

  /** The name of the test that began last, if it has not finished. */
  get unfinished(): string | undefined {
    const [name, test] = [...this.tests].at(-1) ?? [];
    return test?.state === 'running' ? name : undefined;
  }

  private addRecord(kind: string, value: string): void {
    if (kind === 'STATUS') this.addStatus(value);
    else if (kind === 'STATUS_CODE') this.addCode(Number(value));
    else if (kind === 'RESULT') {
      const [, tests, failures, errors] = TOTALS.exec(value) ?? [];
      if (tests !== undefined)
        this.totals = { tests: Number(tests), failed: Number(failures) + Number(errors) };
    }
  }

  private addStatus(text: string): void {
    const [, key = '', value = ''] = /^(\w+)=(.*)$/.exec(text) ?? [];
    if (key === 'class') {
      this.settleMessage();
      this.isAboutTest = false;
      this.suite = value;
    } else if (key === 'test') this.test = value;
    else if (key === 'numtests') this.registered = Number(value);
    else if (key === 'stack') this.beginMessage(value);
    else if (key === 'stream') this.addHeadline(value);
    else if (key === 'skipReason' && this.isAboutTest) this.skip(value);
    else if (key === '') this.addHookFailure(`${this.suite}: hook failed: ${text}`);
  }

  private addCode(code: number): void {
    if (code === STARTED && this.totals !== undefined) this.beginRun();
    const name = `${this.suite} > ${this.test}`;
    const test = this.tests.get(name) ?? { state: 'running', message: '' };
    this.tests.set(name, test);
    this.latest = test;
    this.isAboutTest = true;
    if (code === STARTED) return;
    this.settleMessage();
    if (code !== PASSED) test.state = 'failed';
    else if (test.state === 'running') test.state = 'passed';
    if (code !== PASSED && !FAILED.includes(code)) test.message = `unknown OHOS_REPORT_STATUS_CODE: ${code}`;
  }

  /** Of several runs in one file the last counts. */
  private beginRun(): void {
    this.tests.clear();
    this.hookFailures.length = 0;
    this.totals = undefined;
  }

  private addText(source: string, text: string): void {
    const [, name, reason = ''] = SKIPPED.exec(text) ?? [];
    if (name !== undefined && name === this.test) this.skip(reason);
    else if (this.isInMessage && source === this.source && text.trim() !== '' && !OWN_LOG.test(text)) {
      this.message.push(text);
    }
  }

  private beginMessage(text: string): void {
    this.message = [text];
    this.isInMessage = true;
  }

  /** Later versions give the error's own text here: `Error in <test>, <text>`. */
  private addHeadline(text: string): void {
    const headline = /(?:^|, )Error in \w+, (.*)$/.exec(text)?.[1];
    if (headline !== undefined && this.message[0] !== headline) this.message.unshift(headline);
  }

  /** A device may cut a long report off before its code: what it has said belongs to the test that ran. */
  private settleMessage(): void {
    if (this.message.length > 0 && this.latest !== undefined) this.latest.message = this.message.join('\n');
    this.message = [];
    this.isInMessage = false;
  }

  private skip(reason: string): void {
    if (this.latest !== undefined) this.latest.skipped = reason;
  }

  private addHookFailure(text: string): void {
    if (!this.hookFailures.includes(text)) this.hookFailures.push(text);
  }
}
