import { onAbort } from '../../shared/onAbort.ts';

interface WaitOptions {
  signal?: AbortSignal;
  /** Has no effect: timers do not keep an app from ending. */
  ref?: boolean;
}

/** Node's `timers/promises.setTimeout`. @param milliseconds 1 when absent */
function wait<Value>(
  milliseconds = 1,
  value?: Value,
  { signal }: WaitOptions = {}
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const end = onAbort(signal, (error) => {
      clearTimeout(timer);
      reject(error);
    });
    const timer = setTimeout(() => {
      end();
      resolve(value);
    }, milliseconds);
  });
}

function immediate<Value>(value?: Value, options?: WaitOptions): Promise<Value | undefined> {
  return wait(0, value, options);
}

async function* interval<Value>(
  milliseconds = 1,
  value?: Value,
  options?: WaitOptions
): AsyncGenerator<Value | undefined> {
  for (;;) yield await wait(milliseconds, value, options);
}

const scheduler = {
  wait: (milliseconds: number, options?: WaitOptions) => wait(milliseconds, undefined, options),
  yield: () => immediate()
};

export { immediate as setImmediate, interval as setInterval, scheduler, wait as setTimeout };
export default { scheduler, setImmediate: immediate, setInterval: interval, setTimeout: wait };
