import socketModule from '../../test/host/modules/@ohos.net.socket.ts';
import { collectGarbage } from '../../test/library/support/garbage.ts';
import { Resources } from '../../test/property/resources.ts';
import { StrayOutput } from '../../test/property/strayOutput.ts';
import { NativeObjects } from './nativeObjects.ts';

/** How much larger the heap may be in the end. */
const MOST_GROWTH = 0.1;
/** An object is collected some turns after the last reference to it has gone. */
const COLLECTIONS = 5;

async function heapInUse(): Promise<number> {
  for (let i = 0; i < COLLECTIONS; i++) await collectGarbage();
  return process.memoryUsage().heapUsed;
}

function processListeners(): number {
  return process.eventNames().reduce((sum, event) => sum + process.listenerCount(event), 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

/** Without the numbers that are different for each descriptor. */
function kindOf(resource: string): string {
  return resource.replace(/^descriptor \d+ \((\w+).*$/, 'descriptor ($1)');
}

/** Each line once, with how often it is there if that is more often. */
function counted(lines: readonly string[]): string[] {
  return [...new Set(lines)].map((line) => {
    const count = lines.filter((other) => other === line).length;
    return count === 1 ? line : `${line} (${count} times)`;
  });
}

/** What the process holds, from its creation to {@link close}: all that came since has to be gone then. */
export class Accounting {
  readonly #resources = new Resources();
  readonly #processListeners = processListeners();
  readonly #natives = new NativeObjects();
  readonly #stray = new StrayOutput();
  #heapBefore = 0;
  #heapAfter = 0;

  /** The heap is as large as it has to get: code is loaded and compiled. */
  async startHeap(): Promise<void> {
    this.#heapBefore = await heapInUse();
  }

  /** The two sizes of the heap. */
  get heap(): string {
    const growth = ((this.#heapAfter / this.#heapBefore - 1) * 100).toFixed(1);
    return `heap ${megabytes(this.#heapBefore)} before, ${megabytes(this.#heapAfter)} after (${growth} %)`;
  }

  /** All sockets are closed: what nobody refers to is collected. The module then frees what it refused to close. */
  async collect(): Promise<void> {
    this.#natives.stop();
    // The module keeps the newest object of each class alive: these take the place of the library's.
    socketModule.constructUDPSocketInstance();
    socketModule.constructMulticastSocketInstance();
    socketModule.constructTCPSocketInstance();
    socketModule.constructTCPSocketServerInstance();
    await heapInUse();
  }

  /**
   * @param patience milliseconds for what is just being closed
   * @returns what is left, one line each
   */
  async close(patience?: number): Promise<string[]> {
    const { listeners } = this.#natives;
    const leftOpen = await this.#resources.leftOpen(patience);
    // Afterwards: timers that have ended held objects.
    this.#heapAfter = await heapInUse();
    this.#stray.stop();
    const added = processListeners() - this.#processListeners;
    const { alive, made } = this.#natives;
    return [
      ...counted(this.#stray.errors),
      ...counted(this.#stray.logged.map((line) => `console.error: ${line}`)),
      ...counted(leftOpen.map((each) => `left open: ${kindOf(each)}`)),
      ...(alive === 0 ? [] : [`${alive} of ${made} native sockets were not collected`]),
      ...(listeners === 0 ? [] : [`${listeners} listeners of native sockets were not removed`]),
      ...(added === 0 ? [] : [`${added} listeners of the process were not removed`]),
      ...(this.#heapAfter <= this.#heapBefore * (1 + MOST_GROWTH) ? [] : [`the heap grew: ${this.heap}`])
    ];
  }
}
