import type { Bytes, Message } from './contenders/contender.ts';
import { messageRing } from './messages.ts';

/** What goes over one socket in a run. */
export interface Flow {
  /** How many messages, requests or sockets. */
  readonly count: number;
  /** Of one message or request, in bytes. */
  readonly size: number;
  /** How many messages may be on their way, a multiple of four; all when absent. */
  readonly ahead?: number | undefined;
  /** How many messages are acknowledged together; a quarter of those on their way when absent. */
  readonly step?: number;
  /** Whether messages are strings. */
  readonly isText?: boolean | undefined;
}

/** What acknowledges a step, or asks for the first messages. One byte cannot be cut, so the number of bytes says everything. */
export const ACKNOWLEDGEMENT = new Uint8Array(1);

/** How the messages of a run follow each other. */
export function paceOf({ count, ahead = count, step = ahead < count ? ahead / 4 : count }: Flow) {
  return { ahead, step, steps: Math.ceil(count / step) };
}

/** Sends one run after the other. @returns to be called at the start, and for each step that has come but the last */
export function source(flow: Flow, send: (message: Message) => void): () => void {
  const { count, size, isText } = flow;
  const { ahead, step, steps } = paceOf(flow);
  const ring = messageRing(size, isText);
  let arrived = 0;
  let sent = 0;
  return () => {
    if (arrived === 0) sent = 0;
    const allowed = Math.min(count, ahead + arrived * step);
    arrived = (arrived + 1) % steps;
    while (sent < allowed) send(ring.at(sent++));
  };
}

/**
 * Takes one run after the other. All that comes is kept until the run is over; only then is its checksum made.
 *
 * @param tell called for each step that has come
 */
export function sink(flow: Flow, tell: (isAll: boolean) => void) {
  const total = flow.count * flow.size;
  const step = paceOf(flow).step * flow.size;
  let pieces: Bytes[] = [];
  let received = 0;
  let next = step;
  return {
    /** A listener. */
    take: (piece: Bytes): void => {
      pieces.push(piece);
      received += piece.byteLength;
      while (received >= Math.min(total, next) && next < total + step) {
        next += step;
        tell(next >= total + step);
      }
    },

    /** Ends a run. @returns all that has come */
    end: (): Uint8Array[] => {
      const all = pieces.map((piece) => (piece instanceof ArrayBuffer ? new Uint8Array(piece) : piece));
      pieces = [];
      received = 0;
      next = step;
      return all;
    }
  };
}
