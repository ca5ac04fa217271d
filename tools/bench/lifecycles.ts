import type { End } from './contenders/contender.ts';
import type { Open } from './workload.ts';

/** Opened at the same time, so few that none has to wait for long. */
const BATCH = 100;

/** Sockets that open, one after the other; the clock stops before they close. */
export const opening: Open = async ({ count }, start) => {
  const open = await start('accept');
  const closing: Promise<void>[] = [];
  return {
    async run() {
      for (let i = 0; i < count; i++) closing.push((await open()).close());
    },
    close: async () => void (await Promise.all(closing))
  };
};

/** Sockets that open and close, all at once. */
export const openingAndClosing: Open = async ({ count }, start) => {
  const open = await start('accept');
  const live = async (): Promise<void> => (await open()).close();
  return {
    run: async () => void (await Promise.all(Array.from({ length: count }, live))),
    close: () => Promise.resolve()
  };
};

/** Sockets that open and then do nothing; they close after what is measured. */
export const idling: Open = async ({ count }, start) => {
  const open = await start('accept');
  let ends: readonly End[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(ends.map((end) => end.close()));
    ends = [];
  };
  return {
    async run() {
      ends = await openMany(count, open);
    },
    verify: close,
    close
  };
};

/** The same as `open` while idle sockets are open, too. */
export function besideIdle(open: Open): Open {
  return async (work, start) => {
    const idle = await openMany(work.idle ?? 0, await start('accept'));
    const session = await open(work, start);
    return {
      ...session,
      close: async () => void (await Promise.all([session, ...idle].map((each) => each.close())))
    };
  };
}

async function openMany(count: number, open: () => Promise<End>): Promise<End[]> {
  const ends: End[] = [];
  while (ends.length < count) {
    const batch = Array.from({ length: Math.min(BATCH, count - ends.length) }, () => open());
    ends.push(...(await Promise.all(batch)));
  }
  return ends;
}
