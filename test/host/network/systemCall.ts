import type { ErrorObject } from '../socket/failure.ts';

type SystemCallback<T> = (error: ErrorObject | undefined, value: T | undefined) => void;

/** The callback at the end of a call's arguments, if there is one. */
export function callbackIn<T>(value: unknown): SystemCallback<T> | undefined {
  return typeof value === 'function' ? (value as SystemCallback<T>) : undefined;
}

/** How a call of a system service ended. */
export type Outcome<T> = { readonly value: T } | { readonly failure: ErrorObject };

/** Answers a call of a system service in a later turn, through its callback. */
export function callBackLater<T>(callback: SystemCallback<T>, find: () => Outcome<T>): void {
  setImmediate(() => {
    const outcome = find();
    if ('value' in outcome) callback(undefined, outcome.value);
    else callback(outcome.failure, undefined);
  });
}

/** Answers a call of a system service in a later turn: through its callback, or else through a promise. */
export function answerLater<T>(
  callback: SystemCallback<T> | undefined,
  find: () => Outcome<T>
): Promise<T> | undefined {
  if (callback !== undefined) {
    callBackLater(callback, find);
    return undefined;
  }
  return new Promise((resolve, reject) => {
    const settle = (failure: ErrorObject | undefined, value: T | undefined): void => {
      if (failure !== undefined) reject(failure);
      else resolve(value as T);
    };
    callBackLater(settle, find);
  });
}
