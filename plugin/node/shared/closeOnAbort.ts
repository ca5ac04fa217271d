import type { EventEmitter } from 'events';

/** What a signal closes. */
interface Closable extends EventEmitter {
  close(): void;
}

/** Closes the socket when the signal is aborted, or at once if it was before. */
export function closeOnAbort(socket: Closable, signal: AbortSignal, isClosed: () => boolean): void {
  const onAbort = (): void => {
    if (!isClosed()) socket.close();
  };
  if (signal.aborted) {
    onAbort();
    return;
  }
  signal.addEventListener('abort', onAbort, { once: true });
  socket.once('close', () => {
    signal.removeEventListener('abort', onAbort);
  });
}
