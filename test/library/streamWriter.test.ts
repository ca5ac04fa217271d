import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { copyAsEngine } from '../host/engineArrays.ts';
import { streamBytes } from './support/streamBytes.ts';
import {
  dataOf,
  type Form,
  LARGEST_DIRECT_SEND,
  LARGEST_PIECE,
  PIECES_A_TURN,
  nextTurn,
  overwrite,
  type Taking,
  WORTH_A_SEND,
  WriterBench
} from './support/writerBench.ts';

function opened(taking: Taking = 'at once'): WriterBench {
  const bench = new WriterBench(taking);
  bench.writer.open();
  return bench;
}

const form = fc.constantFrom<Form>('buffer', 'view', 'dataView', 'string');
const size = fc.oneof(
  { weight: 5, arbitrary: fc.nat(200) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 * LARGEST_PIECE }) },
  { weight: 1, arbitrary: fc.constantFrom(0, LARGEST_PIECE - 1, LARGEST_PIECE, LARGEST_PIECE + 1, 21846) }
);
const taking = fc.constantFrom<Taking>('at once', 'late', 'unknown');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ form, size }) },
  { weight: 3, arbitrary: fc.record({ settles: fc.nat(PIECES_A_TURN) }) },
  { weight: 2, arbitrary: fc.constant('turn' as const) },
  { weight: 1, arbitrary: fc.constant('open' as const) }
);

describe('StreamWriter', () => {
  it('sends each byte once and in order, whatever is settled when, and counts what is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        taking,
        fc.array(step, { maxLength: 40 }),
        fc.boolean(),
        async (takes, steps, givesUp) => {
          const bench = new WriterBench(takes);
          const ends: number[] = [];
          const direct = new Set<number>();
          let written = 0;
          let isOpen = false;
          for (const each of steps) {
            if (each === 'turn') {
              await nextTurn();
              const isIdle = bench.unsettled.length === 0 && isOpen;
              assert.ok(!isIdle || bench.sent.length === written, 'it waits for nothing');
            } else if (each === 'open') {
              if (!isOpen) bench.writer.open();
              isOpen = true;
            } else if ('settles' in each) {
              if (bench.unsettled.length > 0) bench.settle(each.settles);
            } else {
              const bytes = streamBytes(written, each.size).map((byte) => byte & 0x7f);
              const data = dataOf(bytes, each.form);
              bench.writeData(data);
              overwrite(data);
              written += each.size;
              direct.add(each.size);
              if (each.size > 0) ends.push(written);
            }
            if (!isOpen) assert.equal(bench.sends.length, 0);
            assert.equal(bench.writer.bufferedAmount, written - bench.sent.length);
            assert.equal(bench.writer.isEmpty, bench.unsettled.length === 0 && bench.sent.length === written);
          }
          if (!isOpen) bench.writer.open();
          if (givesUp) {
            const taken = bench.taken;
            const settledUpTo = bench.settledUpTo;
            const lost = await bench.abandon();
            assert.ok(lost >= ends.filter((end) => end > taken).length, 'too few were reported');
            assert.ok(lost <= ends.filter((end) => end > settledUpTo).length, 'too many were reported');
            assert.equal(await bench.abandon(), 0);
            const sends = bench.sends.length;
            await nextTurn();
            bench.settleAll();
            assert.equal(bench.sends.length, sends);
          } else {
            await nextTurn();
            bench.settleAll();
            assert.equal(bench.sent.length, written);
            assert.equal(bench.writer.isEmpty, true);
          }
          const expected = streamBytes(0, bench.sent.length).map((byte) => byte & 0x7f);
          assert.ok(bench.sent.equals(expected), 'the bytes differ from what was written');
          for (const length of bench.sizes)
            assert.ok(length > 0 && (length <= LARGEST_PIECE || direct.has(length)), `${length}`);
        }
      )
    );
  });

  it('sends nothing of what comes behind a view in its buffer', (t) => {
    t.after(copyAsEngine());
    const bench = opened();
    bench.writeData(Buffer.from('lamp on').subarray(0, 4));
    assert.equal(bench.sent.toString('latin1'), 'lamp');
  });

  it('sends text as UTF-8, also what has no UTF-8 form', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.boolean(), (texts, opensFirst) => {
        const bench = opensFirst ? opened('unknown') : new WriterBench('unknown');
        for (const text of texts) bench.writeData(text);
        if (!opensFirst) bench.writer.open();
        bench.settleAll();
        assert.equal(
          bench.sent.toString('hex'),
          Buffer.concat(texts.map((text) => Buffer.from(text))).toString('hex')
        );
      })
    );
    const bench = opened();
    bench.writeData('a\ud800b\0');
    assert.equal(bench.sent.toString('hex'), Buffer.from('a\ufffdb\0').toString('hex'));
  });

  it('keeps the order and the size of sends for long texts of any width', async () => {
    const bench = opened('unknown');
    const texts = ['\u20ac'.repeat(30000), 'x'.repeat(LARGEST_PIECE + 1), '\u{1f600}'.repeat(20000), 'end'];
    for (const text of texts) bench.writeData(text);
    await nextTurn();
    bench.settleAll();
    assert.ok(bench.sent.toString() === texts.join(''), 'the texts differ');
    for (const length of bench.sizes) assert.ok(length <= LARGEST_PIECE, `${length}`);
  });

  it('sends the first write of a turn at once and what follows in it together, at its end', async () => {
    const bench = opened();
    for (let i = 0; i < 1000; i++) bench.write(64);
    assert.deepEqual(bench.sizes, [64]);
    await nextTurn();
    assert.equal(bench.sent.length, 64000, 'although nothing is settled');
    // Blocks start small and double, so that a queue with few bytes needs little memory.
    assert.ok(bench.sends.length <= 8, `${bench.sends.length} native sends for 1000 writes`);
    bench.write(1, 2);
    assert.deepEqual(bench.sizes.at(-1), 1);
    await nextTurn();
    assert.deepEqual(bench.sizes.at(-1), 2);
  });

  it('sends one after the other where nobody knows what the system has', async () => {
    const bench = opened('unknown');
    bench.write(1, WORTH_A_SEND, 3);
    await nextTurn();
    bench.write(4);
    await nextTurn();
    assert.deepEqual(bench.sizes, [1]);
    bench.settleAll();
    assert.deepEqual(bench.sent.length, 1 + WORTH_A_SEND + 3 + 4);
  });

  it('sends large writes at once and whole up to 1 MiB', async () => {
    const bench = opened();
    bench.write(1, WORTH_A_SEND, LARGEST_DIRECT_SEND);
    assert.deepEqual(bench.sizes, [1, WORTH_A_SEND, LARGEST_DIRECT_SEND]);
    bench.write(2, WORTH_A_SEND);
    assert.deepEqual(bench.sizes.slice(3), [2, WORTH_A_SEND], 'what waits goes first');
    bench.write(LARGEST_DIRECT_SEND + 1);
    assert.equal(bench.writer.bufferedAmount, LARGEST_DIRECT_SEND + 1);
    await nextTurn();
    bench.settleAll();
    assert.equal(bench.writer.bufferedAmount, 0);
  });

  it('lets nothing follow a send that the system does not have, before it is settled', async () => {
    const bench = opened('late');
    bench.write(1, WORTH_A_SEND);
    await nextTurn();
    bench.write(2);
    await nextTurn();
    assert.deepEqual(bench.sizes, [1]);
    assert.equal(await bench.abandon(), 3);
  });

  it('goes on with what waits when sends are settled, not with all of it at once', async () => {
    const bench = opened();
    bench.room = 0;
    bench.write(100 * LARGEST_PIECE);
    await nextTurn();
    bench.giveRoom(Infinity);
    assert.equal(bench.sends.length, PIECES_A_TURN);
    bench.settle(5);
    assert.equal(bench.sends.length, PIECES_A_TURN + 1);
    bench.isBehind = true;
    for (let i = 0; i < 10; i++) bench.settle();
    assert.equal(bench.unsettled.length, PIECES_A_TURN - 10, 'nobody knows whether the last one has gone');
    bench.isBehind = false;
    bench.settle();
    assert.equal(bench.unsettled.length, PIECES_A_TURN, 'as many as before');
    bench.settleAll();
    assert.equal(bench.sends.length, 100);
  });

  it('moves what waits on with each large write, before the copy of that is made', async () => {
    const bench = opened();
    bench.room = 0;
    bench.write(LARGEST_PIECE, LARGEST_PIECE);
    bench.room = Infinity;
    bench.write(LARGEST_PIECE);
    assert.equal(bench.writer.bufferedAmount, 2 * LARGEST_PIECE, 'no more than comes');
    bench.write(2 * LARGEST_PIECE);
    assert.equal(bench.writer.bufferedAmount, 0);
    assert.deepEqual(bench.sizes.at(-1), 2 * LARGEST_PIECE);
    bench.giveRoom(1);
    await nextTurn();
    bench.settleAll();
    assert.equal(bench.drained, 1);
  });

  it('does not take a write for lost whose bytes the system has, whatever is settled how', async () => {
    const bench = opened();
    bench.write(WORTH_A_SEND, WORTH_A_SEND);
    await nextTurn();
    assert.equal(bench.fail(), true, 'the second send would not have been made');
    bench.settle();
    assert.deepEqual([bench.settledWrites, await bench.abandon()], [2, 0]);
  });

  it('tells of a failed send whose bytes the system does not have, and loses what it brought', async () => {
    const bench = opened('late');
    bench.write(1, WORTH_A_SEND);
    assert.equal(bench.fail(), false);
    assert.equal(await bench.abandon(), 2);
  });

  it("sends an idle connection's write at once", () => {
    const bench = opened();
    for (let i = 1; i <= 3; i++) {
      bench.writeData('x');
      assert.equal(bench.sends.length, i);
      bench.settle();
    }
  });

  it('never sends more than there is room, and goes on when there is more', async () => {
    await fc.assert(
      fc.asyncProperty(
        taking,
        fc.array(size, { maxLength: 20 }),
        fc.integer({ min: 5_000, max: 100_000 }),
        async (takes, sizes, rate) => {
          const bench = opened(takes);
          bench.room = 0;
          const expected = sizes.map((length, index) => streamBytes(index * 7, length));
          for (const bytes of expected) bench.writeData(dataOf(bytes, 'buffer'));
          await nextTurn();
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
    bench.writeData('at once');
    bench.settleAll();
    assert.equal(bench.drained, 0);
    bench.writeData('at once');
    bench.writeData('waits');
    bench.writeData('waits');
    bench.settleAll();
    assert.equal(bench.drained, 1);
  });
});
