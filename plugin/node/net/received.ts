/** What comes out of a connection: bytes, then its end or the error that broke it. */
export type Received = Uint8Array | null | Error;

/**
 * What has come and is not wanted yet, in order. The native module reads on whether anybody wants the bytes or not, so what a
 * paused socket receives waits here.
 */
export class ReceivedQueue {
  readonly #deliver: (item: Received) => boolean;
  #waiting: Received[] = [];
  #isWanted = false;

  /** @param deliver false if no more is wanted until {@link want} is called again */
  constructor(deliver: (item: Received) => boolean) {
    this.#deliver = deliver;
  }

  add(item: Received): void {
    this.#waiting.push(item);
    this.#flush();
  }

  want(): void {
    this.#isWanted = true;
    this.#flush();
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
