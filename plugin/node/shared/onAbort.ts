import { withCode } from './errors.ts';
import { validateAbortSignal } from './validators.ts';

function abortError(signal: AbortSignal): Error {
  const error = withCode(new Error('The operation was aborted', { cause: signal.reason }), 'ABORT_ERR');
  Object.defineProperty(error, 'name', { value: 'AbortError' });
  return error;
}

/** Calls once when the signal is aborted. @returns what ends that. @throws AbortError if it is aborted already */
export function onAbort(signal: AbortSignal | undefined, call: (error: Error) => void): () => void {
  if (signal === undefined) return () => undefined;
  validateAbortSignal(signal, 'options.signal');
  if (signal.aborted) throw abortError(signal);
  const listener = (): void => call(abortError(signal));
  signal.addEventListener('abort', listener, { once: true });
  return () => {
    signal.removeEventListener('abort', listener);
  };
}
