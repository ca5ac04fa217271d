import { HIGHEST_INT32, validateFunction } from '../shared/validators.ts';
import { PROMISIFIED } from './promisified.ts';
import promises from './timers/promises.ts';

type Callback = (...args: unknown[]) => void;

/** Node's timer, where that of the engine is a number. None keeps an app from ending, whatever `ref` and `unref` say. */
class Timeout {
  private id = 0;
  private isReferenced = true;
  private callback: Callback | undefined;
  private readonly milliseconds: number;
  private readonly args: readonly unknown[];
  private readonly isRepeated: boolean;

  constructor(callback: Callback, milliseconds: number, args: readonly unknown[], isRepeated = false) {
    validateFunction(callback, 'callback');
    this.callback = callback;
    this.milliseconds = milliseconds;
    this.args = args;
    this.isRepeated = isRepeated;
    this.start();
  }

  ref(): this {
    this.isReferenced = true;
    return this;
  }

  unref(): this {
    this.isReferenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.isReferenced;
  }

  /** Waits anew, also where it has called back. */
  refresh(): this {
    if (this.callback === undefined) return this;
    this.stop();
    this.start();
    return this;
  }

  close(): this {
    this.callback = undefined;
    this.stop();
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }

  private start(): void {
    const run = (): void => this.callback?.apply(this, [...this.args]);
    this.id = Number(
      this.isRepeated ? setInterval(run, this.milliseconds) : setTimeout(run, this.milliseconds)
    );
  }

  private stop(): void {
    if (this.isRepeated) clearInterval(this.id);
    else clearTimeout(this.id);
  }
}

/** Node takes what is no number of milliseconds, or too large a one, for one millisecond. */
function delay(milliseconds: unknown): number {
  const wanted = Number(milliseconds);
  return wanted >= 1 && wanted <= HIGHEST_INT32 ? wanted : 1;
}

function timeout(callback: Callback, milliseconds?: unknown, ...args: unknown[]): Timeout {
  return new Timeout(callback, delay(milliseconds), args);
}

function interval(callback: Callback, milliseconds?: unknown, ...args: unknown[]): Timeout {
  return new Timeout(callback, delay(milliseconds), args, true);
}

function immediate(callback: Callback, ...args: unknown[]): Timeout {
  return new Timeout(callback, 0, args);
}

/** @param timer of this module, the number of one, or one of the engine's; anything else is no timer */
function clear(timer: unknown): void {
  if (timer instanceof Timeout) timer.close();
  else if (typeof timer === 'number' || typeof timer === 'string') clearTimeout(Number(timer));
}

Object.defineProperty(timeout, PROMISIFIED, { value: promises.setTimeout });
Object.defineProperty(immediate, PROMISIFIED, { value: promises.setImmediate });

export {
  clear as clearImmediate,
  clear as clearInterval,
  clear as clearTimeout,
  promises,
  immediate as setImmediate,
  interval as setInterval,
  timeout as setTimeout
};
export default {
  clearImmediate: clear,
  clearInterval: clear,
  clearTimeout: clear,
  promises,
  setImmediate: immediate,
  setInterval: interval,
  setTimeout: timeout
};
