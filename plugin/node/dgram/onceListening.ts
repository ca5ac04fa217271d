import type { EventEmitter } from 'events';

/** Calls `callback` when the socket listens, unless an error comes first. */
export function onceListening(socket: EventEmitter, callback: () => void): void {
  const onListening = (): void => {
    remove();
    callback.call(socket);
  };
  const remove = (): void => {
    socket.removeListener('error', remove);
    socket.removeListener('listening', onListening);
  };
  socket.on('error', remove);
  socket.on('listening', onListening);
}
