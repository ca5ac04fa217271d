import { inspect } from 'node:util';
import type { SocketError } from '../../library/Index.ets';
import { ErrorLedger } from './errorLedger.ts';
import { PAYLOAD_MARK } from './message.ts';

/** A socket of either kind, seen as a bundle of methods that take anything. */
export type AnySocket = Readonly<Record<string, (...args: unknown[]) => unknown>>;

type Task = () => void;

/** Milliseconds for what has to happen; far more than anything takes. */
const PATIENCE_MS = 120_000;
const TURNS_FOR_SURPLUS = 4;

/**
 * Makes the calls on one socket, hears all its events, and notes what breaks the rules that hold for every sequence:
 * no call throws, no event comes inside a call, one error event per failed call, error before close, one close,
 * nothing but errors after it, every listener called once per event in the order of registration.
 */
export class Journal {
  readonly socket: AnySocket;
  readonly errors = new ErrorLedger();
  readonly violations: string[] = [];
  readonly counts = new Map<string, number>();
  isCloseCalled = false;
  isClosed = false;
  /** How often listeners of this socket threw. */
  throws = 0;
  readonly #kind: string;
  readonly #lines: string[] = [];
  readonly #hooks = new Map<string, Task[]>();
  readonly #extra = new Map<string, number[]>();
  readonly #watchers = new Set<Task>();
  readonly #own: Readonly<Record<string, (event: unknown) => void>>;
  #callDepth = 0;
  /** The event that came last, and the extra listeners that ran for it. */
  #dispatch: { event: string; heard: number[] } | undefined;

  /**
   * @param kind `UDPSocket` or `TCPSocket`
   * @param handlers what the model does when an event comes
   */
  constructor(kind: string, socket: AnySocket, handlers: Readonly<Record<string, (event: never) => void>>) {
    this.#kind = kind;
    this.socket = socket;
    this.#own = Object.fromEntries(
      Object.entries(handlers).map(([event, handle]) => [
        event,
        (payload: unknown) => this.#hear(event, payload, handle as (event: unknown) => void)
      ])
    );
    for (const event of Object.keys(handlers)) this.#listen(event);
  }

  get events(): readonly string[] {
    return Object.keys(this.#own);
  }

  note(line: string): void {
    this.#lines.push(line);
  }

  violate(text: string): void {
    this.violations.push(text);
    this.note(`VIOLATION ${text}`);
  }

  /** Calls a method; `text` shows the arguments. */
  call(method: string, args: readonly unknown[], text: string): unknown {
    this.note(`${'  '.repeat(this.#callDepth)}${method}(${text})`);
    this.#callDepth += 1;
    try {
      const result = this.socket[method]?.(...args);
      if (result !== undefined) this.note(`  returned ${inspect(result)}`);
      return result;
    } catch (error) {
      this.violate(`${method}(${text}) threw ${inspect(error)}`);
      return undefined;
    } finally {
      this.#callDepth -= 1;
    }
  }

  /** @param isBeforeClose whether the call was made before `close` */
  expectError(method: string, errCodes: readonly number[], isBeforeClose = !this.isCloseCalled): void {
    this.errors.expect(`${this.#kind}.${method}`, errCodes, isBeforeClose);
  }

  count(event: string): number {
    return this.counts.get(event) ?? 0;
  }

  /** Does something inside the next dispatch of the event. */
  onNext(event: string, task: Task): void {
    this.#hooks.set(event, [...(this.#hooks.get(event) ?? []), task]);
  }

  /** Registers another listener besides the journal's own; number `id` of the model's list. */
  addListener(event: string, id: number, listener: unknown): void {
    this.call(`on${event}`, [listener], `listener ${id}`);
    this.#extra.set(event, [...this.#extraOf(event), id]);
  }

  removeListener(event: string, id: number, listener: unknown): void {
    this.call(`off${event}`, [listener], `listener ${id}`);
    this.#extra.set(
      event,
      this.#extraOf(event).filter((each) => each !== id)
    );
  }

  /** Removes all listeners; the journal's own comes back at once and misses nothing. */
  removeAllListeners(event: string, ...noListener: readonly unknown[]): void {
    this.call(`off${event}`, noListener, noListener.map(String).join());
    this.#extra.set(event, []);
    this.#listen(event);
  }

  /** Called by an extra listener. */
  heard(event: string, id: number): void {
    if (this.#dispatch?.event === event) this.#dispatch.heard.push(id);
    else this.violate(`listener ${id} of ${event} ran without the journal's`);
  }

  /** Looks again at what {@link until} waits for. */
  wake(): void {
    for (const look of [...this.#watchers]) look();
  }

  /**
   * Waits until nothing is missing, and a little longer for what comes too often.
   *
   * @param missing names what has to come still
   */
  async until(missing: () => readonly string[]): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.violate(`waited in vain for ${missing().join('; ')}`);
        look();
      }, PATIENCE_MS);
      const look = (): void => {
        if (this.violations.length === 0 && missing().length > 0) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
    for (let turn = 0; turn < TURNS_FOR_SURPLUS; turn++) await new Promise(setImmediate);
  }

  /** Call and event in the order in which they came. */
  toString(): string {
    return this.#lines.map((line) => `    ${line}`).join('\n');
  }

  #listen(event: string): void {
    this.call(`on${event}`, [this.#own[event]], "the journal's listener");
  }

  #extraOf(event: string): readonly number[] {
    return this.#extra.get(event) ?? [];
  }

  #hear(event: string, payload: unknown, handle: (event: unknown) => void): void {
    this.note(`event ${event} ${describeEvent(payload)}`);
    if (this.#callDepth > 0) this.violate(`the event ${event} came inside a call`);
    if (this.isCloseCalled && event === 'Message') this.violate('a message came after close() was called');
    if (this.isClosed && event !== 'Error') this.violate(`the event ${event} came after close`);
    this.counts.set(event, this.count(event) + 1);
    const expected = [...this.#extraOf(event)];
    const heard: number[] = [];
    this.#dispatch = { event, heard };
    // All listeners of one event run before any microtask.
    queueMicrotask(() => this.#compare(event, expected, heard));
    if (event === 'Error') this.#hearError(payload as SocketError);
    if (event === 'Close') this.#hearClose();
    handle(payload);
    for (const task of this.#hooks.get(event)?.splice(0) ?? []) task();
    this.wake();
  }

  #hearError(error: SocketError): void {
    const complaint = this.errors.take(error);
    if (complaint !== undefined) this.violate(complaint);
    if (error.errMsg.includes(PAYLOAD_MARK)) this.violate('an error text shows the payload');
  }

  #hearClose(): void {
    const missing = this.errors.missingBeforeClose;
    if (missing.length > 0) this.violate(`close came before: ${missing.join(', ')}`);
    this.isClosed = true;
  }

  #compare(event: string, expected: readonly number[], heard: readonly number[]): void {
    // After close() not even the rest of a dispatch under way runs.
    const due = event === 'Message' && this.isCloseCalled ? expected.slice(0, heard.length) : expected;
    if (heard.join() !== due.join())
      this.violate(`listeners of ${event}: expected ${due.join()}, ran ${heard.join()}`);
  }
}

function describeEvent(payload: unknown): string {
  return inspect(payload, { breakLength: Infinity, maxArrayLength: 8 });
}
