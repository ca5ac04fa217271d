import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ByteQueue, freeBlocks } from '../../library/src/main/ets/channel/ByteQueue.ets';
import { streamBytes } from './support/streamBytes.ts';

const LARGEST_BLOCK = 8192;

describe('ByteQueue', () => {
  it('gives back what was appended: all of it, in order, in blocks of bounded size', () => {
    const sizes = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 3 * LARGEST_BLOCK }));
    const step = fc.oneof(sizes, fc.constant('take' as const));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const queue = new ByteQueue(LARGEST_BLOCK);
        let appended = 0;
        let taken = 0;
        const take = (): boolean => {
          assert.equal(queue.isEmpty, taken === appended);
          const block = queue.take();
          if (block === undefined) {
            assert.equal(taken, appended);
            return false;
          }
          assert.ok(block.byteLength > 0 && block.byteLength <= LARGEST_BLOCK, `${block.byteLength} bytes`);
          assert.deepEqual(new Uint8Array(block), streamBytes(taken, block.byteLength));
          taken += block.byteLength;
          return true;
        };
        for (const each of steps) {
          if (each === 'take') {
            take();
          } else {
            const bytes = streamBytes(appended, each);
            queue.append(bytes);
            bytes.fill(0xee);
            appended += each;
          }
        }
        while (take()) continue;
      })
    );
  });

  it('uses blocks again that were given back, of which nothing is seen in any queue', () => {
    const sizes = fc.oneof(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 150_000 }));
    const step = fc.record({ queue: fc.nat(1), append: fc.option(sizes), most: fc.option(sizes) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const queues = [0, 1].map(() => ({ queue: new ByteQueue(65536), appended: 0, taken: 0 }));
        const take = (each: (typeof queues)[number], most?: number): boolean => {
          const block = each.queue.take(most);
          if (block === undefined) return false;
          assert.ok(Buffer.from(block).equals(streamBytes(each.taken, block.byteLength)));
          each.taken += block.byteLength;
          each.queue.giveBack(block);
          return true;
        };
        for (const { queue: index, append, most } of steps) {
          const each = queues[index];
          if (each === undefined) continue;
          if (append !== null) {
            each.queue.append(streamBytes(each.appended, append));
            each.appended += append;
          }
          take(each, most ?? undefined);
        }
        for (const each of queues) {
          while (take(each)) continue;
          assert.equal(each.taken, each.appended);
        }
      })
    );
  });

  it('takes no new memory for 4 MiB that wait again and again, until blocks are freed', () => {
    const queue = new ByteQueue(65536);
    const bytes = streamBytes(0, 4 * 1024 * 1024);
    const passOn = (): Set<ArrayBuffer> => {
      queue.append(bytes);
      const passed = new Set<ArrayBuffer>();
      for (let block = queue.take(); block !== undefined; block = queue.take()) passed.add(block);
      for (const block of passed) queue.giveBack(block);
      return passed;
    };
    const first = passOn();
    assert.equal(first.size, 64);
    assert.equal([...passOn()].filter((block) => !first.has(block)).length, 0);
    freeBlocks();
    assert.equal([...passOn()].filter((block) => first.has(block)).length, 0);
    freeBlocks();
  });

  it('puts many small pieces into few blocks', () => {
    const queue = new ByteQueue(65536);
    for (let i = 0; i < 1000; i++) queue.append(streamBytes(i * 64, 64));
    let blocks = 0;
    while (queue.take() !== undefined) blocks += 1;
    assert.ok(blocks <= 6, `64000 bytes in ${blocks} blocks`);
  });

  it('appends the window of a view, and nothing for an empty one', () => {
    const queue = new ByteQueue(LARGEST_BLOCK);
    queue.append(new Uint8Array(0));
    assert.equal(queue.isEmpty, true);
    assert.equal(queue.take(), undefined);
    queue.append(streamBytes(0, 10).subarray(3, 5));
    assert.deepEqual(new Uint8Array(queue.take() ?? new ArrayBuffer(0)), streamBytes(3, 2));
    assert.equal(queue.isEmpty, true);
  });

  it('holds no more memory than a small multiple of what waits', () => {
    const queue = new ByteQueue(65536);
    queue.append(streamBytes(0, 1));
    const block = queue.take();
    assert.equal(block?.byteLength, 1);
  });
});
