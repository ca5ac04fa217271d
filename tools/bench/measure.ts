/** Time that one run took. */
export interface Sample {
  /** By the clock, in milliseconds. */
  readonly wall: number;
  /** Of this process on all processors, user and system, in milliseconds. */
  readonly cpu: number;
}

/** Longest time that a run may take, in milliseconds: a lost datagram is never acknowledged. */
const LONGEST_RUN = 60_000;

/** Rejects with whatever ends a measurement before its time. */
export class Watch {
  #reject: (error: Error) => void = () => {};
  readonly #failed = new Promise<never>((_resolve, reject) => {
    this.#reject = reject;
  });

  /** @param peerFailed rejects when the peer is gone */
  constructor(peerFailed: Promise<never>) {
    this.#failed.catch(() => {});
    peerFailed.catch(this.#reject);
  }

  readonly fail = (error: Error): void => this.#reject(error);

  /** The task's result, unless something fails or it takes too long. */
  async over<Result>(task: Promise<Result>, what: string): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`${what}: not done within ${LONGEST_RUN / 1000} s`)),
        LONGEST_RUN
      );
    });
    try {
      return await Promise.race([task, this.#failed, late]);
    } finally {
      clearTimeout(timer);
    }
  }
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
