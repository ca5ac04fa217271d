import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import type { Message } from '../../tools/bench/contenders/contender.ts';
import { pairReader, Sink, Source, writeNumbers } from '../../tools/bench/flow.ts';
import { MessageRing, verifyChecksum } from '../../tools/bench/messages.ts';

const RUN = { transport: 'tcp', size: 16, count: 32 } as const;

/** The messages of a run that nothing holds up. */
function messagesOf(isText: boolean): Buffer[] {
  const sent: Message[] = [];
  const source = new Source({ ...RUN, isText }, (message) => sent.push(message) > 0);
  source.acknowledge(0);
  return sent.map((message) => Buffer.from(message as ArrayBuffer));
}

describe('a source', () => {
  for (const isText of [false, true]) {
    it(`sends different messages, whose checksum is known (${isText ? 'texts' : 'buffers'})`, () => {
      const sent = messagesOf(isText);
      assert.deepEqual(new Set(sent.map(({ length }) => length)), new Set([RUN.size]));
      assert.equal(new Set(sent.map((bytes) => bytes.toString('hex'))).size, RUN.count);
      assert.equal(new MessageRing(RUN.size, isText).checksum(RUN.count), crc32(Buffer.concat(sent)));
    });
  }

  it('keeps no more on its way than its window, and stops where no more is taken', () => {
    let sent = 0;
    const source = new Source({ ...RUN, window: 64 }, () => ++sent !== 2);
    source.acknowledge(0);
    assert.equal(sent, 2);
    source.proceed();
    assert.equal(sent, 4);
    source.acknowledge(16);
    assert.equal(sent, 5);
    source.acknowledge(RUN.size * RUN.count);
    assert.equal(sent, RUN.count);
  });
});

describe('a sink', () => {
  const messages = messagesOf(false);
  const expected = new MessageRing(RUN.size).checksum(RUN.count);

  it('tells how much has come, and accepts what was sent however it is cut', () => {
    const told: number[] = [];
    const sink = new Sink({ ...RUN, window: 256 }, (bytes) => told.push(bytes));
    const all = Buffer.concat(messages);
    for (let run = 0; run < 2; run++) {
      sink.take(all.subarray(0, 70));
      sink.take(new Uint8Array(all.subarray(70)).buffer);
      verifyChecksum(sink.takeChecksum(), expected);
    }
    assert.deepEqual(told, [64, 512, 64, 512]);
  });

  const damages: Readonly<Record<string, readonly Buffer[]>> = {
    'a lost message': messages.slice(1),
    'a message too many': [...messages, ...messages.slice(0, 1)],
    'messages in another order': messages.toReversed()
  };
  for (const [damage, received] of Object.entries(damages)) {
    it(`notices ${damage}`, () => {
      const sink = new Sink(RUN, () => {});
      for (const message of received) sink.take(message);
      assert.throws(
        () => verifyChecksum(sink.takeChecksum(), expected),
        /^Error: received bytes have CRC-32 [0-9a-f]{8}, sent were [0-9a-f]{8}$/
      );
    });
  }
});

it('numbers are read in pairs, wherever they are cut', () => {
  const pairs: number[][] = [];
  const read = pairReader((...pair) => pairs.push(pair));
  const bytes = Buffer.concat(
    [writeNumbers(1, 2), writeNumbers(3, 4_000_000_000)].map((each) => Buffer.from(each))
  );
  for (const piece of [bytes.subarray(0, 3), bytes.subarray(3, 9), bytes.subarray(9)]) read(piece);
  assert.deepEqual(pairs, [
    [1, 2],
    [3, 4_000_000_000]
  ]);
});
