import fs from 'node:fs';
import { Errno, errnoOf } from './errno.ts';

/** A receive thread of a TCP socket of this process. */
export interface Receiver {
  readonly fd: number;
  /** Takes bytes that were read while the JS thread was blocked. */
  take(bytes: Uint8Array): void;
  /** The read failed: the connection was reset. */
  fail(): void;
}

const CHUNK_SIZE = 65536;
/** Chunks taken from one socket before the others have their turn. */
const CHUNKS_PER_TURN = 64;
const receivers = new Set<Receiver>();
const chunk = new Uint8Array(CHUNK_SIZE);

/** Makes a socket take part in {@link readMeanwhile}. @returns ends it */
export function addReceiver(receiver: Receiver): () => void {
  receivers.add(receiver);
  return () => receivers.delete(receiver);
}

function readOnce(receiver: Receiver): boolean {
  try {
    const length = fs.readSync(receiver.fd, chunk);
    if (length === 0) return false;
    receiver.take(chunk.slice(0, length));
    return true;
  } catch (error) {
    if (errnoOf(error) !== Errno.EAGAIN) receiver.fail();
    return false;
  }
}

/**
 * Does what the native receive threads do while the JS thread is blocked in a send: they read on, so that a peer of
 * the same process never makes the send wait (docs/native-module.md, section 1).
 *
 * @returns whether anything was read
 */
export function readMeanwhile(): boolean {
  let hasRead = false;
  for (const receiver of receivers) {
    for (let turn = 0; turn < CHUNKS_PER_TURN && readOnce(receiver); turn += 1) hasRead = true;
  }
  return hasRead;
}
