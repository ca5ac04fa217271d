import readline from 'node:readline';
import type { Readable } from 'node:stream';

/** Takes one line of the demo's report. */
export type Print = (line: string) => void;

/** Hands on what a process says, line by line as it comes; empty lines are left out. */
export function printLines(stream: Readable, print: Print): void {
  readline.createInterface({ input: stream }).on('line', (line) => {
    if (line.trim() !== '') print(line);
  });
}
