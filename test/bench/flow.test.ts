import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import type { Message } from '../../tools/bench/contenders/contender.ts';
import { sink, source } from '../../tools/bench/flow.ts';
import { checksumOf, messageRing, verifyChecksum } from '../../tools/bench/messages.ts';

const RUN = { size: 16, count: 30 } as const;

/** The messages of a run that nothing holds up. */
function messagesOf(isText: boolean): Buffer[] {
  const sent: Message[] = [];
  source({ ...RUN, isText }, (message) => sent.push(message))();
  return sent.map((message) => Buffer.from(message as ArrayBuffer));
}

describe('a source', () => {
  for (const isText of [false, true]) {
    it(`sends different messages, whose checksum is known (${isText ? 'texts' : 'buffers'})`, () => {
      const sent = messagesOf(isText);
      assert.deepEqual(new Set(sent.map(({ length }) => length)), new Set([RUN.size]));
      assert.equal(new Set(sent.map((bytes) => bytes.toString('hex'))).size, RUN.count);
      assert.equal(messageRing(RUN.size, isText).checksum(RUN.count), crc32(Buffer.concat(sent)));
    });
  }

  it('keeps no more on its way than it may, and begins again when a run has arrived', () => {
    const sent: Message[] = [];
    const proceed = source({ ...RUN, ahead: 16 }, (message) => sent.push(message));
    const counts = Array.from({ length: 9 }, () => {
      proceed();
      return sent.length;
    });
    assert.deepEqual(counts, [16, 20, 24, 28, 30, 30, 30, 30, 46]);
    assert.deepEqual(sent.slice(30), sent.slice(0, 16));
  });
});

describe('a sink', () => {
  const messages = messagesOf(false);
  const expected = messageRing(RUN.size).checksum(RUN.count);

  it('tells of each step that has come, and accepts what was sent however it is cut', () => {
    const told: boolean[] = [];
    const { take, end } = sink({ ...RUN, ahead: 16 }, (isAll) => told.push(isAll));
    const all = Buffer.concat(messages);
    for (let run = 0; run < 2; run++) {
      take(all.subarray(0, 70));
      assert.deepEqual(told.splice(0), [false]);
      take(new Uint8Array(all.subarray(70, 479)).buffer);
      assert.deepEqual(told.splice(0), [false, false, false, false, false, false]);
      take(all.subarray(479));
      assert.deepEqual(told.splice(0), [true]);
      verifyChecksum(checksumOf(end()), expected);
    }
  });

  const damages: Readonly<Record<string, readonly Buffer[]>> = {
    'a lost message': messages.slice(1),
    'a message too many': [...messages, ...messages.slice(0, 1)],
    'messages in another order': messages.toReversed()
  };
  for (const [damage, received] of Object.entries(damages)) {
    it(`notices ${damage}`, () => {
      const { take, end } = sink(RUN, () => {});
      for (const message of received) take(message);
      assert.throws(
        () => verifyChecksum(checksumOf(end()), expected),
        /^Error: received bytes have CRC-32 [0-9a-f]{8}, sent were [0-9a-f]{8}$/
      );
    });
  }
});
