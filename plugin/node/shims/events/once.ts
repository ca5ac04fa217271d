import { onAbort } from '../../shared/onAbort.ts';
import { type Emitter, type EventName, isEmitter, listen, type WaitOptions } from './listening.ts';

/**
 * Node's `events.once`: the arguments of the next event.
 *
 * @returns a promise, which an `error` of an emitter rejects, unless that is what is waited for, and an aborted signal
 */
export function once(target: Emitter, name: EventName, options: WaitOptions = {}): Promise<unknown[]> {
  return new Promise((resolve, reject: (reason: Error) => void) => {
    const endings = [onAbort(options.signal, (error) => settle(() => reject(error)))];
    const settle = (how: () => void): void => {
      for (const end of endings) end();
      how();
    };
    endings.push(listen(target, name, (...args) => settle(() => resolve(args))));
    if (isEmitter(target) && name !== 'error') {
      endings.push(
        listen(target, 'error', (error) => {
          settle(() => reject(error as Error));
        })
      );
    }
  });
}
