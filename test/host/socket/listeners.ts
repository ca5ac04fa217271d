import { parameterException } from './failure.ts';

type Listener = (payload: unknown) => void;

function isListener(value: unknown): value is Listener {
  return typeof value === 'function';
}

/** The listeners of one native object: one for each event, the last one set (docs/native-module.md, section 1). */
export class Listeners<Event extends string> {
  readonly #events: ReadonlySet<string>;
  readonly #listeners = new Map<string, Listener>();
  readonly #onSet: ((event: string) => void) | undefined;

  /**
   * @param events the names that the object knows; others are ignored without a word
   * @param onSet runs after a listener was set
   */
  constructor(events: readonly Event[], onSet: ((event: string) => void) | undefined = undefined) {
    this.#events = new Set(events);
    this.#onSet = onSet;
  }

  /** `on(event, listener)`. @throws Error with the string code "401" for any other form */
  on(args: readonly unknown[]): void {
    const [event, listener] = args;
    if (args.length !== 2 || typeof event !== 'string' || !isListener(listener)) throw parameterException();
    if (!this.#events.has(event)) return;
    this.#listeners.set(event, listener);
    this.#onSet?.(event);
  }

  /** `off(event)`, `off(event, listener)`. @throws Error with the string code "401" for any other form */
  off(args: readonly unknown[]): void {
    const [event, listener] = args;
    const isForm = args.length === 1 || (args.length === 2 && isListener(listener));
    if (!isForm || typeof event !== 'string') throw parameterException();
    if (args.length === 1 || this.#listeners.get(event) === listener) this.#listeners.delete(event);
  }

  clear(): void {
    this.#listeners.clear();
  }

  has(event: Event): boolean {
    return this.#listeners.has(event);
  }

  /** Calls the listener with exactly one argument; without a listener the event is gone. */
  emit(event: Event, payload: unknown): void {
    const listener = this.#listeners.get(event);
    if (listener !== undefined) listener.call(undefined, payload);
  }
}
