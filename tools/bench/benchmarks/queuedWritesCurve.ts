import { measure, Watch } from '../measure.ts';
import { spread } from '../statistics.ts';
import { tcpWrite } from '../workloads/streams.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import { CURVE_STEPS, type CurvePoint, type CurveResult } from './curve.ts';

/** One call is over in microseconds: more rounds than for others. */
const ROUNDS_TIMES = 5;

/** What a TCP write costs its caller when more and more are made before the first of them can settle. */
export const queuedWritesCurve: Benchmark = {
  name: 'curve-queued-writes',
  title: 'TCP write, 64 B, against the number of writes in one go',
  async run(bench): Promise<CurveResult> {
    const points: CurvePoint[] = [];
    for (const at of CURVE_STEPS.filter((step) => step <= bench.effort.mostOnCurve)) {
      bench.progress(`${at} writes`);
      points.push(await pointAt(at, bench));
    }
    return {
      kind: 'curve',
      over: 'writes in one go',
      unit: 'µs for each call of write or send',
      points,
      omitted: []
    };
  }
};

async function pointAt(writes: number, { contenders, peer, effort }: Bench): Promise<CurvePoint> {
  const workload = tcpWrite({
    name: 'curve-queued-writes',
    title: '',
    size: 64,
    perRun: writes,
    noDelay: true,
    isOverWithCalls: true
  });
  const watch = new Watch(peer.failed);
  const others = contenders.filter(({ name }) => name !== 'node');
  const opening = others.map((contender) => workload.open(contender, peer, watch.fail));
  const sessions = await watch.over(Promise.all(opening), workload.name);
  const figures = others.map((): number[] => []);
  for (let run = -effort.warmUps * ROUNDS_TIMES; run < effort.rounds * ROUNDS_TIMES; run++) {
    for (const [index, session] of sessions.entries()) {
      const { wall } = await watch.over(
        measure(() => session.run()),
        workload.name
      );
      await watch.over(Promise.resolve(session.verify()), workload.name);
      if (run >= 0) figures[index]?.push((wall * 1000) / writes);
    }
  }
  await Promise.all(sessions.map((session) => session.close()));
  return {
    at: writes,
    costs: others.map(({ name }, index) => ({ contender: name, each: spread(figures[index] ?? []) }))
  };
}
