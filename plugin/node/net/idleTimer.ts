import { invalidArgType, outOfRange } from '../shared/errors.ts';

/** The longest that a timer takes, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** Milliseconds as Node takes them for a timer. @throws if they are none */
export function requireDuration(value: unknown, name: string): number {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  if (!(value >= 0 && Number.isFinite(value))) throw outOfRange(name, 'a non-negative finite number', value);
  return Math.min(value, LONGEST_MS);
}

/** Calls back when nothing has happened for a while, once. It keeps no process alive. */
export class IdleTimer {
  readonly #onIdle: () => void;
  #durationMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  /** @param durationMs 0 stops the timer */
  set(durationMs: number): void {
    this.#durationMs = durationMs;
    this.refresh();
  }

  /** Something has happened: the time begins anew. */
  refresh(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    if (this.#durationMs === 0) return;
    this.#timer = setTimeout(this.#onIdle, this.#durationMs);
    // Timers are numbers on HarmonyOS.
    if (typeof this.#timer === 'object') this.#timer.unref();
  }
}
