import type { Companion } from '../../../library/src/main/ets/system/Companion.ets';

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
  const waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    // A socket that was closed meanwhile is not told.
    for (const [key, fd] of waiting) if (companion.getSendBufferSize(fd) < 0) waiting.delete(key);
    if (waiting.size === 0) {
      clearInterval(timer);
      timer = undefined;
    } else timer ??= setInterval(update, INTERVAL_MS);
  };
  const watch =
    (kind: string, start: Watching['watchReadable']) =>
    (listener: (fd: number, generation: number) => void): number =>
      start((fd, generation) => {
        waiting.delete(`${kind} ${generation}`);
        listener(fd, generation);
      });
  const wait =
    (kind: string, ask: Watching['awaitReadable']) =>
    (fd: number, generation = 0): number => {
      const result = ask(fd, generation);
      if (result === 0) waiting.set(`${kind} ${generation}`, fd);
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
