import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';

const WATCHED = new Set(['UDPWrap', 'TCPSocketWrap', 'TCPServerWrap', 'Timeout']);
const DESCRIPTORS = '/proc/self/fd';
/** The loops in which the companion's threads wait stay open once they are needed; no socket has one of its own. */
const LOOP = /^anon_inode:\[event(?:poll|fd)\]$/;
/** Milliseconds; a native close takes up to 500. */
const PATIENCE_MS = 300_000;
const POLL_INTERVAL_MS = 10;

function watchedResources(): string[] {
  const active = process.getActiveResourcesInfo().filter((resource) => WATCHED.has(resource));
  return [...active, ...openDescriptors()];
}

function openDescriptors(): string[] {
  return readdirSync(DESCRIPTORS).flatMap((fd) => {
    try {
      const target = readlinkSync(`${DESCRIPTORS}/${fd}`);
      return LOOP.test(target) ? [] : [`descriptor ${fd} (${target})`];
    } catch {
      // That of the listing itself is closed by now.
      return [];
    }
  });
}

/** What is open before a sequence: the test runner has timers of its own. */
export class Resources {
  readonly #before = watchedResources();

  /** Waits until all that came since is gone, so many milliseconds at most. @returns what stays open nevertheless */
  async leftOpen(patience = PATIENCE_MS): Promise<string[]> {
    const end = performance.now() + patience;
    for (;;) {
      const open = this.#open();
      if (open.length === 0 || performance.now() >= end) return open;
      await delay(POLL_INTERVAL_MS);
    }
  }

  #open(): string[] {
    const before = [...this.#before];
    const since = watchedResources().filter((resource) => {
      const index = before.indexOf(resource);
      if (index >= 0) before.splice(index, 1);
      return index < 0;
    });
    const held = openSocketCount();
    return held === 0 ? since : [...since, `${held} sockets held by the library`];
  }
}
