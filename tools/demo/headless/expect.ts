import { StepFailure } from './StepFailure.ts';
import type { Row, Screen } from './screen.ts';
import { until } from './until.ts';

/** Waits until the head of the page says what it should. */
export async function expectStatus(screen: Screen, step: string, status: string | RegExp): Promise<string> {
  const matches = (text: string) => (typeof status === 'string' ? text === status : status.test(text));
  const seen = await until(() => (matches(screen.status) ? screen.status : undefined));
  if (seen === undefined)
    throw new StepFailure(step, `status ${status}`, `status ${screen.status}${tail(screen.log)}`);
  return seen;
}

/** Waits until the log has an error with that text. */
export function expectError(screen: Screen, step: string, text: RegExp): Promise<Row> {
  return expectEntry(screen, step, text, isError);
}

/** Waits until the log has a row with that text. */
export async function expectEntry(
  screen: Screen,
  step: string,
  text: RegExp,
  accepts: (headline: string) => boolean = () => true
): Promise<Row> {
  const row = await until(() =>
    screen.log.find(({ headline, content }) => accepts(headline) && text.test(content))
  );
  if (row === undefined) throw new StepFailure(step, `a row like ${text}`, `no such row${tail(screen.log)}`);
  return row;
}

export function isError(headline: string): boolean {
  return headline.startsWith('!');
}

/** The log, for the text of a failure. */
export function tail(log: Row[]): string {
  if (log.length === 0) return '; the log is empty';
  return `; the log ends with\n${log
    .slice(-6)
    .map(({ headline, content }) => `    ${headline}: ${content}`)
    .join('\n')}`;
}
