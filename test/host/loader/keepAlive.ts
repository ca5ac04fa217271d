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
  const readers = new Map<number, number>();
  const writers = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    // A socket that was closed meanwhile is not told.
    for (const waiting of [readers, writers]) {
      for (const [generation, fd] of waiting) {
        if (companion.getSendBufferSize(fd) < 0) waiting.delete(generation);
      }
    }
    if (readers.size > 0 || writers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const watch =
    (waiting: Map<number, number>, start: Watching['watchReadable']) =>
    (listener: (fd: number, generation: number) => void): number =>
      start((fd, generation) => {
        waiting.delete(generation);
        listener(fd, generation);
      });
  // As cheap as can be: what is measured runs through it, and an app has nothing of the kind.
  const wait =
    (waiting: Map<number, number>, ask: Watching['awaitReadable']) =>
    (fd: number, generation = 0): number => {
      const result = ask(fd, generation);
      if (result === 0) {
        waiting.set(generation, fd);
        timer ??= setInterval(update, INTERVAL_MS);
      }
      return result;
    };
  const methods = {
    watchReadable: watch(readers, companion.watchReadable),
    awaitReadable: wait(readers, companion.awaitReadable),
    watchWritable: watch(writers, companion.watchWritable),
    awaitWritable: wait(writers, companion.awaitWritable)
  };
  return Object.setPrototypeOf(methods, companion) as object;
}
