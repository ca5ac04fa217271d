import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { withAdapterBundle } from '../adapter/bundle.ts';
import { spread } from '../statistics.ts';
import type { Benchmark } from './benchmark.ts';
import { CURVE_STEPS, type CurveResult } from './curve.ts';

const run = promisify(execFile);

/** What a UDP send costs its caller while the socket is still binding and more and more sends wait for that. */
export const queuedDatagramsCurve: Benchmark = {
  name: 'curve-queued-datagrams',
  title: 'UDP send, 64 B, against the number of sends that wait for the bind; over a null socket',
  run: ({ effort, progress }) =>
    withAdapterBundle('queuedDatagrams.ts', async (bundle): Promise<CurveResult> => {
      progress('measuring');
      const steps = CURVE_STEPS.filter((step) => step <= effort.mostOnCurve);
      const { stdout } = await run(process.execPath, [bundle, String(effort.rounds), ...steps.map(String)]);
      const costs = JSON.parse(stdout) as number[][];
      return {
        kind: 'curve',
        over: 'waiting sends',
        unit: 'µs for each call of send',
        points: steps.map((at, index) => ({
          at,
          costs: [{ contender: 'library', each: spread(costs[index] ?? []) }]
        })),
        omitted: []
      };
    })
};
