// npm run tool -- tools/soak/main.ts [OPTIONS]: opens, uses and closes thousands of sockets with faults, and finds out what is left of them.
import { Command, InvalidArgumentError } from 'commander';
import { parseCount } from '../test/parseCount.ts';
import { releaseOption } from '../test/releaseOption.ts';
import type { SoakState } from './soak.ts';

interface Options {
  sockets: number;
  seed: number;
  release: string;
}

const WAVES_PER_LINE = 5;
const FEWEST_SOCKETS = 2;

const options = new Command('soak')
  .description('Opens, uses and closes sockets in waves, with faults, and finds out what is left of them.')
  .option('--sockets <count>', 'how many, UDP and TCP together', parseCount, 10_000)
  .option('--seed <number>', 'decides the faults and what each socket does', parseCount, 1)
  .addOption(releaseOption())
  .parse()
  .opts<Options>();

if (options.sockets < FEWEST_SOCKETS) throw new InvalidArgumentError('--sockets: give 2 or more.');
process.env.OHOS_RELEASE = options.release;
// The host module reads the release when it is loaded.
const { soak } = await import('./soak.ts');
const start = performance.now();
let waves = 0;
const result = await soak({ ...options, onWave: showWave });
for (const complaint of result.complaints) console.log(`LEFT  ${complaint}`);
const verdict = result.complaints.length === 0 ? 'PASSED: nothing is left' : 'FAILED';
console.log(
  `${verdict}, ${show(result)}; ${result.heap}; seed ${options.seed}, OpenHarmony ${options.release}, ${elapsed()}`
);
process.exit(result.complaints.length === 0 ? 0 : 1); // what was left would keep the process alive

function showWave(state: SoakState): void {
  waves += 1;
  if (waves % WAVES_PER_LINE === 0) console.log(`${elapsed()}: ${show(state)}`);
}

function show({ opened, errors, messages, hits }: SoakState): string {
  return `${opened} sockets, ${hits} faults hit, ${errors} errors told, ${messages} messages heard`;
}

function elapsed(): string {
  return `${((performance.now() - start) / 1000).toFixed(0)} s`;
}
