import assert from 'node:assert/strict';
import { bytesOf } from '../../../library/src/main/ets/wechat/arguments/Payload.ets';
import type { SocketData } from '../../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { StreamWriter } from '../../../library/src/main/ets/channel/StreamWriter.ets';

const ECANCELED = 125;

/** What waits goes in pieces of this size. */
export const LARGEST_PIECE = 65536;
/** From this size on a write goes at once. */
export const WORTH_A_SEND = 16384;
/** The largest write that goes in one send. */
export const LARGEST_DIRECT_SEND = 1048576;
/** So many pieces of what waits go in one turn. */
export const PIECES_A_TURN = 16;

/** When the system has what it is given: within the call, as it should be; when the send is settled; or nobody can tell. */
export type Taking = 'at once' | 'late' | 'unknown';

interface NativeSend {
  readonly bytes: Buffer;
  readonly end: number;
}

/** A writer whose native sends are kept, each unsettled until `settle`. */
export class WriterBench {
  readonly sends: NativeSend[] = [];
  readonly unsettled: NativeSend[] = [];
  drained = 0;
  /** Whether the system's count is behind, as when an acknowledgement comes while it is asked. */
  isBehind = false;
  /** What the socket takes without waiting. */
  room = Infinity;
  /** Set while the writer waits for room. */
  proceed: (() => void) | undefined;
  readonly writer: StreamWriter;
  /** Writes that were settled, and those of them that were lost. */
  settledWrites = 0;
  lostWrites = 0;
  readonly #taking: Taking;

  constructor(taking: Taking) {
    this.#taking = taking;
    this.writer = new StreamWriter({
      send: (data, end) => {
        const isOrderly = taking === 'at once' || this.unsettled.length === 0;
        assert.ok(isOrderly, 'a send follows one that may not have gone');
        // The native module copies at the time of the call.
        const send = { bytes: Buffer.from(data.slice(0)), end };
        assert.ok(send.bytes.length <= this.room, 'no send may exceed the room');
        this.room -= send.bytes.length;
        this.sends.push(send);
        this.unsettled.push(send);
      },
      room: () => (taking === 'unknown' ? Math.min(this.room, LARGEST_PIECE) : this.room),
      whenRoom: (proceed) => (this.proceed = proceed),
      hasTaken: (bytes) => this.#taking !== 'unknown' && !this.isBehind && bytes === this.taken,
      onDrained: () => this.drained++
    });
  }

  /** What the system has. */
  get taken(): number {
    return this.sent.length - (this.#taking === 'at once' ? 0 : lengthOf(this.unsettled));
  }

  /** What the writer knows to be with the system without having asked. */
  get settledUpTo(): number {
    return Math.min(...this.unsettled.map(({ bytes, end }) => end - bytes.length), this.sent.length);
  }

  /** The peer has read. */
  giveRoom(bytes: number): void {
    this.room += bytes;
    const proceed = this.proceed;
    this.proceed = undefined;
    proceed?.();
  }

  get sent(): Buffer {
    return Buffer.concat(this.sends.map(({ bytes }) => bytes));
  }

  get sizes(): number[] {
    return this.sends.map(({ bytes }) => bytes.length);
  }

  write(...sizes: readonly number[]): void {
    for (const each of sizes) this.writeData(new ArrayBuffer(each));
  }

  /** Empty data are no affair of the writer's. */
  writeData(data: SocketData): void {
    const bytes = bytesOf(data);
    if (bytes.length === 0) return;
    this.writer.write(bytes, (errno) => {
      this.settledWrites++;
      if (errno !== 0) this.lostWrites++;
    });
  }

  settle(index = 0): void {
    this.#answer(index, false);
  }

  /** @returns whether the writer goes on */
  fail(index = 0): boolean {
    return this.#answer(index, true);
  }

  #answer(index: number, hasFailed: boolean): boolean {
    const [send] = this.unsettled.splice(index % this.unsettled.length, 1);
    return send === undefined || this.writer.onSent(send.end, hasFailed);
  }

  /** Gives up; how many writes were lost by that. */
  async abandon(): Promise<number> {
    const before = this.lostWrites;
    this.writer.abandon(ECANCELED);
    await nextTurn();
    return this.lostWrites - before;
  }

  settleAll(): void {
    while (this.unsettled.length > 0) this.settle();
  }
}

function lengthOf(sends: readonly NativeSend[]): number {
  return sends.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Lets everything run that was put off to the end of the turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export type Form = 'buffer' | 'view' | 'dataView' | 'string';

/** The same bytes as data of one form; bytes of a string are ASCII, so that its length is the same. */
export function dataOf(bytes: Uint8Array, form: Form): SocketData {
  if (form === 'string') return Buffer.from(bytes).toString('latin1');
  const around = new Uint8Array(bytes.length + 6).fill(0xdd);
  around.set(bytes, 3);
  if (form === 'view') return around.subarray(3, 3 + bytes.length);
  if (form === 'dataView') return new DataView(around.buffer, 3, bytes.length);
  return around.buffer.slice(3, 3 + bytes.length);
}

export function overwrite(data: SocketData): void {
  if (typeof data === 'string') return;
  if (data instanceof ArrayBuffer) new Uint8Array(data).fill(0xee);
  else new Uint8Array(data.buffer, data.byteOffset, data.byteLength).fill(0xee);
}
