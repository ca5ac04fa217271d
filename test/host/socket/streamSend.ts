import fs from 'node:fs';
import { Errno, errnoOf } from './errno.ts';
import { readMeanwhile } from './receivers.ts';

/** How long the JS thread sleeps between two looks at a socket that takes nothing, in milliseconds. */
const LOOK_AGAIN_MS = 1;
const sleepCell = new Int32Array(new SharedArrayBuffer(4));

/** Blocks the JS thread. */
export function sleepSync(ms: number): void {
  Atomics.wait(sleepCell, 0, 0, ms);
}

/**
 * Hands all bytes to the kernel before it returns, as `TCPSocket.send` does: the JS thread is blocked while the peer
 * does not read (docs/native-module.md, section 7).
 *
 * @param timeout how long the socket may take nothing, in milliseconds
 * @returns undefined for success, or the errno; `Errno.NONE` stands for the timeout
 */
export function sendNow(fd: number, bytes: Uint8Array, timeout: number): number | undefined {
  let sent = 0;
  let stalledSince: number | undefined;
  while (sent < bytes.length) {
    const written = writeSome(fd, bytes.subarray(sent));
    if (written >= 0) {
      sent += written;
      stalledSince = undefined;
      continue;
    }
    if (written !== -Errno.EAGAIN) return -written;
    stalledSince ??= performance.now();
    if (performance.now() - stalledSince >= timeout) return Errno.NONE;
    if (!readMeanwhile()) sleepSync(LOOK_AGAIN_MS);
  }
  return undefined;
}

/** @returns the number of bytes taken, or a negative errno */
function writeSome(fd: number, bytes: Uint8Array): number {
  try {
    return fs.writeSync(fd, bytes);
  } catch (error) {
    return -errnoOf(error);
  }
}
