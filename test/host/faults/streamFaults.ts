import type { Fault, SocketIdentity, StreamFault } from './fault.ts';
import { faults } from './faultPlan.ts';

/** The largest piece of a stream that is cut at random, in bytes. */
const LARGEST_RANDOM_PIECE = 64;

function isAboutStreams(fault: Fault): fault is StreamFault {
  return 'stream' in fault;
}

/** What the plan makes of bytes that arrived: the messages, and what comes after them. */
export interface PlannedBytes {
  readonly messages: readonly Uint8Array[];
  readonly then: 'nothing' | 'reset' | 'end';
}

/** What the plan makes of the bytes that arrive on one TCP client. */
export class StreamFaults {
  readonly #identity: SocketIdentity;
  #received = 0;

  constructor(identity: SocketIdentity) {
    this.#identity = identity;
  }

  pass(bytes: Uint8Array): PlannedBytes {
    const effect = faults.isEmpty ? undefined : faults.take(this.#identity, isAboutStreams)?.stream;
    const before = this.#received;
    this.#received += bytes.length;
    if (effect === undefined) return { messages: [bytes], then: 'nothing' };
    if ('cut' in effect) return { messages: cut(bytes, effect.cut), then: 'nothing' };
    const [limit, then] =
      'resetAt' in effect ? [effect.resetAt, 'reset' as const] : [effect.endAt, 'end' as const];
    if (this.#received < limit) return { messages: [bytes], then: 'nothing' };
    return { messages: limit > before ? [bytes.subarray(0, limit - before)] : [], then };
  }
}

function cut(bytes: Uint8Array, size: number | 'randomly'): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length) {
    const length = size === 'randomly' ? 1 + faults.chance.below(LARGEST_RANDOM_PIECE) : size;
    pieces.push(bytes.subarray(start, start + length));
    start += length;
  }
  return pieces;
}
