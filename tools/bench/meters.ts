/** What one run took for each of what it counts: figures by what is behind the contender's name in the column of a table. */
export type Sample = Readonly<Record<string, number>>;

/** What is measured of runs, and how the first contender stands to another one in the same round. */
export interface Meter {
  readonly unit: string;
  measure(run: () => Promise<void>, count: number): Promise<Sample>;
  /** Between the contenders in the column of the comparison. */
  readonly sign: string;
  readonly compare: (first: number, other: number) => number;
}

/** Full collections until nothing is left that finalizers and timers hold on to. */
const COLLECTIONS = 4;

/** Microseconds by the clock, and of this process on all processors, user and system. Ratios above 1: the first is faster. */
export const times: Meter = {
  unit: 'µs each',
  sign: ' / ',
  compare: (first, other) => other / first,
  /**
   * Short-lived garbage of earlier runs is collected before, so that nobody pays for another. Not all garbage: a full
   * collection also throws optimized code away (V8's deoptimization for "weak objects"), which whoever has more code pays
   * dearly in the run that follows.
   */
  async measure(run, count) {
    globalThis.gc?.({ type: 'minor' });
    const cpuBefore = process.cpuUsage();
    const before = performance.now();
    await run();
    const milliseconds = performance.now() - before;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { '': (milliseconds * 1000) / count, ', CPU': (user + system) / count };
  }
};

/** Bytes that a run has left in use, in V8's heap and outside of it: buffers. */
export const memory: Meter = {
  unit: 'bytes each',
  sign: ' - ',
  compare: (first, other) => first - other,
  async measure(run, count) {
    const before = await memoryInUse();
    await run();
    const after = await memoryInUse();
    const external = (after.external - before.external) / count;
    return { '': (after.heapUsed - before.heapUsed) / count, ', external': external };
  }
};

async function memoryInUse(): Promise<NodeJS.MemoryUsage> {
  for (let i = 0; i < COLLECTIONS; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage();
}
