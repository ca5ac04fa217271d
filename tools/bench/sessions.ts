import { ACKNOWLEDGEMENT, type Flow, paceOf, sink, source } from './flow.ts';
import { checksumOf, messageRing, verifyChecksum } from './messages.ts';
import type { Line, Open } from './workload.ts';

/** Opened at the same time, so few that none has to wait for long. */
const BATCH = 100;

/** Messages that nobody waits for, as many at once as may be on their way, until the peer has acknowledged all of them. */
export const sending: Open = async (work, { start, open, nextChecksum }) => {
  const { size, count, isText, isOverWithCalls = false } = work;
  const expected = messageRing(size, isText).checksum(count);
  let checksum = Promise.resolve(NaN);
  let finished = Promise.resolve();
  let finish = (): void => {};
  let missing = 0;
  await start('sink');
  const end = await open((acknowledgements) => {
    for (let i = 0; i < acknowledgements.byteLength; i++) {
      missing -= 1;
      if (missing > 0) proceed();
      else finish();
    }
  });
  const proceed = source(work, (message) => end.send(message));
  return {
    run() {
      missing = paceOf(work).steps;
      checksum = nextChecksum();
      finished = new Promise((resolve) => (finish = resolve));
      proceed();
      return isOverWithCalls ? Promise.resolve() : finished;
    },
    async verify() {
      await finished;
      verifyChecksum(await checksum, expected);
    }
  };
};

/** Messages from a peer that sends as fast as the connection takes them, as many at once as may be on their way. */
export const receiving: Open = async (work, { start, open }) => {
  const { size, count, listeners = 1 } = work;
  const ask = (): void => end.send(ACKNOWLEDGEMENT.buffer);
  const { take, run, verify } = arrival(work, messageRing(size).checksum(count), ask);
  let calls = 0;
  const bystander = (): void => void (calls += 1);
  await start('source');
  const end = await open(take, ...Array.from({ length: listeners - 1 }, () => bystander));
  return {
    run,
    verify() {
      verify();
      const all = count * (listeners - 1);
      if (calls !== all) throw new Error(`${calls} calls of listeners, not ${all}`);
      calls = 0;
    }
  };
};

/** One request and its answer after the other; a request can go out in several parts. */
export const echoing: Open = async ({ size, count, parts = 1 }, { start, open }) => {
  const outward = { size: size / parts, count: count * parts, ahead: parts, step: parts };
  const expected = messageRing(outward.size).checksum(outward.count);
  const request = source(outward, (message) => end.send(message));
  const { take, run, verify } = arrival({ size, count, step: 1 }, expected, request);
  await start('echo');
  const end = await open(take);
  return { run, verify };
};

/** What comes in a run, checked when it is over. @param ask for more: at the start, and for each step but the last */
function arrival(flow: Flow, expected: number, ask: () => void) {
  let finish = (): void => {};
  const { take, end } = sink(flow, (isAll) => (isAll ? finish() : ask()));
  return {
    take,
    run: (): Promise<void> =>
      new Promise((resolve) => {
        finish = resolve;
        ask();
      }),
    verify: (): void => verifyChecksum(checksumOf(end()), expected)
  };
}

/**
 * Datagrams of a socket that is still to be bound; the clock stops when the calls have returned. All that was accepted goes out
 * before the socket is closed, and the next run has a new one.
 */
export const queueing: Open = async ({ size, count }, { start, open, closeAll }) => {
  const message = new ArrayBuffer(size);
  await start('accept');
  let end = await open();
  return {
    run() {
      for (let i = 0; i < count; i++) end.send(message);
      return Promise.resolve();
    },
    async verify() {
      await closeAll();
      end = await open();
    }
  };
};

/** Sockets that open, one after the other; the clock stops before they close. */
export const opening: Open = async ({ count }, { start, open, closeAll }) => {
  await start('accept');
  return {
    async run() {
      for (let i = 0; i < count; i++) await open();
    },
    verify: closeAll
  };
};

/** Sockets that open, all at once, and close again. */
export const openingAndClosing: Open = async ({ count }, line) => {
  await line.start('accept');
  return {
    async run() {
      await openMany(count, line);
      await line.closeAll();
    }
  };
};

/** Sockets that open and then do nothing; they close after what is measured. */
export const idling: Open = async ({ count }, line) => {
  await line.start('accept');
  return { run: () => openMany(count, line), verify: line.closeAll };
};

/** The same as `other` while idle sockets are open, too. */
export function besideIdle(other: Open): Open {
  return async (work, line) => {
    await line.start('accept');
    await openMany(work.idle ?? 0, line);
    return other(work, line);
  };
}

async function openMany(count: number, { open }: Line): Promise<void> {
  for (let missing = count; missing > 0; missing -= BATCH)
    await Promise.all(Array.from({ length: Math.min(BATCH, missing) }, () => open()));
}
