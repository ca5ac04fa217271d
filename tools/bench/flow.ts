import { crc32 } from 'node:zlib';
import type { Bytes, Listener, Message, Transport } from './contenders/contender.ts';
import { MessageRing } from './messages.ts';

/** What comes and goes in one run. */
export interface Flow {
  readonly transport: Transport;
  /** How many messages, requests or sockets. */
  readonly count: number;
  /** Of one message or request, in bytes. */
  readonly size: number;
  /** How many bytes of a stream may be on their way, a multiple of four times the size; all when absent. */
  readonly window?: number | undefined;
  /** Whether messages are strings. */
  readonly isText?: boolean | undefined;
}

/**
 * How many datagrams are on their way at the most: what a receive buffer of Linux's default size holds (212992 bytes, and
 * each datagram of 1400 bytes takes 2304 there), so that none is lost.
 */
const DATAGRAMS_ON_THEIR_WAY = 64;
const ACKNOWLEDGEMENTS_PER_WINDOW = 4;
const NUMBER_BYTES = 4;
/** Length of an acknowledgement. */
export const PAIR_BYTES = 2 * NUMBER_BYTES;

/** The bytes of one run, and how many of them may be on their way. */
function bytesOf({ transport, size, count, window }: Flow): { total: number; most: number } {
  const total = size * count;
  return {
    total,
    most: Math.min(total, window ?? (transport === 'udp' ? DATAGRAMS_ON_THEIR_WAY * size : total))
  };
}

/** Sends runs, never more than the window beyond what was acknowledged last. */
export class Source {
  readonly #flow: Flow;
  readonly #send: (message: Message) => boolean;
  readonly #ring: MessageRing;
  #sent = 0;
  #limit = 0;

  /** @param send false while no more can be taken */
  constructor(flow: Flow, send: (message: Message) => boolean) {
    this.#flow = flow;
    this.#send = send;
    this.#ring = new MessageRing(flow.size, flow.isText);
  }

  /** Goes on. @param bytes that have come; 0 starts a run */
  acknowledge(bytes: number): void {
    const { total, most } = bytesOf(this.#flow);
    if (bytes === 0) this.#sent = 0;
    this.#limit = Math.min(total, bytes + most);
    this.proceed();
  }

  /** More can be taken. */
  proceed(): void {
    while (this.#sent * this.#flow.size < this.#limit) if (!this.#send(this.#ring.at(this.#sent++))) return;
  }
}

/** Takes runs and counts their bytes. All of them are kept until the run is over; only then is their checksum made. */
export class Sink {
  readonly total: number;
  readonly #step: number;
  readonly #tell: (bytes: number) => void;
  #count = 0;
  /** The number of bytes that is told next. */
  #next: number;
  #pieces: Bytes[] = [];

  /**
   * @param tell how many bytes have come, each time that another part of the window has, and at the end
   * @param step the size of such a part
   */
  constructor(flow: Flow, tell: (bytes: number) => void, step?: number) {
    const { total, most } = bytesOf(flow);
    this.total = total;
    this.#step = step ?? (most < total ? most / ACKNOWLEDGEMENTS_PER_WINDOW : total);
    this.#next = this.#step;
    this.#tell = tell;
  }

  /** A listener. */
  readonly take = (piece: Bytes): void => {
    this.#pieces.push(piece);
    this.#count += piece.byteLength;
    if (this.#count < this.#next) return;
    const told = Math.min(this.total, this.#count - (this.#count % this.#step));
    this.#next = Math.min(this.total, told + this.#step);
    this.#tell(told);
  };

  /** Ends a run: CRC-32 of all that has come. */
  takeChecksum(): number {
    const checksum = this.#pieces.reduce((sum: number, piece) => crc32(viewOf(piece), sum), 0);
    this.#pieces = [];
    this.#count = 0;
    this.#next = this.#step;
    return checksum;
  }
}

/** A message that holds numbers. */
export function writeNumbers(...numbers: readonly number[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(NUMBER_BYTES * numbers.length));
  numbers.forEach((number, index) => view.setUint32(NUMBER_BYTES * index, number));
  return view.buffer;
}

/** Takes bytes, cut anywhere, and gives each pair of numbers in them. */
export function pairReader(onPair: (first: number, second: number) => void): Listener {
  let unread = Buffer.alloc(0);
  return (bytes) => {
    unread = Buffer.concat([unread, viewOf(bytes)]);
    for (; unread.length >= PAIR_BYTES; unread = unread.subarray(PAIR_BYTES))
      onPair(unread.readUInt32BE(0), unread.readUInt32BE(NUMBER_BYTES));
  };
}

function viewOf(bytes: Bytes): Uint8Array {
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
}
