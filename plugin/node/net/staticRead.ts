import type { OnReadOptions } from './socketOptions.ts';

interface Pausable {
  pause(): void;
  isPaused(): boolean;
}

/**
 * Gives received bytes to the option `onread`: copied into its buffer, which is used again each time.
 *
 * @param putBack gets what is not wanted yet
 * @returns takes bytes; false when no more are wanted for now
 */
export function staticRead(
  socket: Pausable,
  { buffer, callback }: OnReadOptions,
  putBack: (rest: Uint8Array) => void
): (bytes: Uint8Array) => boolean {
  const next = (): Uint8Array => (typeof buffer === 'function' ? buffer() : buffer);
  // As Node, which has a buffer at hand before something comes.
  let target = next();
  return (bytes) => {
    for (let start = 0; start < bytes.length;) {
      const part = bytes.subarray(start, start + target.length);
      target.set(part);
      start += part.length;
      const isRefused = Reflect.apply(callback, socket, [part.length, target]) === false;
      target = next();
      if (isRefused || socket.isPaused()) {
        if (start < bytes.length) putBack(bytes.subarray(start));
        socket.pause();
        return false;
      }
    }
    return true;
  };
}
