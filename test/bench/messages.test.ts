import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { MessageRing, patternBytes, Receipts, verifyChecksum } from '../../tools/bench/messages.ts';

describe('MessageRing', () => {
  it('repeats different messages in order', () => {
    const ring = new MessageRing(8, 'buffer', 3);
    const messages = [0, 1, 2].map((index) => Buffer.from(ring.at(index) as ArrayBuffer).toString('hex'));
    assert.equal(new Set(messages).size, 3);
    assert.equal(ring.at(3), ring.at(0));
    assert.equal(Buffer.from(messages.join(''), 'hex').compare(patternBytes(24)), 0);
  });

  for (const form of ['buffer', 'text'] as const) {
    it(`knows the checksum of what a run sends (${form})`, () => {
      const ring = new MessageRing(5, form, 4);
      const bytes = Array.from({ length: 7 }, (_, index) => {
        const message = ring.at(index);
        return typeof message === 'string' ? Buffer.from(message) : Buffer.from(message);
      });
      assert.ok(bytes.every(({ length }) => length === 5));
      assert.equal(ring.checksum(7), crc32(Buffer.concat(bytes)));
    });
  }
});

describe('Receipts', () => {
  const ring = new MessageRing(16, 'buffer', 4);

  function received(...indexes: readonly number[]): number {
    const receipts = new Receipts();
    for (const index of indexes) receipts.add(ring.at(index) as ArrayBuffer);
    return receipts.takeChecksum();
  }

  it('accept what was sent, however it is cut', () => {
    const receipts = new Receipts();
    const all = Buffer.concat([0, 1, 2, 3].map((index) => Buffer.from(ring.at(index) as ArrayBuffer)));
    receipts.add(all.subarray(0, 5));
    receipts.add(new Uint8Array(all.subarray(5)).buffer);
    verifyChecksum(receipts.takeChecksum(), ring.checksum(4), 'run');
  });

  for (const [damage, indexes] of Object.entries({
    'a lost message': [0, 1, 3],
    'a message too many': [0, 1, 2, 3, 3],
    'messages in another order': [0, 2, 1, 3]
  })) {
    it(`notice ${damage}`, () => {
      assert.throws(
        () => verifyChecksum(received(...indexes), ring.checksum(4), 'this run'),
        /^Error: this run: received bytes have CRC-32 [0-9a-f]{8}, sent were [0-9a-f]{8}$/
      );
    });
  }

  it('start anew for each run', () => {
    const receipts = new Receipts();
    receipts.add(ring.at(0) as ArrayBuffer);
    receipts.takeChecksum();
    assert.equal(receipts.takeChecksum(), 0);
  });
});
