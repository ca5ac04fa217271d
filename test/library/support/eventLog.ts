import { AssertionError } from 'node:assert';
import type { SocketError, SocketMessage, TCPSocket, UDPSocket } from '../../../library/Index.ets';
import { closeAtEnd } from './opened.ts';

export type EventName = 'BindWifi' | 'Close' | 'Connect' | 'Error' | 'Listening' | 'Message';

const EVENTS: readonly EventName[] = ['BindWifi', 'Close', 'Connect', 'Error', 'Listening', 'Message'];
/** Milliseconds; far more than anything takes. */
const PATIENCE_MS = 120_000;

/** Hears every event of one socket, in their order, from its creation on. */
export class EventLog {
  readonly events: EventName[] = [];
  readonly errors: SocketError[] = [];
  readonly messages: SocketMessage[] = [];
  readonly #looks = new Set<() => void>();
  readonly #socket: UDPSocket | TCPSocket;

  /** The socket is closed at the end of the test, which waits for that. */
  constructor(socket: UDPSocket | TCPSocket) {
    this.#socket = socket;
    closeAtEnd(() => this.close());
    const methods = socket as unknown as Record<
      string,
      ((listener: (event: never) => void) => void) | undefined
    >;
    for (const name of EVENTS) {
      methods[`on${name}`]?.call(socket, (event: never) => {
        this.events.push(name);
        if (name === 'Error') this.errors.push(event);
        if (name === 'Message') this.messages.push(event);
        this.look();
      });
    }
  }

  count(name: EventName): number {
    return this.events.filter((each) => each === name).length;
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.times('Close', 1);
  }

  /** The bytes of all messages. */
  get received(): Buffer {
    return Buffer.concat(this.messages.map(({ message }) => Buffer.from(message)));
  }

  /** Looks again whether what {@link until} waits for has happened. */
  look(): void {
    for (const each of [...this.#looks]) each();
  }

  /** Waits until the event has come so many times. */
  async times(name: EventName, count: number): Promise<void> {
    await this.until(() => this.count(name) >= count, `${count} times ${name}`);
  }

  async until(isDone: () => boolean, what: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!isDone()) return;
        clearTimeout(timer);
        this.#looks.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#looks.delete(look);
        const heard = `${this.events.join(', ')}; ${this.errors.map(({ errMsg }) => errMsg).join('; ')}`;
        reject(new AssertionError({ message: `waited in vain for ${what}; heard ${heard}` }));
      }, PATIENCE_MS);
      this.#looks.add(look);
      look();
    });
  }
}

/** Lets whatever is under way without any timer happen: for what must not come. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
}
