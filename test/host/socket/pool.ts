/**
 * The worker threads that all sockets of the native module share (docs/native-module.md, section 1): every call but `send` is a
 * job of theirs, and a close that waits for its receive thread keeps one of them until then.
 */
export class Pool {
  /** How many there are: 4 where the module was measured. Without a limit no test waits for the closes of others. */
  workers = Infinity;
  #held = 0;
  readonly #waiting: (() => void)[] = [];

  /** Starts a job: at once if a thread is free, otherwise in its turn. */
  run(job: () => void): void {
    if (this.#held < this.workers) job();
    else this.#waiting.push(job);
  }

  /** A job keeps its thread. @returns lets it go */
  hold(): () => void {
    this.#held += 1;
    return () => {
      this.#held -= 1;
      this.#startWaiting();
    };
  }

  #startWaiting(): void {
    while (this.#held < this.workers) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      job();
    }
  }

  reset(): void {
    this.workers = Infinity;
    this.#startWaiting();
  }
}

/** The one of this process. */
export const pool = new Pool();
