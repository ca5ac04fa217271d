import type { Contender } from '../contenders/contender.ts';
import { Counter } from '../counter.ts';
import { type MessageForm, MessageRing } from '../messageRing.ts';
import type { Peer } from '../peer/peer.ts';
import { NumberStream } from '../peer/numberStream.ts';
import { Receipts, verifyChecksum } from '../receipts.ts';
import type { Session, Workload } from './workload.ts';

/** Different bytes that a ring of messages holds, at the least. */
const RING_BYTES = 65536;
const SMALLEST_RING = 8;
const ACKNOWLEDGEMENTS_PER_WINDOW = 4;

function ringCount(size: number): number {
  return Math.max(SMALLEST_RING, Math.ceil(RING_BYTES / size));
}

/** What can vary between workloads on streams. */
interface StreamOptions {
  readonly name: string;
  readonly title: string;
  /** Of one write, in bytes. */
  readonly size: number;
  readonly perRun: number;
  readonly form?: MessageForm;
  /** Whether those who can set TCP_NODELAY. */
  readonly noDelay?: boolean;
}

/** What can vary between workloads of writes. */
interface WriteOptions extends StreamOptions {
  /** Whether the clock stops when the calls have returned, and not when the peer has everything. */
  readonly isOverWithCalls?: boolean;
  /** How many bytes may be on their way, a multiple of four times the size; all when absent. */
  readonly window?: number;
}

/** What can vary between workloads of requests. */
interface EchoOptions extends StreamOptions {
  /** In how many writes of one size a request goes out. */
  readonly parts?: number;
}

/**
 * Writes that nobody waits for, until the peer has acknowledged all their bytes; or, with a window, no more than it allows
 * beyond what the peer has acknowledged, as a protocol with flow control of its own does.
 */
export function tcpWrite({
  name,
  title,
  size,
  perRun,
  form = 'buffer',
  noDelay = false,
  isOverWithCalls = false,
  window = size * perRun
}: WriteOptions): Workload {
  const total = size * perRun;
  const acknowledgeEvery = window / ACKNOWLEDGEMENTS_PER_WINDOW;
  return {
    name,
    title,
    unit: 'writes',
    perRun,
    async open(contender: Contender, peer: Peer, onFailure: (error: Error) => void): Promise<Session> {
      const ring = new MessageRing(size, ringCount(size), form);
      const expected = ring.checksum(perRun);
      const every = window < total ? acknowledgeEvery : total;
      const port = await peer.start({ service: 'tcpSink', bytesPerRun: total, acknowledgeEvery: every });
      const acknowledged = new Counter();
      const verdicts = new Counter();
      let checksum = 0;
      const numbers = new NumberStream((number) => {
        if (acknowledged.count < total) {
          acknowledged.set(number);
        } else {
          checksum = number;
          verdicts.add(1);
        }
      });
      const listeners = [(bytes: ArrayBuffer | Uint8Array): void => numbers.feed(bytes)];
      const end = await contender.connectStream(port, { listeners, onFailure }, noDelay);
      return {
        async run() {
          acknowledged.reset();
          verdicts.reset();
          for (let i = 0; i < perRun; i++) {
            const needed = size * (i + 1) - window;
            if (needed > acknowledged.count) await acknowledged.reach(needed);
            end.write(ring.at(i));
          }
          if (!isOverWithCalls) await acknowledged.reach(total);
        },
        async verify() {
          await verdicts.reach(1);
          verifyChecksum(checksum, expected, `${name}, ${contender.name}`);
        },
        close: () => end.close()
      };
    }
  };
}

/** Bytes from a peer that writes as fast as the connection takes them. */
export function tcpReceive({ name, title, size, perRun }: StreamOptions): Workload {
  return {
    name,
    title,
    unit: 'writes',
    perRun,
    async open(contender: Contender, peer: Peer, onFailure: (error: Error) => void): Promise<Session> {
      const expected = new MessageRing(size, ringCount(size)).checksum(perRun);
      const port = await peer.start({ service: 'tcpSource', perRun, size, ringCount: ringCount(size) });
      const received = new Counter();
      const receipts = new Receipts();
      const onPiece = (bytes: ArrayBuffer | Uint8Array): void => {
        receipts.add(bytes);
        received.add(bytes.byteLength);
      };
      const end = await contender.connectStream(port, { listeners: [onPiece], onFailure });
      return {
        async run() {
          received.reset();
          end.write('x');
          await received.reach(size * perRun);
        },
        verify: () => verifyChecksum(receipts.takeChecksum(), expected, `${name}, ${contender.name}`),
        close: () => end.close()
      };
    }
  };
}

/** One request and its answer after the other, on one connection; a request can be written in several parts. */
export function tcpEcho({ name, title, size, perRun, parts = 1 }: EchoOptions): Workload {
  return {
    name,
    title,
    unit: 'round trips',
    perRun,
    async open(contender: Contender, peer: Peer, onFailure: (error: Error) => void): Promise<Session> {
      const ring = new MessageRing(size / parts, ringCount(size));
      const expected = ring.checksum(perRun * parts);
      const port = await peer.start({ service: 'tcpEcho', size });
      const received = new Counter();
      const receipts = new Receipts();
      const write = (): void => {
        const first = (received.count / size) * parts;
        for (let i = first; i < first + parts; i++) end.write(ring.at(i));
      };
      const onPiece = (bytes: ArrayBuffer | Uint8Array): void => {
        receipts.add(bytes);
        received.add(bytes.byteLength);
        if (received.count % size === 0 && received.count < size * perRun) write();
      };
      const end = await contender.connectStream(port, { listeners: [onPiece], onFailure });
      return {
        async run() {
          received.reset();
          write();
          await received.reach(size * perRun);
        },
        verify: () => verifyChecksum(receipts.takeChecksum(), expected, `${name}, ${contender.name}`),
        close: () => end.close()
      };
    }
  };
}
