// npm run bench [-- OPTIONS]: measures the library against raw calls of the same `@ohos.net.socket` and against plain Node.
import { Command, InvalidArgumentError } from 'commander';
import { writeFileSync } from 'node:fs';
import type { Benchmark, Measured } from './benchmark.ts';
import { HYBRID_BENCHMARKS } from './hybrid.ts';
import { Peer } from './peer/peer.ts';
import { conditionsNow, formatReport, type Report } from './report.ts';
import { judge } from './targets.ts';
import { measureWorkload } from './workload.ts';
import { WORKLOADS } from './workloads.ts';

const BENCHMARKS: readonly Benchmark[] = [
  ...WORKLOADS.map((workload) => ({
    ...workload,
    measure: (peer: Peer, isQuick: boolean) => measureWorkload(workload, peer, isQuick)
  })),
  ...HYBRID_BENCHMARKS
];

const command = new Command('bench')
  .description(
    'Measures the library against raw calls of the same @ohos.net.socket and against plain Node; fails when a full run misses a ' +
      'target. OHOS_NET_SOCKET=<path of a CommonJS or .node module> measures over that module, OHOS_RELEASE=<5.1, 6.1 or 7.0> ' +
      'over another release of the host module.'
  )
  .option('--only <names...>', 'benchmarks whose names begin so', parseName)
  .option('--quick', 'fewer rounds, for a rough picture that no target is held against')
  .option('--json <file>', 'also write everything that was measured to this file')
  .parse();

const {
  only,
  quick: isQuick = false,
  json
} = command.opts<{ only?: string[]; quick?: true; json?: string }>();
const chosen = BENCHMARKS.filter(({ name }) => only?.some((prefix) => name.startsWith(prefix)) ?? true);
const startedAt = new Date();
const conditions = conditionsNow();
const peer = new Peer();
const benchmarks: Measured[] = [];
try {
  for (const [index, benchmark] of chosen.entries()) {
    console.error(`[${index + 1}/${chosen.length}] ${benchmark.title}`);
    benchmarks.push(await measure(benchmark));
  }
  const isForeignModule = Boolean(process.env.OHOS_NET_SOCKET);
  const targets = chosen.flatMap(({ name, target }, index) =>
    target === undefined ? [] : judge(name, benchmarks[index]?.rows ?? [], target, isForeignModule)
  );
  const seconds = (Date.now() - startedAt.getTime()) / 1000;
  const report: Report = {
    startedAt: startedAt.toISOString(),
    seconds,
    isQuick,
    conditions,
    benchmarks,
    targets
  };
  console.log(formatReport(report));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
  const missed = targets.filter(({ isMet }) => isMet === false).map(({ benchmark }) => benchmark);
  if (!isQuick && missed.length > 0) throw new Error(`it missed the targets of ${missed.join(', ')}`);
} catch (error) {
  console.error(`The benchmark failed: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await peer.stop();
}
process.exit(); // a native module's threads may not end by themselves

async function measure({ name, title, slowness, measure }: Benchmark): Promise<Measured> {
  if (isQuick && only === undefined && slowness !== undefined) {
    const note = `SKIPPED: left out by --quick, as ${slowness}; --only ${name} asks for it`;
    return { name, title, unit: '', rows: [], notes: [note] };
  }
  try {
    return await measure(peer, isQuick);
  } catch (error) {
    throw new Error(`${name}, ${(error as Error).message}`, { cause: error });
  }
}

function parseName(prefix: string, earlier: string[] = []): string[] {
  const names = BENCHMARKS.map(({ name }) => name);
  if (!names.some((name) => name.startsWith(prefix))) {
    throw new InvalidArgumentError(`There are: ${names.join(', ')}.`);
  }
  return [...earlier, prefix];
}
