import type * as net from 'node:net';
import { DID_NOT_HAPPEN, limited } from './settled.ts';
import { type Trace, hashOf } from './trace.ts';

type AnySocket = net.Socket & Record<string, unknown>;

const SHOWN = [
  ...[
    'destroyed',
    'connecting',
    'pending',
    'readyState',
    'readable',
    'writable',
    'readableEnded',
    'writableEnded'
  ],
  ...[
    'writableFinished',
    'readableFlowing',
    'bytesRead',
    'bytesWritten',
    'allowHalfOpen',
    'timeout',
    'localFamily'
  ],
  ...['localAddress', 'localPort', 'remoteAddress', 'remoteFamily', 'remotePort', 'closed']
];

/** One end of a connection, with what has to be known of it to tell when all is over that a call has caused. */
export class StreamSide {
  private readonly socket: AnySocket;
  private readonly name: string;
  private readonly trace: Trace;
  private readonly allowHalfOpen: boolean;
  private readonly watchers = new Set<() => void>();
  private sent = 0;
  private received = 0;
  private shown = 0;
  private chunks: Buffer[] = [];
  private isPaused = false;
  private isFinished = false;
  private hasEnd = false;
  private isDestroyed = false;
  private isClosed = false;

  constructor(name: string, socket: net.Socket, allowHalfOpen: boolean, trace: Trace) {
    this.name = name;
    this.socket = socket as AnySocket;
    this.allowHalfOpen = allowHalfOpen;
    this.trace = trace;
    socket.on('data', (chunk: Buffer | string) => {
      const bytes = Buffer.from(chunk as string, 'latin1');
      this.chunks.push(bytes);
      this.received += bytes.length;
      this.tellWatchers();
    });
    this.note('connect', () => undefined);
    this.note('ready', () => undefined);
    this.note('end', () => (this.hasEnd = true));
    this.note('finish', () => (this.isFinished = true));
    this.note('error', () => (this.isDestroyed = true));
    this.note('close', () => (this.isClosed = true));
  }

  async perform(method: string, args: readonly unknown[], other: StreamSide): Promise<void> {
    // Left out: Node's kernel resets a connection with bytes that nobody has read; ours has taken them from the kernel.
    if (method === 'destroy' && this.isPaused) return;
    this.trace.add(this.name, `calls ${method}`);
    try {
      await this.call(method, args);
    } catch (error) {
      this.trace.add(this.name, `${method} threw`, error);
    }
    await this.settles(() => this.isOver(other) && other.isOver(this), other);
    this.showReceived();
    other.showReceived();
  }

  /** Takes the end of a connection away, whatever the program has left of it. */
  async dispose(): Promise<void> {
    this.trace.close();
    if (this.isClosed) return;
    this.socket.destroy();
    await this.settles(() => this.isClosed, this);
  }

  private note(event: string, change: () => void): void {
    this.socket.on(event, (value: unknown) => {
      change();
      this.showReceived();
      this.trace.add(this.name, event, value);
      this.tellWatchers();
    });
  }

  /** What came since the last time, as one: how streams are cut into chunks is chance. */
  private showReceived(): void {
    const bytes = Buffer.concat(this.chunks.splice(0));
    this.shown += bytes.length;
    if (bytes.length > 0)
      this.trace.add(this.name, `has ${this.shown} bytes, the last are`, hashOf(bytes.subarray(-24)));
  }

  private async call(method: string, args: readonly unknown[]): Promise<void> {
    if (method === 'look') {
      // What a paused socket has read meanwhile is chance.
      const shown = SHOWN.filter((key) => key !== 'bytesRead' || !this.isPaused);
      this.trace.add(this.name, 'looks', Object.fromEntries(shown.map((key) => [key, this.socket[key]])));
      return;
    }
    if (method === 'write' || method === 'end') {
      await this.write(method, args);
      return;
    }
    const result = (this.socket[method] as (...args: unknown[]) => unknown)(...args);
    this.trace.add(this.name, `${method} gave`, result === this.socket ? 'itself' : result);
    if (method === 'pause') this.isPaused = true;
    if (method === 'resume') this.isPaused = false;
    if (method === 'destroy') this.isDestroyed = true;
  }

  private async write(method: 'write' | 'end', args: readonly unknown[]): Promise<void> {
    const length = lengthOf(args);
    const outcome = await limited<unknown>((settle, fail) => {
      const done = (error?: unknown): void => {
        this.trace.add(this.name, `${method} ended`, error ?? null);
        settle(error);
      };
      try {
        const result = (this.socket[method] as (...args: unknown[]) => unknown)(...args, done);
        // Of more than that Node's kernel takes a part within the call, so that it is chance who has to wait for `drain`.
        if (length < this.socket.writableHighWaterMark) {
          this.trace.add(this.name, `${method} gave`, result === this.socket ? 'itself' : result);
        }
      } catch (error) {
        fail(error);
      }
    });
    if (outcome === DID_NOT_HAPPEN) this.trace.add(this.name, `${method} ${outcome}`);
    if (!(outcome instanceof Error)) this.sent += length;
  }

  /** Whether this end has all that it will get from the other and has drawn its conclusions. */
  private isOver(other: StreamSide): boolean {
    if (this.isClosed) return true;
    if (this.isDestroyed) return false;
    if (this.received < other.sent && !other.isDestroyed) return this.isPaused;
    if ((other.isFinished || other.isClosed) && !this.hasEnd) return false;
    return !(this.hasEnd && (this.isFinished || !this.allowHalfOpen));
  }

  private async settles(check: () => boolean, other: StreamSide): Promise<void> {
    const outcome = await limited<void>((settle) => {
      const look = (): void => {
        if (!check()) return;
        this.watchers.delete(look);
        other.watchers.delete(look);
        settle();
      };
      this.watchers.add(look);
      other.watchers.add(look);
      look();
    });
    if (outcome === DID_NOT_HAPPEN) this.trace.add(this.name, outcome);
  }

  private tellWatchers(): void {
    for (const watcher of [...this.watchers]) watcher();
  }
}

function lengthOf([chunk, encoding]: readonly unknown[]): number {
  if (Buffer.isBuffer(chunk)) return chunk.length;
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding as BufferEncoding) : 0;
}
