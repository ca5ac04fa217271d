import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TcpWriter } from '../../library/src/main/ets/tcp/TcpWriter.ets';
import type { SocketData } from '../../library/src/main/ets/types/SocketTypes.ets';
import { streamBytes } from './support/streamBytes.ts';

/** What one native send gets at the most, so that it does not block its thread for long. */
const LARGEST_SEND = 65536;

/** A writer whose native sends are kept, each unsettled until `settle`. */
class Bench {
  readonly sends: Buffer[] = [];
  unsettled = 0;
  drained = 0;
  /** What the socket takes without waiting. */
  room = Infinity;
  /** Set while the writer waits for room. */
  proceed: (() => void) | undefined;
  readonly writer: TcpWriter;

  constructor(highWaterMark = Infinity) {
    this.writer = new TcpWriter(
      (data) => {
        // The native module copies at the time of the call.
        const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.slice(0));
        assert.ok(bytes.length <= this.room, 'no send may exceed the room');
        this.room -= bytes.length;
        this.sends.push(bytes);
        this.unsettled += 1;
      },
      { room: () => this.room, whenRoom: (proceed) => (this.proceed = proceed) },
      highWaterMark,
      () => this.drained++
    );
  }

  /** The peer has read. */
  giveRoom(bytes: number): void {
    this.room += bytes;
    const proceed = this.proceed;
    this.proceed = undefined;
    proceed?.();
  }

  get sent(): Buffer {
    return Buffer.concat(this.sends);
  }

  settle(): void {
    this.unsettled -= 1;
    this.writer.onSent();
  }

  settleAll(): void {
    while (this.unsettled > 0) this.settle();
  }
}

function opened(): Bench {
  const bench = new Bench();
  bench.writer.open();
  return bench;
}

type Form = 'buffer' | 'view' | 'dataView' | 'string';

/** The same bytes as data of one form; bytes of a string are ASCII, so that its length is the same. */
function dataOf(bytes: Uint8Array, form: Form): SocketData {
  if (form === 'string') return Buffer.from(bytes).toString('latin1');
  const around = new Uint8Array(bytes.length + 6).fill(0xdd);
  around.set(bytes, 3);
  if (form === 'view') return around.subarray(3, 3 + bytes.length);
  if (form === 'dataView') return new DataView(around.buffer, 3, bytes.length);
  return around.buffer.slice(3, 3 + bytes.length);
}

function overwrite(data: SocketData): void {
  if (typeof data === 'string') return;
  if (data instanceof ArrayBuffer) new Uint8Array(data).fill(0xee);
  else new Uint8Array(data.buffer, data.byteOffset, data.byteLength).fill(0xee);
}

const form = fc.constantFrom<Form>('buffer', 'view', 'dataView', 'string');
const size = fc.oneof(
  { weight: 5, arbitrary: fc.nat(200) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 * LARGEST_SEND }) },
  { weight: 1, arbitrary: fc.constantFrom(0, LARGEST_SEND - 1, LARGEST_SEND, LARGEST_SEND + 1, 21846) }
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ form, size }) },
  { weight: 2, arbitrary: fc.constant('settle' as const) },
  { weight: 1, arbitrary: fc.constant('open' as const) }
);

describe('TcpWriter', () => {
  it('sends each byte once and in order, one native send of bounded size at a time, and counts what is lost', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, givesUp) => {
        const bench = new Bench();
        const ends: number[] = [];
        let written = 0;
        let isOpen = false;
        for (const each of steps) {
          if (each === 'settle') {
            if (bench.unsettled > 0) bench.settle();
          } else if (each === 'open') {
            if (!isOpen) bench.writer.open();
            isOpen = true;
          } else {
            const bytes = streamBytes(written, each.size).map((byte) => byte & 0x7f);
            const data = dataOf(bytes, each.form);
            bench.writer.write(data);
            overwrite(data);
            written += each.size;
            if (each.size > 0) ends.push(written);
          }
          assert.ok(bench.unsettled <= 1);
          const settled = bench.sends.slice(0, bench.sends.length - bench.unsettled);
          const settledBytes = settled.reduce((sum, send) => sum + send.length, 0);
          assert.equal(bench.writer.isEmpty, settledBytes === written);
          if (isOpen) assert.ok(bench.unsettled === 1 || settledBytes === written, 'it waits for nothing');
          else assert.equal(bench.sends.length, 0);
        }
        if (!isOpen) bench.writer.open();
        if (givesUp) {
          const settled = bench.sends.slice(0, bench.sends.length - bench.unsettled);
          const settledBytes = settled.reduce((sum, send) => sum + send.length, 0);
          assert.equal(bench.writer.abandon(), ends.filter((end) => end > settledBytes).length);
          assert.equal(bench.writer.isEmpty, true);
          assert.equal(bench.writer.abandon(), 0);
          const sends = bench.sends.length;
          bench.settleAll();
          assert.equal(bench.sends.length, sends);
        } else {
          bench.settleAll();
          assert.equal(bench.sent.length, written);
          assert.equal(bench.writer.isEmpty, true);
        }
        const expected = streamBytes(0, bench.sent.length).map((byte) => byte & 0x7f);
        assert.ok(bench.sent.equals(expected), 'the bytes differ from what was written');
        for (const { length } of bench.sends) assert.ok(length > 0 && length <= LARGEST_SEND, `${length}`);
      })
    );
  });

  it('sends text as UTF-8, also what has no UTF-8 form', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.boolean(), (texts, opensFirst) => {
        const bench = opensFirst ? opened() : new Bench();
        for (const text of texts) bench.writer.write(text);
        if (!opensFirst) bench.writer.open();
        bench.settleAll();
        assert.equal(
          bench.sent.toString('hex'),
          Buffer.concat(texts.map((text) => Buffer.from(text))).toString('hex')
        );
      })
    );
    const bench = opened();
    bench.writer.write('a\ud800b\0');
    assert.equal(bench.sent.toString('hex'), Buffer.from('a\ufffdb\0').toString('hex'));
  });

  it('keeps the order and the size of sends for long texts of any width', () => {
    const bench = opened();
    const texts = ['\u20ac'.repeat(30000), 'x'.repeat(LARGEST_SEND + 1), '\u{1f600}'.repeat(20000), 'end'];
    for (const text of texts) bench.writer.write(text);
    bench.settleAll();
    assert.equal(bench.sent.toString(), texts.join(''));
    for (const { length } of bench.sends) assert.ok(length <= LARGEST_SEND, `${length}`);
  });

  it('sends the first write at once and what comes meanwhile together', () => {
    const bench = opened();
    for (let i = 0; i < 1000; i++) bench.writer.write(streamBytes(64 * i, 64).slice().buffer);
    assert.deepEqual(
      bench.sends.map((send) => send.length),
      [64]
    );
    bench.settleAll();
    assert.equal(bench.sent.length, 64000);
    // Blocks start small and double, so that a queue with few bytes needs little memory.
    assert.ok(bench.sends.length <= 8, `${bench.sends.length} native sends for 1000 writes`);
  });

  it("sends an idle connection's write at once", () => {
    const bench = opened();
    for (let i = 1; i <= 3; i++) {
      bench.writer.write('x');
      assert.equal(bench.sends.length, i);
      bench.settle();
    }
  });

  it('ignores empty writes', () => {
    const bench = opened();
    for (const empty of ['', new ArrayBuffer(0), new Uint8Array(0)]) bench.writer.write(empty);
    assert.equal(bench.sends.length, 0);
    assert.equal(bench.writer.isEmpty, true);
    assert.equal(bench.writer.abandon(), 0);
  });

  it('never sends more than there is room, and goes on when there is more', () => {
    fc.assert(
      fc.property(
        fc.array(size, { maxLength: 20 }),
        fc.integer({ min: 5_000, max: 100_000 }),
        (sizes, rate) => {
          const bench = opened();
          bench.room = 0;
          const expected = sizes.map((length, index) => streamBytes(index * 7, length));
          for (const bytes of expected) bench.writer.write(dataOf(bytes, 'buffer'));
          const total = Buffer.concat(expected);
          assert.equal(bench.writer.bufferedAmount, total.length);
          for (let given = 0; given < total.length; given += rate) {
            bench.giveRoom(rate);
            bench.settleAll();
          }
          assert.deepEqual(bench.sent, total);
          assert.equal(bench.writer.bufferedAmount, 0);
          assert.equal(bench.drained, total.length > 0 ? 1 : 0);
        }
      )
    );
  });

  it('tells once that all waiting data have gone, and not for data that never waited', () => {
    const bench = opened();
    bench.writer.write('at once');
    bench.settleAll();
    assert.equal(bench.drained, 0);
    bench.writer.write('at once');
    bench.writer.write('waits');
    bench.writer.write('waits');
    bench.settleAll();
    assert.equal(bench.drained, 1);
  });

  it('refuses data from the high-water mark on and accepts them again below it', () => {
    const bench = new Bench(10);
    assert.equal(bench.writer.write('0123456789ABC'), true, 'below the mark');
    assert.equal(bench.writer.write('x'), false);
    assert.equal(bench.writer.bufferedAmount, 13);
    bench.writer.open();
    bench.settleAll();
    assert.equal(bench.writer.write('y'), true);
    bench.settleAll();
    assert.equal(bench.sent.toString(), '0123456789ABCy');
  });
});
