import type { ErrorObject } from '../socket/failure.ts';

/** How a call of a system service ended. */
export type Outcome<T> = { readonly value: T } | { readonly failure: ErrorObject };

/** Answers a call of a system service in a later turn. */
export function answerLater<T>(find: () => Outcome<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      const outcome = find();
      if ('value' in outcome) resolve(outcome.value);
      else reject(outcome.failure);
    });
  });
}

/** The synchronous forms throw a real Error with the number as its code. */
export function orThrow<T>(outcome: Outcome<T>): T {
  if ('value' in outcome) return outcome.value;
  throw Object.assign(new Error(outcome.failure.message), { code: outcome.failure.code });
}
