// npm run bench [-- OPTIONS]: measures the library against raw calls of the same `@ohos.net.socket` and against plain Node.
import { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { stopApp } from './hybrid.ts';
import { times } from './meters.ts';
import { Peer } from './peer.ts';
import { conditionsNow, formatReport, type Measured, type Report } from './report.ts';
import { judge } from './targets.ts';
import { measureWorkload, type Workload } from './workload.ts';
import { WORKLOADS } from './workloads.ts';

const command = new Command('bench')
  .description(
    'Measures the library against raw calls of the same @ohos.net.socket and against plain Node; fails when a full run misses a ' +
      'target. OHOS_NET_SOCKET=<path of a CommonJS or .node module> measures over that module, OHOS_RELEASE=<5.1, 6.1 or 7.0> ' +
      'over another release of the host module.'
  )
  .option('--only <names...>', 'benchmarks whose names begin so', [])
  .option('--quick', 'fewer rounds, for a rough picture that no target is held against', false)
  .option('--json <file>', 'also write everything that was measured to this file')
  .parse();
const { only, quick: isQuick, json } = command.opts<{ only: string[]; quick: boolean; json?: string }>();

const names = WORKLOADS.map(({ name }) => name);
const unknown = only.find((prefix) => !names.some((name) => name.startsWith(prefix)));
if (unknown !== undefined)
  command.error(`No benchmark begins with ${unknown}. There are: ${names.join(', ')}.`);
const chosen = WORKLOADS.filter(
  ({ name }) => only.length === 0 || only.some((each) => name.startsWith(each))
);

const conditions = conditionsNow();
const peer = new Peer();
const benchmarks: Measured[] = [];
try {
  for (const [index, workload] of chosen.entries()) {
    console.error(`[${index + 1}/${chosen.length}] ${workload.title}`);
    benchmarks.push(await measure(workload));
  }
  const targets = chosen.flatMap(({ name, target }, index) =>
    target === undefined ? [] : judge(name, benchmarks[index]?.rows ?? [], target)
  );
  const report: Report = { conditions, isQuick, benchmarks, targets };
  console.log(formatReport(report));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
  const missed = targets.filter(({ isMet }) => isMet === false).map(({ benchmark }) => benchmark);
  if (!isQuick && missed.length > 0) throw new Error(`it missed the targets of ${missed.join(', ')}`);
} catch (error) {
  console.error(`The benchmark failed: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await stopApp();
  await peer.stop();
}
process.exit(); // a native module's threads may not end by themselves

async function measure(workload: Workload): Promise<Measured> {
  const { name, title, meter = times, skip } = workload;
  const measured = { name, title, unit: meter.unit, rows: [] };
  const skipped = skip?.(isQuick && only.length === 0);
  if (skipped !== undefined) return { ...measured, skipped };
  try {
    return { ...measured, rows: await measureWorkload(workload, peer, isQuick) };
  } catch (error) {
    throw new Error(`${name}, ${(error as Error).message}`, { cause: error });
  }
}
