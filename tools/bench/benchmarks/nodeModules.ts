import { node, ownModules } from '../contenders/node.ts';
import { workloads } from '../workloads/catalogue.ts';
import type { Benchmark } from './benchmark.ts';
import { runWorkload } from './times.ts';

/** Workloads for the package's `dgram` and `net`, by what they use. */
const MEASURED: ReadonlyMap<string, 'dgram' | 'net'> = new Map([
  ['udp-send-64', 'dgram'],
  ['udp-echo-64', 'dgram'],
  ['tcp-echo-64', 'net'],
  ['tcp-write-64k', 'net'],
  ['connect-close', 'net']
]);

/** The package's `dgram` and `net`, in the place of the library, against Node's own. */
export function nodeModules(share: number): readonly Benchmark[] {
  return workloads(share).flatMap((workload) => {
    const module = MEASURED.get(workload.name);
    if (module === undefined) return [];
    const own = { ...workload, name: `${module}-${workload.name}` };
    return {
      name: own.name,
      title: `taro-harmony-socket/${module} and node:${module}: ${workload.title}`,
      run: (bench) => runWorkload(own, { ...bench, contenders: [ownModules, node] })
    } satisfies Benchmark;
  });
}
