/** Counts what happens, and lets one at a time wait for a number. */
export class Counter {
  #count = 0;
  #target = Infinity;
  #resolve: (() => void) | undefined;

  get count(): number {
    return this.#count;
  }

  reset(): void {
    this.#count = 0;
  }

  add(amount: number): void {
    this.set(this.#count + amount);
  }

  set(count: number): void {
    this.#count = count;
    if (count < this.#target) return;
    this.#target = Infinity;
    this.#resolve?.();
  }

  /** Resolves when the count is so high. */
  async reach(target: number): Promise<void> {
    if (this.#count >= target) return;
    await new Promise<void>((resolve) => {
      this.#target = target;
      this.#resolve = resolve;
    });
  }
}
