import type { Contender, ContenderName, EndEvents } from '../contenders/contender.ts';
import { Watch } from '../measure.ts';
import { type Spread, spread } from '../statistics.ts';
import type { Bench, Benchmark } from './benchmark.ts';

/** Opened at the same time. */
const BATCH = 100;
/** Full collections until nothing is left that finalizers and timers hold on to. */
const COLLECTIONS = 4;

/** Bytes for each open socket of one contender. */
export interface IdleBytes {
  readonly contender: ContenderName;
  readonly heap: Spread;
  /** What V8 knows of outside its heap: buffers. */
  readonly external: Spread;
}

export interface IdleResult {
  readonly kind: 'idle';
  readonly sockets: number;
  readonly bytes: readonly IdleBytes[];
}

type Open = (contender: Contender, events: EndEvents) => Promise<{ close(): Promise<void> }>;

/** Memory of bound UDP sockets that do nothing. */
export const idleUdpSockets: Benchmark = {
  name: 'idle-udp',
  title: 'Memory of idle UDP sockets, bound',
  run: (bench) => measureIdle(bench, (contender, events) => contender.bindDatagram(events))
};

/** Memory of connected TCP sockets that do nothing. */
export const idleTcpSockets: Benchmark = {
  name: 'idle-tcp',
  title: 'Memory of idle TCP sockets, connected',
  run: async (bench) => {
    const port = await bench.peer.start({ service: 'tcpAccept' });
    return measureIdle(bench, (contender, events) => contender.connectStream(port, events));
  }
};

async function measureIdle({ contenders, effort, peer, progress }: Bench, open: Open): Promise<IdleResult> {
  const heap = contenders.map((): number[] => []);
  const external = contenders.map((): number[] => []);
  // The first round counts code that is compiled meanwhile.
  for (let round = -1; round < effort.longRounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      progress(`${contender.name}, round ${round + 2} of ${effort.longRounds + 1}`);
      const each = await memoryOf(contender, effort.idleSockets, new Watch(peer.failed), open);
      if (round < 0) continue;
      heap[index]?.push(each.heap);
      external[index]?.push(each.external);
    }
  }
  return {
    kind: 'idle',
    sockets: effort.idleSockets,
    bytes: contenders.map(({ name }, index) => ({
      contender: name,
      heap: spread(heap[index] ?? []),
      external: spread(external[index] ?? [])
    }))
  };
}

async function memoryOf(
  contender: Contender,
  sockets: number,
  watch: Watch,
  open: Open
): Promise<{ heap: number; external: number }> {
  const events: EndEvents = { listeners: [() => {}], onFailure: watch.fail };
  const ends: { close(): Promise<void> }[] = [];
  await collectGarbage();
  const before = process.memoryUsage();
  while (ends.length < sockets) {
    const batch = Array.from({ length: BATCH }, () => open(contender, events));
    ends.push(...(await watch.over(Promise.all(batch), `${contender.name}: opening ${sockets} sockets`)));
  }
  await collectGarbage();
  const after = process.memoryUsage();
  await watch.over(
    Promise.all(ends.map((end) => end.close())),
    `${contender.name}: closing ${sockets} sockets`
  );
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
