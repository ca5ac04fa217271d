import { isDeepStrictEqual } from 'node:util';
import { StepFailure } from './StepFailure.ts';
import { isError, tail } from './expect.ts';
import type { Row, Screen } from './screen.ts';
import { until } from './until.ts';

/** A message as it is typed into the app. */
export interface Message {
  notation: 'text' | 'hex';
  typed: string;
}

/**
 * What the log must show when the messages have come back: one row for each datagram, one row for each line (without
 * its line feed), or any number of rows that together hold the bytes of the stream.
 */
export type Framing = 'datagrams' | 'lines' | 'stream';

/** How much of a message the report shows, in characters. */
const REPORT_WIDTH = 80;

/** More rows of one step than this are alike. */
const MANY_ROWS = 8;

export function text(typed: string): Message {
  return { notation: 'text', typed };
}

export function hex(typed: string): Message {
  return { notation: 'hex', typed };
}

/**
 * Types the messages and sends them one after the other without waiting; then waits for all that must come back and
 * compares it byte for byte, with the app's log in hex. Texts are compared in the log's text view as well.
 *
 * @throws StepFailure when something else came back, an error appeared, or too little came in time
 */
export async function exchange(
  screen: Screen,
  step: string,
  framing: Framing,
  messages: Message[]
): Promise<void> {
  const payloads = messages.map(bytesOf);
  const sent =
    framing === 'lines' ? payloads.map((payload) => Buffer.concat([payload, Buffer.from('\n')])) : payloads;

  await screen.tap('Clear');
  await screen.tap('Show hex');
  const start = performance.now();
  for (const message of messages) {
    await screen.tap(message.notation === 'hex' ? 'As hex' : 'As text');
    await screen.type('Message', message.typed);
    await screen.tap('Send');
  }
  const received = await receive(screen, step, payloads);
  const elapsed = performance.now() - start;

  compare(`${step}: what the log says was sent`, sent, bytesOfRows(screen.log, '→'));
  if (framing === 'stream') compare(step, [Buffer.concat(payloads)], [Buffer.concat(received)]);
  else compare(step, payloads, received);

  await screen.tap('Show text');
  if (framing !== 'stream') compareTexts(step, messages, screen.log);
  print(step, elapsed, screen.log);
}

/** Waits for as many bytes as the payloads hold. */
async function receive(screen: Screen, step: string, payloads: Buffer[]): Promise<Buffer[]> {
  const expected = lengthOf(payloads);
  await until(() => {
    const { log } = screen;
    return (
      log.some(({ headline }) => isError(headline)) ||
      lengthOf(bytesOfRows(log, '←')) >= expected ||
      undefined
    );
  });
  const received = bytesOfRows(screen.log, '←');
  if (screen.log.some(({ headline }) => isError(headline))) {
    throw new StepFailure(step, 'no error', `an error${tail(screen.log)}`);
  }
  if (lengthOf(received) < expected) {
    throw new StepFailure(
      step,
      `${expected} bytes come back`,
      `${lengthOf(received)} bytes${tail(screen.log)}`
    );
  }
  return received;
}

/** The bytes in the log's rows of one direction; the log must be shown in hex. */
function bytesOfRows(log: Row[], arrow: '→' | '←'): Buffer[] {
  return log
    .filter(({ headline }) => headline.startsWith(arrow))
    .map(({ content }) => Buffer.from(content.replaceAll(' ', ''), 'hex'));
}

function bytesOf({ notation, typed }: Message): Buffer {
  return notation === 'hex' ? Buffer.from(typed.replaceAll(' ', ''), 'hex') : Buffer.from(typed, 'utf8');
}

function lengthOf(buffers: Buffer[]): number {
  return buffers.reduce((sum, { length }) => sum + length, 0);
}

function compare(step: string, expected: Buffer[], actual: Buffer[]): void {
  if (!isDeepStrictEqual(actual, expected)) throw new StepFailure(step, spell(expected), spell(actual));
}

function spell(buffers: Buffer[]): string {
  return buffers.map((buffer) => `[${buffer.toString('hex').replace(/..(?=.)/g, '$& ')}]`).join(' ');
}

/** The log must be shown as text. */
function compareTexts(step: string, messages: Message[], log: Row[]): void {
  const received = log.filter(({ headline }) => headline.startsWith('←'));
  messages.forEach(({ notation, typed }, index) => {
    const shown = received[index]?.content;
    if (notation === 'text' && shown !== typed)
      throw new StepFailure(`${step}, as text`, typed, String(shown));
  });
}

function print(step: string, elapsed: number, log: Row[]): void {
  const rows = log.map(({ headline, content }) => `    ${headline}: ${brief(content)}`);
  const shown =
    rows.length <= MANY_ROWS ? rows : [...rows.slice(0, 2), `    … and ${rows.length - 2} more like these`];
  console.log([`  ✓ ${step}, ${elapsed.toFixed(1)} ms`, ...shown].join('\n'));
}

/** One line for the report, however long the message is. */
function brief(content: string): string {
  const line = content.replaceAll('\n', '⏎');
  return line.length <= REPORT_WIDTH ? line : `${line.slice(0, REPORT_WIDTH)} …`;
}
