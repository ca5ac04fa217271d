import { readFileSync } from 'node:fs';
import type { Contender, DatagramEnd } from '../contenders/contender.ts';
import { measure, Watch } from '../measure.ts';
import { spread } from '../statistics.ts';
import { udpReceive } from '../workloads/datagrams.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import { CURVE_STEPS, type CurvePoint, type CurveResult } from './curve.ts';

const DATAGRAMS = 4096;
/** Opened at the same time. */
const BATCH = 100;
/** Descriptors that are not the sockets'. */
const OTHER_DESCRIPTORS = 200;
const WARM_UPS = 2;

const workload = udpReceive({ name: 'curve-open-sockets', title: '', size: 64, perRun: DATAGRAMS });

/** What a received datagram costs when more and more other sockets are open. */
export const openSocketsCurve: Benchmark = {
  name: 'curve-open-sockets',
  title: 'UDP receive, 64 B, against the number of open sockets',
  async run(bench): Promise<CurveResult> {
    const contenders = bench.contenders.filter(({ name }) => name !== 'node');
    const most = descriptorLimit() - OTHER_DESCRIPTORS;
    const wanted = CURVE_STEPS.filter((step) => step <= bench.effort.mostOnCurve);
    const points: CurvePoint[] = [];
    for (const at of wanted.filter((step) => step <= most)) {
      const costs = contenders.map((contender) => ({ contender, figures: [] as number[] }));
      for (let round = 0; round < bench.effort.longRounds; round++) {
        for (const { contender, figures } of costs) {
          bench.progress(
            `${at} sockets, ${contender.name}, round ${round + 1} of ${bench.effort.longRounds}`
          );
          figures.push(...(await costsWithOpen(at, contender, bench)));
        }
      }
      points.push({
        at,
        costs: costs.map(({ contender, figures }) => ({ contender: contender.name, each: spread(figures) }))
      });
    }
    return {
      kind: 'curve',
      over: 'open sockets',
      unit: 'µs for each received datagram',
      points,
      omitted: wanted
        .filter((step) => step > most)
        .map((at) => ({ at, reason: `this process may open ${descriptorLimit()} files (ulimit -n)` }))
    };
  }
};

/** Microseconds for each datagram, in several runs, with so many sockets open. */
async function costsWithOpen(
  sockets: number,
  contender: Contender,
  { peer, effort, progress }: Bench
): Promise<number[]> {
  const watch = new Watch(peer.failed);
  const what = `${contender.name} with ${sockets} open sockets`;
  const idle: DatagramEnd[] = [];
  const session = await watch.over(workload.open(contender, peer, watch.fail), what);
  try {
    while (idle.length < sockets - 1) {
      const batch = Array.from({ length: Math.min(BATCH, sockets - 1 - idle.length) }, () =>
        contender.bindDatagram({ listeners: [() => {}], onFailure: watch.fail })
      );
      idle.push(...(await watch.over(Promise.all(batch), what)));
      if (idle.length % 1000 === 0)
        progress(`${contender.name}, ${idle.length} of ${sockets} sockets are open`);
    }
    const costs: number[] = [];
    for (let run = -WARM_UPS; run < effort.rounds; run++) {
      const { wall } = await watch.over(
        measure(() => session.run()),
        what
      );
      await watch.over(Promise.resolve(session.verify()), what);
      if (run >= 0) costs.push((wall * 1000) / DATAGRAMS);
    }
    return costs;
  } finally {
    await Promise.all([session, ...idle].map((each) => each.close()));
  }
}

/** How many files this process may have open; as many as it likes where the system does not tell. */
function descriptorLimit(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Infinity);
  } catch {
    return Infinity;
  }
}
