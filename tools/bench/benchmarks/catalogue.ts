import { workloads } from '../workloads/catalogue.ts';
import type { Benchmark } from './benchmark.ts';
import { hybrid } from './hybrid.ts';
import { idleTcpSockets, idleUdpSockets } from './idleSockets.ts';
import { instructions } from './instructions.ts';
import { nodeModules } from './nodeModules.ts';
import { openSocketsCurve } from './openSocketsCurve.ts';
import { queuedDatagramsCurve } from './queuedDatagramsCurve.ts';
import { queuedWritesCurve } from './queuedWritesCurve.ts';
import { timesOf } from './times.ts';

/** All benchmarks in the order of the report. @param share of the full length of a run, 1 or below */
export function benchmarks(share: number): readonly Benchmark[] {
  return [
    ...workloads(share).map(timesOf),
    ...nodeModules(share),
    idleUdpSockets,
    idleTcpSockets,
    openSocketsCurve,
    queuedWritesCurve,
    queuedDatagramsCurve,
    instructions,
    hybrid(share)
  ];
}
