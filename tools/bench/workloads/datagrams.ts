import { LOOPBACK } from '../contenders/contender.ts';
import { type MessageForm, MessageRing, writeNumbers } from '../messages.ts';
import { acknowledgements, arrival } from './arrival.ts';
import type { Open } from './workload.ts';

/**
 * How many datagrams are under way at the most: what a receive buffer of Linux's default size holds (212992 bytes, and
 * each datagram of 1400 bytes takes 2304 there), so that none is lost.
 */
const WINDOW = 64;
const ACKNOWLEDGE_EVERY = 16;
const RING_COUNT = 256;

/** What datagrams are sent or received. */
interface Datagrams {
  /** Of one, in bytes. */
  readonly size: number;
  readonly perRun: number;
}

interface SendOptions extends Datagrams {
  readonly form?: MessageForm;
  /** Literal or name. */
  readonly host?: string;
}

interface ReceiveOptions extends Datagrams {
  /** How many functions listen; the first one counts the messages. */
  readonly listeners?: number;
}

/** Datagrams to a peer that acknowledges every 16th; at most 64 are under way. */
export function udpSend({ size, perRun, form = 'buffer', host = LOOPBACK }: SendOptions): Open {
  return async (contender, peer, onFailure) => {
    const ring = new MessageRing(size, RING_COUNT, form);
    const port = await peer.start('udpSink', { perRun, acknowledgeEvery: ACKNOWLEDGE_EVERY });
    const { listener, acknowledged, reset, verify } = acknowledgements(ring.checksum(perRun), perRun, false);
    const end = await contender.bindDatagram({ listeners: [listener], onFailure });
    return {
      async run() {
        reset();
        for (let sent = 0; sent < perRun;) {
          await acknowledged.reach(sent - WINDOW + ACKNOWLEDGE_EVERY);
          const limit = Math.min(perRun, sent + ACKNOWLEDGE_EVERY);
          for (; sent < limit; sent++) end.send(ring.at(sent), host, port);
        }
        await acknowledged.reach(perRun);
      },
      verify,
      close: () => end.close()
    };
  };
}

/** Datagrams from a peer that keeps at most 64 under way; every 16th is acknowledged. */
export function udpReceive({ size, perRun, listeners = 1 }: ReceiveOptions): Open {
  return async (contender, peer, onFailure) => {
    const port = await peer.start('udpSource', { perRun, size, ringCount: RING_COUNT, window: WINDOW });
    const answers = Array.from({ length: perRun / ACKNOWLEDGE_EVERY + 1 }, (_, index) =>
      writeNumbers(index * ACKNOWLEDGE_EVERY)
    );
    let bystanderCalls = 0;
    const acknowledge = (count: number): void => {
      if (count % ACKNOWLEDGE_EVERY === 0)
        end.send(answers[count / ACKNOWLEDGE_EVERY] as ArrayBuffer, LOOPBACK, port);
    };
    const expected = new MessageRing(size, RING_COUNT).checksum(perRun);
    const { listener, run, verify } = arrival(expected, perRun, () => 1, acknowledge);
    const bystanders = Array.from({ length: listeners - 1 }, () => () => {
      bystanderCalls += 1;
    });
    const end = await contender.bindDatagram({ listeners: [listener, ...bystanders], onFailure });
    return {
      run() {
        bystanderCalls = 0;
        return run(() => acknowledge(0));
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

/** One datagram there and back after the other. */
export function udpEcho({ size, perRun }: Datagrams): Open {
  return async (contender, peer, onFailure) => {
    const ring = new MessageRing(size, RING_COUNT);
    const port = await peer.start('udpEcho', {});
    const send = (index: number): void => end.send(ring.at(index), LOOPBACK, port);
    const { listener, run, verify } = arrival(ring.checksum(perRun), perRun, () => 1, send);
    const end = await contender.bindDatagram({ listeners: [listener], onFailure });
    return { run: () => run(() => send(0)), verify, close: () => end.close() };
  };
}
