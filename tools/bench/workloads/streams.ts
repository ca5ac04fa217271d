import { type MessageForm, MessageRing } from '../messages.ts';
import { acknowledgements, arrival } from './arrival.ts';
import type { Open } from './workload.ts';

/** Different bytes that a ring of messages holds, at the least. */
const RING_BYTES = 65536;
const SMALLEST_RING = 8;
const ACKNOWLEDGEMENTS_PER_WINDOW = 4;

function ringCount(size: number): number {
  return Math.max(SMALLEST_RING, Math.ceil(RING_BYTES / size));
}

/** What is written or received. */
interface Writes {
  /** Of one, in bytes. */
  readonly size: number;
  readonly perRun: number;
}

interface WriteOptions extends Writes {
  readonly form?: MessageForm;
  /** Whether those who can set TCP_NODELAY. */
  readonly noDelay?: boolean;
  /** Whether the clock stops when the calls have returned, and not when the peer has everything. */
  readonly isOverWithCalls?: boolean;
  /** How many bytes may be on their way, a multiple of four times the size; all when absent. */
  readonly window?: number;
}

interface EchoOptions extends Writes {
  /** In how many writes of one size a request goes out. */
  readonly parts?: number;
}

/**
 * Writes that nobody waits for, until the peer has acknowledged all their bytes; or, with a window, no more than it allows
 * beyond what the peer has acknowledged, as a protocol with flow control of its own does.
 */
export function tcpWrite({ size, perRun, form, noDelay, isOverWithCalls, window }: WriteOptions): Open {
  const total = size * perRun;
  const most = window ?? total;
  return async (contender, peer, onFailure) => {
    const ring = new MessageRing(size, ringCount(size), form);
    const acknowledgeEvery = most < total ? most / ACKNOWLEDGEMENTS_PER_WINDOW : total;
    const port = await peer.start('tcpSink', { bytesPerRun: total, acknowledgeEvery });
    const { listener, acknowledged, reset, verify } = acknowledgements(ring.checksum(perRun), total, true);
    const end = await contender.connectStream(port, { listeners: [listener], onFailure }, noDelay);
    return {
      async run() {
        reset();
        for (let i = 0; i < perRun; i++) {
          const needed = size * (i + 1) - most;
          if (needed > acknowledged.count) await acknowledged.reach(needed);
          end.write(ring.at(i));
        }
        if (isOverWithCalls !== true) await acknowledged.reach(total);
      },
      verify,
      close: () => end.close()
    };
  };
}

/** Bytes from a peer that writes as fast as the connection takes them. */
export function tcpReceive({ size, perRun }: Writes): Open {
  return async (contender, peer, onFailure) => {
    const expected = new MessageRing(size, ringCount(size)).checksum(perRun);
    const port = await peer.start('tcpSource', { perRun, size, ringCount: ringCount(size) });
    const { listener, run, verify } = arrival(expected, size * perRun, lengthOf);
    const end = await contender.connectStream(port, { listeners: [listener], onFailure });
    return { run: () => run(() => end.write('x')), verify, close: () => end.close() };
  };
}

/** One request and its answer after the other, on one connection; a request can be written in several parts. */
export function tcpEcho({ size, perRun, parts = 1 }: EchoOptions): Open {
  return async (contender, peer, onFailure) => {
    const ring = new MessageRing(size / parts, ringCount(size));
    const port = await peer.start('tcpEcho', { size });
    const write = (received: number): void => {
      if (received % size !== 0) return;
      const first = (received / size) * parts;
      for (let i = first; i < first + parts; i++) end.write(ring.at(i));
    };
    const { listener, run, verify } = arrival(ring.checksum(perRun * parts), size * perRun, lengthOf, write);
    const end = await contender.connectStream(port, { listeners: [listener], onFailure });
    return { run: () => run(() => write(0)), verify, close: () => end.close() };
  };
}

function lengthOf({ byteLength }: ArrayBuffer | Uint8Array): number {
  return byteLength;
}
