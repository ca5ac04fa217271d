import { Buffer } from 'buffer';
import { randomBytes as systemRandomBytes } from 'taro-harmony-socket/library';
import { validateUint32 } from '../shared/validators.ts';
import { nextTick } from '../shared/nextTick.ts';
import { missing } from './missing.ts';

type Callback = (error: null, bytes: Buffer) => void;

/** As in Node: with a callback it answers later, without one at once. */
function randomBytes(size: number, callback?: Callback): Buffer | undefined {
  validateUint32(size, 'size');
  const bytes = Buffer.from(size === 0 ? [] : systemRandomBytes(size));
  if (callback === undefined) return bytes;
  nextTick(() => callback(null, bytes));
  return undefined;
}

/** What protocols take from Node's `crypto` for their tokens; the rest of the module is missing. */
export default missing('crypto', { randomBytes, pseudoRandomBytes: randomBytes });
