// Runs what the documentation has of programs. Prints what was sent, found and complained of.
import { runDiscovery } from './discovery.ts';
import { runnablePrograms, runProgram } from './runnable.ts';

/** Milliseconds; far more than anything takes. */
const LIMIT_MS = 300_000;

const complaints: string[] = [];
console.log = console.info = (): void => undefined; // the output is the report
console.warn = console.error = (...words: unknown[]): void => void complaints.push(words.join(' '));

const programs: { place: string; sent: string[] }[] = [];
setTimeout(() => {
  process.stderr.write(`nothing comes any more: ${JSON.stringify({ programs, complaints })}\n`);
  process.exit(1);
}, LIMIT_MS);

for (const program of runnablePrograms()) programs.push(await runProgram(program));
const found = await runDiscovery();
process.stdout.write(JSON.stringify({ programs, found, complaints }), () => process.exit());
