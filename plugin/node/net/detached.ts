import { nextTick } from '../shared/nextTick.ts';

/**
 * The same function, run when its caller has returned. The library settles inside promises, where what an app's listener throws
 * would become a rejection instead of an uncaught exception.
 */
export function detached<Arguments extends unknown[]>(
  listener: (...args: Arguments) => void
): (...args: Arguments) => void {
  return (...args) => nextTick(() => listener(...args));
}
