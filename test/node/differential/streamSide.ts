import { existsSync, readFileSync } from 'node:fs';
import type * as net from 'node:net';
import { DID_NOT_HAPPEN, limited } from './settled.ts';
import { type Trace, hashOf } from './trace.ts';

type AnySocket = net.Socket & Record<string, unknown>;

/** Of Linux. */
const CONNECTIONS = '/proc/net/tcp';

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
  private hasCalledEnd = false;
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
    const isDestroying = method === 'destroy' || (method === 'write' && this.hasCalledEnd);
    if (isDestroying && this.isPaused) return;
    if (method === 'end') this.hasCalledEnd = true;
    this.trace.add(this.name, `calls ${method}`);
    try {
      await this.call(method, args, other);
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

  private async call(method: string, args: readonly unknown[], other: StreamSide): Promise<void> {
    if (method === 'look') {
      // What a paused socket has read meanwhile is chance.
      const shown = SHOWN.filter((key) => key !== 'bytesRead' || !this.isPaused);
      this.trace.add(this.name, 'looks', Object.fromEntries(shown.map((key) => [key, this.socket[key]])));
      return;
    }
    if (method === 'write' || method === 'end') {
      await this.write(method, args, other);
      return;
    }
    const result = (this.socket[method] as (...args: unknown[]) => unknown)(...args);
    this.trace.add(this.name, `${method} gave`, result === this.socket ? 'itself' : result);
    if (method === 'pause') this.isPaused = true;
    if (method === 'resume') this.isPaused = false;
    if (method === 'destroy') this.isDestroyed = true;
  }

  private async write(method: 'write' | 'end', args: readonly unknown[], other: StreamSide): Promise<void> {
    const length = lengthOf(args);
    const { localPort, remotePort } = this.socket;
    const outcome = await limited<unknown>((settle, fail) => {
      // It asks nobody for anything any more, so that what it will say comes before the event loop's next turn is over.
      if (this.isClosed) setImmediate(() => setImmediate(() => settle(DID_NOT_HAPPEN)));
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
    if (outcome instanceof Error) return;
    this.sent += length;
    if (other.isClosed && !this.isClosed) await this.resetArrives(localPort, remotePort);
  }

  /**
   * A peer that is gone answers bytes by a reset, which a busy kernel delivers later: what is written next would meet it or not. Neither
   * end hears of it, so that only the kernel's list of connections tells.
   */
  private async resetArrives(localPort = 0, remotePort = 0): Promise<void> {
    const outcome = await limited<void>((settle) => {
      const look = (): void => {
        if (isConnected(localPort, remotePort)) setTimeout(look, 1);
        else settle();
      };
      look();
    });
    if (outcome === DID_NOT_HAPPEN) this.trace.add(this.name, `reset ${outcome}`);
  }

  /** Whether this end has all that it will get from the other and has drawn its conclusions. */
  private isOver(other: StreamSide): boolean {
    if (this.isClosed) return true;
    if (this.isDestroyed) return false;
    const isBehind = this.received < other.sent;
    // The end comes behind what it does not read.
    if (isBehind && this.isPaused) return true;
    if (isBehind && !other.isDestroyed) return false;
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

/** Whether the kernel lists an end of a connection at these ports that is not over (06); false where there is no such list. */
function isConnected(localPort: number, remotePort: number): boolean {
  if (!existsSync(CONNECTIONS)) return false;
  const [local, remote] = [localPort, remotePort].map((port) =>
    port.toString(16).padStart(4, '0').toUpperCase()
  );
  return new RegExp(`:${local} \\w+:${remote} (?!06)`).test(readFileSync(CONNECTIONS, 'utf8'));
}

function lengthOf([chunk, encoding]: readonly unknown[]): number {
  if (Buffer.isBuffer(chunk)) return chunk.length;
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding as BufferEncoding) : 0;
}
