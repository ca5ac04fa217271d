/** Counts what happens, and lets one at a time wait for a number. */
export class Counter {
  count = 0;
  #target = Infinity;
  #resolve = (): void => {};

  set(count: number): void {
    this.count = count;
    if (count < this.#target) return;
    this.#target = Infinity;
    this.#resolve();
  }

  /** Resolves when the count is so high. */
  reach(target: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.count >= target) return resolve();
      this.#target = target;
      this.#resolve = resolve;
    });
  }
}
