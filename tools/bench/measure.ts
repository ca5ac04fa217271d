import { max, median, min, quantile } from 'simple-statistics';

/** Time that one run took, in milliseconds. */
export interface Sample {
  /** By the clock. */
  readonly wall: number;
  /** Of this process on all processors, user and system. */
  readonly cpu: number;
}

/** Figures of several rounds in their order, and how they lie. */
export interface Spread {
  readonly figures: readonly number[];
  readonly median: number;
  readonly lowest: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly highest: number;
}

/** Longest time that a run may take, in milliseconds: a lost datagram is never acknowledged. */
const LONGEST_RUN = 300_000;

/** @param figures at least one */
export function spread(figures: readonly number[]): Spread {
  const values = [...figures];
  return {
    figures: values,
    median: median(values),
    lowest: min(values),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
    highest: max(values)
  };
}

/** The quotients of figures that were measured in the same round. */
export function ratios(numerators: readonly number[], denominators: readonly number[]): number[] {
  if (numerators.length !== denominators.length) {
    throw new Error(`${numerators.length} figures cannot be paired with ${denominators.length}`);
  }
  return numerators.map((numerator, index) => numerator / (denominators[index] ?? NaN));
}

/**
 * Measures one run. Short-lived garbage of earlier runs is collected before, so that nobody pays for another. Not all
 * garbage: a full collection also throws optimized code away (V8's deoptimization for "weak objects"), which whoever has
 * more code pays dearly in the run that follows.
 */
export async function measure(run: () => Promise<void>): Promise<Sample> {
  globalThis.gc?.({ type: 'minor' });
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  await run();
  const wall = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall, cpu: (user + system) / 1000 };
}

/** Rejects with whatever ends a measurement before its time. */
export class Watch {
  fail: (error: Error) => void = () => {};
  readonly #failed = new Promise<never>((_resolve, reject) => {
    this.fail = reject;
  });

  /** @param peerFailed rejects when the peer is gone */
  constructor(peerFailed: Promise<never>) {
    this.#failed.catch(() => {});
    peerFailed.catch(this.fail);
  }

  /** The task's result, unless something fails or it takes too long. */
  over<Value>(task: Promise<Value>, what: string): Promise<Value> {
    const text = `${what}: not done within ${LONGEST_RUN / 1000} s`;
    const late = setTimeout(() => this.fail(new Error(text)), LONGEST_RUN);
    return Promise.race([task, this.#failed]).finally(() => clearTimeout(late));
  }
}
