import type { HttpSocket } from './httpSocket.ts';

type Listener = (...args: unknown[]) => void;

/** The listeners that a connection has for as long as it speaks HTTP. */
export class SocketListeners {
  readonly #socket: HttpSocket;
  readonly #listeners: Readonly<Record<string, Listener>>;

  /** @param listeners by the names of the socket's events */
  constructor(socket: HttpSocket, listeners: Readonly<Record<string, (value: never) => void>>) {
    this.#socket = socket;
    this.#listeners = listeners as Readonly<Record<string, Listener>>;
    for (const [event, listener] of Object.entries(this.#listeners)) socket.on(event, listener);
  }

  remove(...events: readonly string[]): void {
    for (const event of events) {
      const listener = this.#listeners[event];
      if (listener !== undefined) this.#socket.off(event, listener);
    }
  }
}
