import type { Contender, EndEvents } from './contenders/contender.ts';
import { spread, Watch } from './measure.ts';
import type { Result } from './result.ts';
import type { Bench } from './times.ts';

/** Opened at the same time. */
const BATCH = 100;
/** Full collections until nothing is left that finalizers and timers hold on to. */
const COLLECTIONS = 4;

/** Opens one socket. */
type OpenIdle = (contender: Contender, events: EndEvents) => Promise<{ close(): Promise<void> }>;
/** For each open socket; `external` is what V8 knows of outside its heap: buffers. */
type Memory = Record<'heap' | 'external', number>;

/** Memory of sockets that do nothing. */
export async function measureIdle({ contenders, effort, peer }: Bench, open: OpenIdle): Promise<Result> {
  const found = new Map(contenders.map(({ name }) => [name, [] as Memory[]]));
  // The first round counts code that is compiled meanwhile.
  for (let round = -1; round < effort.longRounds; round++) {
    for (const contender of contenders) {
      const memory = await memoryOf(contender, effort.idleSockets, new Watch(peer.failed), open);
      if (round >= 0) found.get(contender.name)?.push(memory);
    }
  }
  const rows = (['heap', 'external'] as const).map((label) => ({
    label,
    figures: Object.fromEntries(
      [...found].map(([name, all]) => [name, spread(all.map((each) => each[label]))])
    )
  }));
  return { unit: `bytes of each of ${effort.idleSockets} sockets`, rows, notes: [] };
}

async function memoryOf(
  contender: Contender,
  sockets: number,
  watch: Watch,
  open: OpenIdle
): Promise<Memory> {
  const what = `${contender.name}: ${sockets} sockets`;
  const events: EndEvents = { listeners: [() => {}], onFailure: watch.fail };
  const ends: { close(): Promise<void> }[] = [];
  await collectGarbage();
  const before = process.memoryUsage();
  while (ends.length < sockets) {
    const batch = Array.from({ length: BATCH }, () => open(contender, events));
    ends.push(...(await watch.over(Promise.all(batch), what)));
  }
  await collectGarbage();
  const after = process.memoryUsage();
  await watch.over(Promise.all(ends.map((end) => end.close())), what);
  return {
    heap: (after.heapUsed - before.heapUsed) / sockets,
    external: (after.external - before.external) / sockets
  };
}

async function collectGarbage(): Promise<void> {
  for (let i = 0; i < COLLECTIONS; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
