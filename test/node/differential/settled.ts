import type { EventEmitter } from 'node:events';

/**
 * Milliseconds after which something that should have happened is taken not to happen, which shows in the trace: long, so that
 * no busy machine decides what a program sees.
 */
const LIMIT = 60_000;

export const DID_NOT_HAPPEN = 'did not happen';

/** Waits for one of the events. @returns the event's name */
export function firstOf(emitter: EventEmitter, names: readonly string[]): Promise<string> {
  return limited<string>((settle) => {
    for (const name of names) emitter.once(name, () => settle(name));
  });
}

/** Waits until `check` holds, which is looked at after each of the events. */
export function holds(
  emitter: EventEmitter,
  names: readonly string[],
  check: () => boolean
): Promise<string> {
  return limited<string>((settle) => {
    const look = (): void => {
      if (check()) settle('');
    };
    for (const name of names) emitter.on(name, look);
    look();
  });
}

/** @returns what it settled with, or {@link DID_NOT_HAPPEN} */
export async function limited<Value>(
  start: (settle: (value: Value) => void, fail: (error: unknown) => void) => void
): Promise<Value | typeof DID_NOT_HAPPEN> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Value | typeof DID_NOT_HAPPEN>((resolve, reject) => {
      timer = setTimeout(() => resolve(DID_NOT_HAPPEN), LIMIT);
      // What nobody waits for any more keeps no test from ending; sockets that are open keep it.
      timer.unref();
      start(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}
