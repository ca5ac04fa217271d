/** How long one poll of a receive thread lasts, in milliseconds. */
const POLL_MS = 500;

/**
 * The clock of a native receive thread. It polls its socket for 500 ms at a time and looks up only when a poll ends
 * or something arrives: that is why a close is late (docs/native-module.md, section 5).
 */
export class ReceiveThread {
  #pollStarted = performance.now();

  /** Something arrived: the poll ends, the next one starts. */
  wake(): void {
    this.#pollStarted = performance.now();
  }

  /** Milliseconds until the running poll ends. */
  untilPollEnds(): number {
    return POLL_MS - ((performance.now() - this.#pollStarted) % POLL_MS);
  }
}
