import { openInBatches } from './curves.ts';
import { spread, Watch } from './measure.ts';
import type { Transport } from './contenders/contender.ts';
import type { Result } from './result.ts';
import type { Bench } from './times.ts';
import { opener } from './workloads/lifecycles.ts';

/** Full collections until nothing is left that finalizers and timers hold on to. */
const COLLECTIONS = 4;
/** For each open socket; `external` is what V8 knows of outside its heap: buffers. */
const KINDS = { heap: 'heapUsed', external: 'external' } as const;

/** Memory of sockets that do nothing. */
export async function measureIdle(
  { contenders, effort: { idleSockets, longRounds }, peer }: Bench,
  transport: Transport
): Promise<Result> {
  const watch = new Watch(peer.failed);
  const found = new Map(contenders.map(({ name }) => [name, [] as Record<keyof typeof KINDS, number>[]]));
  // The first round counts code that is compiled meanwhile.
  for (let round = -1; round < longRounds; round++) {
    for (const contender of contenders) {
      const what = `${contender.name}: ${idleSockets} sockets`;
      const open = await opener(transport, contender, peer, watch.fail);
      const before = await memoryInUse();
      const ends = await watch.over(openInBatches(idleSockets, open), what);
      const after = await memoryInUse();
      await watch.over(Promise.all(ends.map((end) => end.close())), what);
      const each = (kind: keyof typeof KINDS): number =>
        (after[KINDS[kind]] - before[KINDS[kind]]) / idleSockets;
      if (round >= 0) found.get(contender.name)?.push({ heap: each('heap'), external: each('external') });
    }
  }
  const rows = (['heap', 'external'] as const).map((label) => ({
    label,
    figures: Object.fromEntries(
      [...found].map(([name, all]) => [name, spread(all.map((each) => each[label]))])
    )
  }));
  return { unit: `bytes of each of ${idleSockets} sockets`, rows, notes: [] };
}

async function memoryInUse(): Promise<NodeJS.MemoryUsage> {
  for (let i = 0; i < COLLECTIONS; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage();
}
