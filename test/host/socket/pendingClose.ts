/** A close that waits for the end of the receive thread's poll. */
export class PendingClose {
  readonly #deadline: number;
  readonly #timer: NodeJS.Timeout;
  readonly #finish: () => void;
  #isOver = false;

  /** @param delay milliseconds until `finish` runs, unless it is finished before */
  constructor(delay: number, finish: () => void) {
    this.#deadline = performance.now() + delay;
    this.#finish = finish;
    this.#timer = setTimeout(() => this.finish(), delay);
  }

  /** Milliseconds until the close happens by itself. */
  get remaining(): number {
    return Math.max(0, this.#deadline - performance.now());
  }

  /** The receive thread let go: closes now. */
  finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#finish();
  }
}
