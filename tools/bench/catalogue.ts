import { reasonAgainstBrowser } from '../hybrid/browser.ts';
import { node, ownModules } from './contenders/node.ts';
import { CURVES, measureCurve } from './curves.ts';
import { hybridWorkloads, withPlaces } from './hybrid.ts';
import { measureIdle } from './idleSockets.ts';
import { countInstructions, findCounter } from './instructions/count.ts';
import { type Result, skipped } from './result.ts';
import { type Bench, timesOf } from './times.ts';
import { workloads } from './workloads/catalogue.ts';
import type { Workload } from './workloads/workload.ts';

/** One thing that is measured and reported. */
export interface Benchmark {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  run(bench: Bench): Promise<Result>;
}

/** Workloads for the package's `dgram`, `net` and `tls` in the place of the library, against Node's own; by what they use. */
const NODE_MODULES: ReadonlyMap<string, 'dgram' | 'net' | 'tls'> = new Map([
  ['udp-send-64', 'dgram'],
  ['udp-echo-64', 'dgram'],
  ['tcp-echo-64', 'net'],
  ['tcp-write-64k', 'net'],
  ['connect-close', 'net'],
  ['tls-echo-64', 'tls'],
  ['tls-write-64k', 'tls']
]);

/** All benchmarks in the order of the report. @param share of the full length of a run, 1 or below */
export function benchmarks(share: number): readonly Benchmark[] {
  const all = workloads(share);
  const overNodeModules = all.flatMap((workload) => {
    const module = NODE_MODULES.get(workload.name);
    if (module === undefined) return [];
    const name = `${module === 'tls' ? 'node' : module}-${workload.name}`;
    return {
      ...workload,
      name,
      title: `taro-harmony-socket/${module} and node:${module}: ${workload.title}`
    };
  });
  return [
    ...all.map((workload) => benchmark(workload, (bench) => timesResult(workload, bench))),
    ...overNodeModules.map((workload) =>
      benchmark(workload, (bench) => timesResult(workload, { ...bench, contenders: [ownModules, node] }))
    ),
    benchmark({ name: 'idle-udp', title: 'Memory of idle UDP sockets, bound' }, (bench) =>
      measureIdle(bench, 'udp')
    ),
    benchmark({ name: 'idle-tcp', title: 'Memory of idle TCP sockets, connected' }, (bench) =>
      measureIdle(bench, 'tcp')
    ),
    ...CURVES.map((curve) => benchmark(curve, (bench) => measureCurve(curve, bench))),
    benchmark({ name: 'instructions', title: 'Instructions over a null socket' }, async () => {
      const counter = findCounter();
      return typeof counter === 'string' ? skipped(counter) : countInstructions(counter);
    }),
    ...hybridWorkloads(share).map((workload) =>
      benchmark(workload, async (bench) => {
        const reason = reasonAgainstBrowser();
        if (reason !== undefined) return skipped(reason);
        return withPlaces((contenders) => timesResult(workload, { ...bench, contenders }));
      })
    )
  ];
}

function benchmark({ name, title }: Omit<Benchmark, 'run'>, run: Benchmark['run']): Benchmark {
  return { name, title, run };
}

async function timesResult<Who extends { readonly name: string }>(
  workload: Workload<Who>,
  bench: Bench<Who>
): Promise<Result> {
  const notes = Object.entries(workload.without ?? {}).map(([name, reason]) => `without ${name}, ${reason}`);
  return { unit: 'µs each', rows: [await timesOf(workload, bench)], notes };
}
