// npm run bench [-- OPTIONS]: measures the library against raw calls of the same `@ohos.net.socket` and against plain Node.
import { Command, InvalidArgumentError } from 'commander';
import { writeFileSync } from 'node:fs';
import { type Benchmark, benchmarks } from './catalogue.ts';
import { library } from './contenders/library.ts';
import { node } from './contenders/node.ts';
import { raw } from './contenders/raw.ts';
import { Peer } from './peer/peer.ts';
import { conditionsNow, formatReport, type Report } from './report.ts';
import { type Measured, type Result, skipped } from './result.ts';
import { judge } from './targets.ts';
import type { Effort } from './times.ts';

const FULL: Effort = {
  warmUps: 4,
  rounds: 31,
  slowRounds: 7,
  longRounds: 3,
  idleSockets: 1000,
  mostOnCurve: 10_000
};
const QUICK: Effort = {
  warmUps: 3,
  rounds: 5,
  slowRounds: 1,
  longRounds: 1,
  idleSockets: 200,
  mostOnCurve: 1000
};
const QUICK_SHARE = 0.25;
/** How the names begin of what `--quick` leaves out unless it is asked for by name, and why. */
const SLOW: readonly (readonly [string, string])[] = [
  ['instructions', 'left out by --quick, as counting takes minutes; --only instructions counts'],
  ['hybrid', 'left out by --quick, as it builds a page first; --only hybrid builds it']
];

interface Options {
  only?: string[];
  quick?: true;
  json?: string;
}

const command = new Command('bench')
  .description(
    'Measures the library against raw calls of the same @ohos.net.socket and against plain Node. OHOS_NET_SOCKET=<path of ' +
      'a CommonJS or .node module> measures over that module, OHOS_RELEASE=<5.1, 6.1 or 7.0> over another release of ' +
      'the host module.'
  )
  .option('--only <names...>', 'benchmarks whose names begin so', parseName)
  .option('--quick', 'fewer and shorter runs, for a rough picture in less than a minute')
  .option('--json <file>', 'also write everything that was measured to this file')
  .parse();

const { only, quick = false, json } = command.opts<Options>();
const chosen = benchmarks(quick ? QUICK_SHARE : 1).filter(({ name }) => isWanted(name));
const startedAt = new Date();
const conditions = conditionsNow();
const peer = new Peer();
const measured: Measured[] = [];
try {
  for (const [index, benchmark] of chosen.entries()) {
    console.error(`[${index + 1}/${chosen.length}] ${benchmark.title}`);
    measured.push({ name: benchmark.name, title: benchmark.title, result: await runBenchmark(benchmark) });
  }
  const report: Report = {
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    isQuick: quick,
    conditions,
    benchmarks: measured,
    targets: judge(measured, Boolean(process.env.OHOS_NET_SOCKET))
  };
  console.log(formatReport(report));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
} catch (error) {
  console.error(`The benchmark failed: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await peer.stop();
}
process.exit(); // a native module's threads may not end by themselves

async function runBenchmark(benchmark: Benchmark): Promise<Result> {
  const [, reason] = SLOW.find(([beginning]) => benchmark.name.startsWith(beginning)) ?? [];
  if (quick && only === undefined && reason !== undefined) return skipped(reason);
  return benchmark.run({ peer, contenders: [library, raw, node], effort: quick ? QUICK : FULL });
}

function isWanted(name: string): boolean {
  return only === undefined || only.some((prefix) => name.startsWith(prefix));
}

function parseName(prefix: string, earlier: string[] = []): string[] {
  const names = benchmarks(1).map(({ name }) => name);
  if (!names.some((name) => name.startsWith(prefix))) {
    throw new InvalidArgumentError(`There are: ${names.join(', ')}.`);
  }
  return [...earlier, prefix];
}
