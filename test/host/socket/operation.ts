import { type NativeCallback, readNoOptions } from './arguments.ts';
import { complete } from './completions.ts';
import { type ErrorObject, Failure } from './failure.ts';
import { pool } from './pool.ts';

/** One call of the native module, answered once: through its callback, or through a promise when it has none. */
export class Operation {
  /** What the call returns: a promise, or undefined in callback style. */
  readonly result: Promise<unknown> | undefined;
  #resolve: (value: unknown) => void = () => {};
  #reject: (reason: unknown) => void = () => {};

  constructor(callback: NativeCallback | undefined) {
    if (callback === undefined) {
      this.result = new Promise((resolve, reject) => {
        this.#resolve = resolve;
        this.#reject = reject;
      });
    } else {
      this.#resolve = (value) => callback(undefined, value);
      this.#reject = (reason) => callback(reason, undefined);
    }
  }

  succeed(value: unknown): void {
    this.#resolve(value);
  }

  /** Anything but a `Failure` is a defect of the host module and ends the process. */
  fail(error: unknown): void {
    if (!(error instanceof Failure)) throw error;
    this.failWith(error.toObject());
  }

  /** @param failure undefined for success */
  settle(failure: Failure | undefined): void {
    if (failure === undefined) this.succeed(undefined);
    else this.fail(failure);
  }

  failWith(reason: ErrorObject): void {
    this.#reject(reason);
  }
}

/**
 * Does the work of a call as one job of the native module's pool and answers it on the JS thread.
 *
 * @param job gives the value, or throws a `Failure`
 * @param completed runs before the answer: the place of the call's event
 */
export function perform(
  callback: NativeCallback | undefined,
  job: () => unknown,
  completed: (() => void) | undefined = undefined
): Promise<unknown> | undefined {
  const operation = new Operation(callback);
  pool.run(() => complete(() => answer(operation, job, completed)));
  return operation.result;
}

/** Refuses a call, with its callback or promise. */
export function refuse(callback: NativeCallback | undefined, failure: Failure): Promise<unknown> | undefined {
  const operation = new Operation(callback);
  complete(() => operation.fail(failure));
  return operation.result;
}

/** Does a call without options that only looks. */
export function ask(args: readonly unknown[], look: () => unknown): Promise<unknown> | undefined {
  const call = readNoOptions(args);
  return call.accepted ? perform(call.callback, look) : refuse(call.callback, Failure.ofParameters());
}

/** Answers a call now. A listener that throws does not keep the answer back. */
export function answer(operation: Operation, job: () => unknown, completed: (() => void) | undefined): void {
  let value: unknown;
  try {
    value = job();
  } catch (error) {
    operation.fail(error);
    return;
  }
  try {
    completed?.();
  } finally {
    operation.succeed(value);
  }
}
