import type { OnReadOptions } from './socketOptions.ts';

/**
 * Gives received bytes to the option `onread`: copied into its buffer, which is used again each time.
 *
 * @returns takes bytes; false when no more are wanted for now
 */
export function staticRead(
  { buffer, callback }: OnReadOptions,
  pause: () => void
): (bytes: Uint8Array) => boolean {
  return (bytes) => {
    let isWanted = true;
    for (let start = 0; start < bytes.length;) {
      const target = typeof buffer === 'function' ? buffer() : buffer;
      const part = bytes.subarray(start, start + target.length);
      target.set(part);
      start += part.length;
      isWanted = callback(part.length, target) !== false;
      if (!isWanted) pause();
    }
    return isWanted;
  };
}
