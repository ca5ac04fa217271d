import type { Companion } from '../../../library/src/main/ets/system/Companion.ets';

type Watching = Pick<
  Companion,
  'awaitReadable' | 'awaitWritable' | 'getSendBufferSize' | 'watchReadable' | 'watchWritable'
>;

/** How often the sockets that are waited for are looked after, in milliseconds. */
const INTERVAL_MS = 20;
/** In the place of a generation, for a socket that was told. */
const NOBODY = -1;

/**
 * The companion's watches, in the form that keeps this process alive while a socket is waited for: Node does that for its own
 * sockets, and an app does not end at all.
 */
export function keepAlive(companion: Watching): object {
  const readers = new Map<number, number>();
  const writers = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    for (const waiting of [readers, writers]) {
      for (const [fd, generation] of waiting) {
        // A socket that was closed meanwhile is not told.
        if (generation === NOBODY || companion.getSendBufferSize(fd) < 0) waiting.delete(fd);
      }
    }
    if (readers.size > 0 || writers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  // Both as cheap as can be: what is measured runs through them, and an app has nothing of the kind.
  const watch =
    (waiting: Map<number, number>, start: Watching['watchReadable']) =>
    (listener: (fd: number, generation: number) => void): number =>
      start((fd, generation) => {
        if (waiting.get(fd) === generation) waiting.set(fd, NOBODY);
        try {
          listener(fd, generation);
        } catch (error) {
          // Node would only warn of it, as the call comes from native code; an app ends.
          setImmediate(() => {
            throw error;
          });
        }
      });
  const wait =
    (waiting: Map<number, number>, ask: Watching['awaitReadable']) =>
    (fd: number, generation = 0): number => {
      const result = ask(fd, generation);
      if (result === 0) {
        waiting.set(fd, generation);
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
