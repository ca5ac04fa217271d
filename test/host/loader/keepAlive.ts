import type { Companion } from '../../../library/src/main/ets/host/Companion.ets';

type Watching = Pick<
  Companion,
  'awaitReadable' | 'awaitWritable' | 'getSendBufferSize' | 'watchReadable' | 'watchWritable'
>;

/** How often the sockets that are waited for are looked after, in milliseconds. */
const INTERVAL_MS = 20;

/**
 * The companion's watches, in the form that keeps this process alive while a socket is waited for: Node does that for its own
 * sockets, and an app does not end at all.
 */
export function keepAlive(companion: Watching): object {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    // A socket that was closed meanwhile is not told.
    for (const key of waiting) if (companion.getSendBufferSize(parseInt(key)) < 0) waiting.delete(key);
    if (waiting.size === 0) {
      clearInterval(timer);
      timer = undefined;
    } else timer ??= setInterval(update, INTERVAL_MS);
  };
  const watch =
    (kind: string, start: (listener: (fd: number) => void) => number) =>
    (listener: (fd: number) => void): number =>
      start((fd) => {
        waiting.delete(`${fd} ${kind}`);
        listener(fd);
      });
  const wait =
    (kind: string, ask: (fd: number) => number) =>
    (fd: number): number => {
      const result = ask(fd);
      if (result === 0) waiting.add(`${fd} ${kind}`);
      update();
      return result;
    };
  const methods = {
    watchReadable: watch('readable', companion.watchReadable),
    awaitReadable: wait('readable', companion.awaitReadable),
    watchWritable: watch('writable', companion.watchWritable),
    awaitWritable: wait('writable', companion.awaitWritable)
  };
  return Object.setPrototypeOf(methods, companion) as object;
}
