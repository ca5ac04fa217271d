import type { SocketError, SocketListener, SocketMessage, SocketNotice } from '../../library/Index.ets';

/** What both sockets have. */
export interface Witnessed {
  onClose(listener: SocketListener<SocketNotice>): void;
  onError(listener: SocketListener<SocketError>): void;
  onMessage(listener: SocketListener<SocketMessage>): void;
}

/** What became of the sockets of one life. */
export type Heard = Pick<Witness, 'errors' | 'messages' | 'complaints'>;

/** Hears the events of one socket, and says what is wrong with their number and order. */
export class Witness {
  errors = 0;
  messages = 0;
  #closes = 0;
  #afterClose = 0;
  #wake: (() => void)[] = [];

  constructor(socket: Witnessed) {
    socket.onClose(() => {
      this.#closes += 1;
      this.#heard();
    });
    socket.onError(() => {
      this.errors += 1;
      if (this.#closes > 0) this.#afterClose += 1;
      this.#heard();
    });
    socket.onMessage(() => {
      this.messages += 1;
      if (this.#closes > 0) this.#afterClose += 1;
      this.#heard();
    });
  }

  #heard(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Waits until something is heard. @param longest milliseconds */
  async hears(longest: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest);
      this.#wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Waits for the close. @param longest milliseconds */
  async closes(longest: number): Promise<void> {
    const end = performance.now() + longest;
    while (this.#closes === 0 && performance.now() < end) await this.hears(end - performance.now());
  }

  get complaints(): string[] {
    return [
      ...(this.#closes === 1 ? [] : [`closed ${this.#closes} times`]),
      ...(this.#afterClose === 0 ? [] : [`${this.#afterClose} events after close`])
    ];
  }
}
