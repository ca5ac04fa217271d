import { type Flow, pairReader, Sink, Source, writeNumbers } from './flow.ts';
import { MessageRing, verifyChecksum } from './messages.ts';
import type { Open } from './workload.ts';

/** Messages that nobody waits for, as many at once as the window allows, until the peer has acknowledged all their bytes. */
export const sending: Open = async (work, start) => {
  const { size, count, isText, isOverWithCalls = false } = work;
  const total = size * count;
  const expected = new MessageRing(size, isText).checksum(count);
  let checksum = Promise.resolve(NaN);
  let giveChecksum = (_checksum: number): void => {};
  let finish = (): void => {};
  const open = await start('sink');
  const end = await open(
    pairReader((bytes, received) => {
      if (bytes < total) source.acknowledge(bytes);
      else if (bytes === total) finish();
      else giveChecksum(received);
    })
  );
  const source = new Source(work, (message) => {
    end.send(message);
    return true;
  });
  return {
    run() {
      checksum = new Promise((resolve) => (giveChecksum = resolve));
      const finished = new Promise<void>((resolve) => (finish = resolve));
      source.acknowledge(0);
      return isOverWithCalls ? Promise.resolve() : finished;
    },
    verify: async () => verifyChecksum(await checksum, expected),
    close: () => end.close()
  };
};

/** Messages from a peer that sends as fast as the connection takes them and its window allows. */
export const receiving: Open = async (work, start) => {
  const { size, count, listeners = 1 } = work;
  const expected = new MessageRing(size).checksum(count);
  const open = await start('source');
  const { listener, run, verify } = arrival(work, expected, (bytes) => end.send(writeNumbers(bytes)));
  let calls = 0;
  const bystander = (): void => void (calls += 1);
  const end = await open(listener, ...Array.from({ length: listeners - 1 }, () => bystander));
  return {
    run() {
      calls = 0;
      return run();
    },
    verify() {
      verify();
      const all = count * (listeners - 1);
      if (calls !== all) throw new Error(`${calls} calls of listeners, not ${all}`);
    },
    close: () => end.close()
  };
};

/** One request and its answer after the other; a request can go out in several parts. */
export const echoing: Open = async (work, start) => {
  const { size, count, parts = 1 } = work;
  const ring = new MessageRing(size / parts);
  const request = (received: number): void => {
    const first = (received / size) * parts;
    for (let i = first; i < first + parts; i++) end.send(ring.at(i));
  };
  const open = await start('echo');
  const { listener, run, verify } = arrival(work, ring.checksum(count * parts), request, size);
  const end = await open(listener);
  return { run, verify, close: () => end.close() };
};

/**
 * Datagrams of a socket that is still to be bound; the clock stops when the calls have returned. All that was accepted goes out
 * before the socket is closed, and the next run has a new one.
 */
export const queueing: Open = async ({ size, count }, start) => {
  const message = new ArrayBuffer(size);
  const open = await start('accept');
  let end = await open();
  return {
    run() {
      for (let i = 0; i < count; i++) end.send(message);
      return Promise.resolve();
    },
    async verify() {
      await end.close();
      end = await open();
    },
    close: () => end.close()
  };
};

/** What comes in a run, checked when it is over. @param ask for more: at the start, and each time that a step of it has come */
function arrival(flow: Flow, expected: number, ask: (received: number) => void, step?: number) {
  let finish = (): void => {};
  const sink = new Sink(flow, (bytes) => (bytes < sink.total ? ask(bytes) : finish()), step);
  return {
    listener: sink.take,
    run: (): Promise<void> =>
      new Promise((resolve) => {
        finish = resolve;
        ask(0);
      }),
    verify: (): void => verifyChecksum(sink.takeChecksum(), expected)
  };
}
