import type { Bytes, SocketOptions, Transport } from '../contenders/contender.ts';
import { Counter } from '../counter.ts';
import {
  type MessageForm,
  MessageRing,
  pairReader,
  Receipts,
  verifyChecksum,
  writeNumbers
} from '../messages.ts';
import type { Open } from './workload.ts';

/** What one run sends or receives. */
interface Messages {
  readonly transport: Transport;
  /** Of one message, in bytes. */
  readonly size: number;
  readonly perRun: number;
}

interface Sending extends Messages, Pick<SocketOptions, 'host' | 'noDelay'> {
  readonly form?: MessageForm;
  /** Whether the clock stops when the calls have returned, and not when the peer has everything. */
  readonly isOverWithCalls?: boolean;
  /** How many bytes may be on their way, a multiple of four times the size; all when absent. */
  readonly window?: number;
}

/**
 * How many datagrams are under way at the most: what a receive buffer of Linux's default size holds (212992 bytes, and
 * each datagram of 1400 bytes takes 2304 there), so that none is lost.
 */
const DATAGRAMS_UNDER_WAY = 64;
const ACKNOWLEDGEMENTS_PER_WINDOW = 4;

/**
 * Messages that nobody waits for, until the peer has acknowledged all their bytes; or, with a window, no more than it allows
 * beyond what the peer has acknowledged, as a protocol with flow control of its own does. Datagrams have one always.
 */
export function sending({
  transport,
  size,
  perRun,
  form,
  isOverWithCalls,
  window,
  ...options
}: Sending): Open {
  const total = size * perRun;
  const most = Math.min(window ?? (transport === 'udp' ? DATAGRAMS_UNDER_WAY * size : total), total);
  const acknowledgeEvery = most < total ? most / ACKNOWLEDGEMENTS_PER_WINDOW : total;
  return async (contender, peer, onFailure) => {
    const ring = new MessageRing(size, form);
    const expected = ring.checksum(perRun);
    const address = await peer.start(transport, 'sink', { bytesPerRun: total, acknowledgeEvery });
    /** One above the total: the checksum has come, too. */
    const acknowledged = new Counter();
    let received = NaN;
    const listener = pairReader((count, checksum) => {
      received = checksum;
      acknowledged.set(acknowledged.count < total ? count : total + 1);
    });
    const listeners = [listener];
    const end = await contender.open[transport]({ ...address, ...options, listeners, onFailure });
    return {
      async run() {
        acknowledged.count = 0;
        for (let i = 0; i < perRun; i++) {
          const needed = size * (i + 1) - most;
          if (needed > acknowledged.count) await acknowledged.reach(needed);
          end.send(ring.at(i));
        }
        if (isOverWithCalls !== true) await acknowledged.reach(total);
      },
      async verify(what) {
        await acknowledged.reach(total + 1);
        verifyChecksum(received, expected, what);
      },
      close: () => end.close()
    };
  };
}

/**
 * Messages from a peer that sends as fast as the connection takes them, or keeps at most 64 datagrams under way. The first of
 * the listeners counts.
 */
export function receiving({
  transport,
  size,
  perRun,
  listeners = 1
}: Messages & { listeners?: number }): Open {
  const window = transport === 'udp' ? DATAGRAMS_UNDER_WAY : perRun;
  const acknowledgeEvery = transport === 'udp' ? window / ACKNOWLEDGEMENTS_PER_WINDOW : perRun;
  return async (contender, peer, onFailure) => {
    const address = await peer.start(transport, 'source', { perRun, size, window });
    const answers = Array.from({ length: perRun / acknowledgeEvery }, (_, index) =>
      writeNumbers(index * acknowledgeEvery)
    );
    const acknowledge = (bytes: number): void => {
      const index = bytes / (size * acknowledgeEvery);
      if (Number.isInteger(index)) end.send(answers[index] as ArrayBuffer);
    };
    const expected = new MessageRing(size).checksum(perRun);
    const { listener, run, verify } = arrival(expected, size * perRun, acknowledge);
    let bystanderCalls = 0;
    const bystanders = Array.from({ length: listeners - 1 }, () => () => {
      bystanderCalls += 1;
    });
    const all = [listener, ...bystanders];
    const end = await contender.open[transport]({ ...address, listeners: all, onFailure });
    return {
      run() {
        bystanderCalls = 0;
        return run();
      },
      verify(what) {
        verify(what);
        const calls = perRun * bystanders.length;
        if (bystanderCalls !== calls)
          throw new Error(`${what}: ${bystanderCalls} calls of listeners, not ${calls}`);
      },
      close: () => end.close()
    };
  };
}

/** One request and its answer after the other; a request can go out in several parts. */
export function echoing({ transport, size, perRun, parts = 1 }: Messages & { parts?: number }): Open {
  return async (contender, peer, onFailure) => {
    const ring = new MessageRing(size / parts);
    const address = await peer.start(transport, 'echo', { size });
    const send = (received: number): void => {
      if (received % size !== 0) return;
      const first = (received / size) * parts;
      for (let i = first; i < first + parts; i++) end.send(ring.at(i));
    };
    const { listener, ...session } = arrival(ring.checksum(perRun * parts), size * perRun, send);
    const end = await contender.open[transport]({ ...address, listeners: [listener], onFailure });
    return { ...session, close: () => end.close() };
  };
}

/**
 * The bytes that a session receives: counted while the clock runs, checked afterwards.
 *
 * @param ask for more: at the start, and when so many bytes have come
 */
function arrival(expected: number, total: number, ask: (count: number) => void) {
  const received = new Counter();
  const receipts = new Receipts();
  return {
    listener: (bytes: Bytes): void => {
      receipts.add(bytes);
      received.set(received.count + bytes.byteLength);
      if (received.count < total) ask(received.count);
    },
    run: (): Promise<void> => {
      received.count = 0;
      ask(0);
      return received.reach(total);
    },
    verify: (what: string): void => verifyChecksum(receipts.takeChecksum(), expected, what)
  };
}
