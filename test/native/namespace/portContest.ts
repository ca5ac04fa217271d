// With half of the ephemeral ports occupied and a competitor for them, several processes hand over ports at the same time.
// Prints what became of them.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { occupyHalf, type HandOvers } from './ports.ts';

const PROCESSES = 4;

function start(script: string, ...args: string[]): ReturnType<typeof spawn> {
  const file = path.join(import.meta.dirname, script);
  return spawn(process.execPath, [...process.execArgv, file, ...args], {
    stdio: ['pipe', 'pipe', 'inherit']
  });
}

async function outputOf(child: ReturnType<typeof spawn>): Promise<unknown> {
  if (child.stdout === null) throw new Error('a process without output');
  return JSON.parse(await text(child.stdout));
}

const range = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/).map(Number);
const [lowest = 0, highest = 0] = range;
const occupied = occupyHalf(lowest, highest);
const competitor = start('competitor.ts');
const competed = outputOf(competitor);
const each = Math.ceil(Number(process.argv[2]) / PROCESSES);
const runs = Array.from({ length: PROCESSES }, () => outputOf(start('handOver.ts', String(each))));
const results = (await Promise.all(runs)) as HandOvers[];
competitor.stdin?.end();
console.log(
  JSON.stringify({
    ephemeral: highest - lowest + 1,
    occupied,
    competed: await competed,
    right: results.reduce((sum, { right }) => sum + right, 0),
    wrong: results.flatMap(({ wrong }) => wrong)
  })
);
