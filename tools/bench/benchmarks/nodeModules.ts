import { node, ownModules } from '../contenders/node.ts';
import { workloads } from '../workloads/catalogue.ts';
import type { Benchmark } from './benchmark.ts';
import { runWorkload } from './times.ts';

/** Workloads for the package's `dgram`, `net` and `tls`, by what they use. */
const MEASURED: ReadonlyMap<string, 'dgram' | 'net' | 'tls'> = new Map([
  ['udp-send-64', 'dgram'],
  ['udp-echo-64', 'dgram'],
  ['tcp-echo-64', 'net'],
  ['tcp-write-64k', 'net'],
  ['connect-close', 'net'],
  ['tls-echo-64', 'tls'],
  ['tls-write-64k', 'tls']
]);

/** The package's `dgram`, `net` and `tls`, in the place of the library, against Node's own. */
export function nodeModules(share: number): readonly Benchmark[] {
  return workloads(share).flatMap((workload) => {
    const module = MEASURED.get(workload.name);
    if (module === undefined) return [];
    const own = { ...workload, name: `${module === 'tls' ? 'node' : module}-${workload.name}` };
    return {
      name: own.name,
      title: `taro-harmony-socket/${module} and node:${module}: ${workload.title}`,
      run: (bench) => runWorkload(own, { ...bench, contenders: [ownModules, node] })
    } satisfies Benchmark;
  });
}
