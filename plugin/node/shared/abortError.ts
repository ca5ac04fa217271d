import { withCode } from './errors.ts';

/** What ends when a signal is aborted ends with this. */
export function abortError(signal: AbortSignal): Error {
  const error = withCode(new Error('The operation was aborted', { cause: signal.reason }), 'ABORT_ERR');
  Object.defineProperty(error, 'name', { value: 'AbortError' });
  return error;
}
