import { Duplex } from 'stream';
import { withCode } from '../shared/errors.ts';
import { nextTick } from '../shared/nextTick.ts';

type Done = (error?: Error | null) => void;

/** In the place of `write` once the peer has ended a connection that is not to stay half open. */
export function writeAfterEnd(
  this: Duplex,
  chunk: unknown,
  encoding?: BufferEncoding | Done,
  done?: Done
): boolean {
  if (!this.writableEnded) {
    return (Duplex.prototype.write as (...args: unknown[]) => boolean).call(this, chunk, encoding, done);
  }
  const callback = typeof encoding === 'function' ? encoding : done;
  const error = withCode(new Error('This socket has been ended by the other party'), 'EPIPE');
  if (typeof callback === 'function') nextTick(() => callback(error));
  this.destroy(error);
  return false;
}
