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

/** Waits until the log's newest row is an error with that text. */
export async function expectError(screen: Screen, step: string, text: RegExp): Promise<Row> {
  const row = await until(() =>
    screen.log.find(({ headline, content }) => isError(headline) && text.test(content))
  );
  if (row === undefined)
    throw new StepFailure(step, `an error like ${text}`, `no such error${tail(screen.log)}`);
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
