import { invalidArgType } from '../../shared/errors.ts';
import { onAbort } from '../../shared/onAbort.ts';
import { type Emitter, type EventName, isEmitter, listen, type WaitOptions } from './listening.ts';

interface IterationOptions extends WaitOptions {
  /** Names of events that end the iteration. */
  close?: readonly EventName[];
  /** How many events may wait before an emitter that can is paused; without a limit when absent. */
  highWaterMark?: number;
  /** With how few it goes on, 1 when absent. */
  lowWaterMark?: number;
}

/** An emitter that can wait. */
interface Pausable {
  pause: () => void;
  resume: () => void;
}

type Result = IteratorResult<unknown[], undefined>;

/** Who waits for the next event. */
interface Waiting {
  resolve: (result: Result) => void;
  reject: (error: Error) => void;
}

const ENDED: Result = { done: true, value: undefined };

/** Node's `events.on`: an iterator over the arguments of all events from now on; what comes before it is asked for waits. */
export function on(
  target: Emitter,
  name: EventName,
  options: IterationOptions = {}
): AsyncIterableIterator<unknown[]> {
  const events: unknown[][] = [];
  const waiting: Waiting[] = [];
  let failure: Error | undefined;
  let isFinished = false;
  const { highWaterMark = Infinity, lowWaterMark = 1 } = options;
  const pausable = target as Partial<Pausable>;
  let isPaused = false;
  const endings = [onAbort(options.signal, fail)];

  function finish(): Promise<Result> {
    isFinished = true;
    for (const end of endings) end();
    for (const { resolve } of waiting.splice(0)) resolve(ENDED);
    return Promise.resolve(ENDED);
  }

  function fail(error: Error): void {
    const first = waiting.shift();
    if (first === undefined) failure = error;
    else first.reject(error);
    void finish();
  }

  endings.push(
    listen(target, name, (...args) => {
      const first = waiting.shift();
      if (first !== undefined) {
        first.resolve({ done: false, value: args });
        return;
      }
      events.push(args);
      if (events.length > highWaterMark && !isPaused) {
        isPaused = true;
        pausable.pause?.();
      }
    })
  );
  if (isEmitter(target) && name !== 'error') endings.push(listen(target, 'error', fail as () => void));
  for (const each of options.close ?? []) endings.push(listen(target, each, () => void finish()));

  return {
    next() {
      const value = events.shift();
      if (isPaused && events.length < lowWaterMark) {
        isPaused = false;
        pausable.resume?.();
      }
      if (value !== undefined) return Promise.resolve({ done: false, value });
      if (failure !== undefined) {
        const error = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (isFinished) return finish();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return: finish,
    throw(error: unknown) {
      if (!(error instanceof Error)) throw invalidArgType('EventEmitter.AsyncIterator', 'Error', error);
      fail(error);
      return Promise.resolve(ENDED);
    },
    [Symbol.asyncIterator]() {
      return this;
    }
  };
}
