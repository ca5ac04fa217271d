import type { Contender } from '../contenders/contender.ts';
import { Counter } from '../counter.ts';
import { type MessageForm, MessageRing } from '../messageRing.ts';
import type { Peer } from '../peer/peer.ts';
import { LOOPBACK, NUMBER_BYTES, readNumber, writeNumbers } from '../peer/services.ts';
import { Receipts, verifyChecksum } from '../receipts.ts';
import type { Session, Workload } from './workload.ts';

/**
 * How many datagrams are under way at the most: what a receive buffer of Linux's default size holds (212992 bytes, and
 * each datagram of 1400 bytes takes 2304 there), so that none is lost.
 */
const WINDOW = 64;
const ACKNOWLEDGE_EVERY = 16;
const RING_COUNT = 256;

/** What can vary between workloads that send datagrams. */
interface SendOptions {
  readonly name: string;
  readonly title: string;
  /** Of one datagram, in bytes. */
  readonly size: number;
  readonly perRun: number;
  readonly form?: MessageForm;
  /** Literal or name. */
  readonly host?: string;
  readonly without?: Workload['without'];
}

/** Datagrams to a peer that acknowledges every 16th; at most 64 are under way. */
export function udpSend({
  name,
  title,
  size,
  perRun,
  form = 'buffer',
  host = LOOPBACK,
  without = {}
}: SendOptions): Workload {
  return {
    name,
    title,
    unit: 'datagrams',
    perRun,
    without,
    async open(contender: Contender, peer: Peer, onFailure: (error: Error) => void): Promise<Session> {
      const ring = new MessageRing(size, RING_COUNT, form);
      const expected = ring.checksum(perRun);
      const port = await peer.start({ service: 'udpSink', perRun, acknowledgeEvery: ACKNOWLEDGE_EVERY });
      const acknowledged = new Counter();
      const verdicts = new Counter();
      let checksum = 0;
      const onAnswer = (bytes: ArrayBuffer | Uint8Array): void => {
        if (bytes.byteLength === NUMBER_BYTES) {
          acknowledged.set(readNumber(bytes));
        } else {
          checksum = readNumber(bytes, NUMBER_BYTES);
          verdicts.add(1);
        }
      };
      const end = await contender.bindDatagram({ listeners: [onAnswer], onFailure });
      return {
        async run() {
          acknowledged.reset();
          verdicts.reset();
          for (let sent = 0; sent < perRun;) {
            await acknowledged.reach(sent - WINDOW + ACKNOWLEDGE_EVERY);
            const limit = Math.min(perRun, sent + ACKNOWLEDGE_EVERY);
            for (; sent < limit; sent++) end.send(ring.at(sent), host, port);
          }
          await acknowledged.reach(perRun);
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

/** What can vary between workloads that receive datagrams. */
interface ReceiveOptions {
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly perRun: number;
  /** How many functions listen; the first one counts the messages. */
  readonly listeners?: number;
}

/** Datagrams from a peer that keeps at most 64 under way; every 16th is acknowledged. */
export function udpReceive({ name, title, size, perRun, listeners = 1 }: ReceiveOptions): Workload {
  return {
    name,
    title,
    unit: 'datagrams',
    perRun,
    async open(contender: Contender, peer: Peer, onFailure: (error: Error) => void): Promise<Session> {
      const expected = new MessageRing(size, RING_COUNT).checksum(perRun);
      const port = await peer.start({
        service: 'udpSource',
        perRun,
        size,
        ringCount: RING_COUNT,
        window: WINDOW
      });
      const acknowledgements = Array.from({ length: perRun / ACKNOWLEDGE_EVERY + 1 }, (_, index) =>
        writeNumbers(index * ACKNOWLEDGE_EVERY)
      );
      const received = new Counter();
      const receipts = new Receipts();
      let bystanderCalls = 0;
      const acknowledge = (): void =>
        end.send(acknowledgements[received.count / ACKNOWLEDGE_EVERY] as ArrayBuffer, LOOPBACK, port);
      const onDatagram = (bytes: ArrayBuffer | Uint8Array): void => {
        receipts.add(bytes);
        received.add(1);
        if (received.count % ACKNOWLEDGE_EVERY === 0 && received.count < perRun) acknowledge();
      };
      const bystanders = Array.from({ length: listeners - 1 }, () => () => {
        bystanderCalls += 1;
      });
      const end = await contender.bindDatagram({ listeners: [onDatagram, ...bystanders], onFailure });
      return {
        async run() {
          received.reset();
          bystanderCalls = 0;
          acknowledge();
          await received.reach(perRun);
        },
        verify() {
          const what = `${name}, ${contender.name}`;
          verifyChecksum(receipts.takeChecksum(), expected, what);
          const calls = perRun * bystanders.length;
          if (bystanderCalls !== calls)
            throw new Error(`${what}: ${bystanderCalls} calls of listeners, not ${calls}`);
        },
        close: () => end.close()
      };
    }
  };
}

/** One datagram there and back after the other. */
export function udpEcho(name: string, title: string, size: number, perRun: number): Workload {
  return {
    name,
    title,
    unit: 'round trips',
    perRun,
    async open(contender: Contender, peer: Peer, onFailure: (error: Error) => void): Promise<Session> {
      const ring = new MessageRing(size, RING_COUNT);
      const expected = ring.checksum(perRun);
      const port = await peer.start({ service: 'udpEcho' });
      const received = new Counter();
      const receipts = new Receipts();
      const send = (): void => end.send(ring.at(received.count), LOOPBACK, port);
      const onEcho = (bytes: ArrayBuffer | Uint8Array): void => {
        receipts.add(bytes);
        received.add(1);
        if (received.count < perRun) send();
      };
      const end = await contender.bindDatagram({ listeners: [onEcho], onFailure });
      return {
        async run() {
          received.reset();
          send();
          await received.reach(perRun);
        },
        verify: () => verifyChecksum(receipts.takeChecksum(), expected, `${name}, ${contender.name}`),
        close: () => end.close()
      };
    }
  };
}
