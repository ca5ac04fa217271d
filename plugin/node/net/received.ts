/** What comes out of a connection: bytes, then its end or the error that broke it. */
export type Received = Uint8Array | null | Error;

/**
 * What has come and is not wanted yet, in order. The native module reads on whether anybody wants the bytes or not, so what a
 * paused socket receives waits here.
 */
export class ReceivedQueue {
  readonly #deliver: (item: Received) => boolean;
  readonly #hold: (isHeld: boolean) => void;
  #waiting: Received[] = [];
  #isWanted = false;

  /**
   * @param deliver false if no more is wanted until {@link want} is called again
   * @param hold asks the connection to hold back what comes, or not any more
   */
  constructor(deliver: (item: Received) => boolean, hold: (isHeld: boolean) => void) {
    this.#deliver = deliver;
    this.#hold = hold;
  }

  add(item: Received): void {
    this.#waiting.push(item);
    this.#flush();
    if (this.#waiting.length > 0) this.#hold(true);
  }

  /** What was delivered and not taken: it comes next again. */
  putBack(item: Received): void {
    this.#waiting.unshift(item);
  }

  want(): void {
    const isHeld = this.#waiting.length > 0;
    this.#isWanted = true;
    this.#flush();
    if (isHeld && this.#waiting.length === 0) this.#hold(false);
  }

  clear(): void {
    this.#waiting = [];
  }

  #flush(): void {
    while (this.#isWanted) {
      const item = this.#waiting.shift();
      if (item === undefined) return;
      // Whoever is given the item may ask for more at once.
      this.#isWanted = false;
      if (this.#deliver(item)) this.#isWanted = true;
    }
  }
}
