import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineJoiner } from '../src/payload/lines';

test('a line that comes in pieces is handed out once, when its line feed has come', () => {
  const joiner = new LineJoiner();
  assert.deepEqual(joiner.push(Buffer.from('one')), []);
  assert.deepEqual(joiner.push(Buffer.from(' line\ntwo\nthr')), [bytes('one line'), bytes('two')]);
  assert.deepEqual(joiner.push(Buffer.from('ee\n\n')), [bytes('three'), bytes('')]);
});

test('the pieces in which a stream comes do not change its lines', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'));
  fc.assert(
    fc.property(
      fc.array(line),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
      (lines, lengths) => {
        const stream = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        const joiner = new LineJoiner();
        const received: Uint8Array[] = [];
        let position = 0;
        for (let turn = 0; position < stream.length; turn += 1) {
          const length = lengths[turn % lengths.length] ?? 1;
          received.push(...joiner.push(stream.subarray(position, position + length)));
          position += length;
        }
        assert.deepEqual(received, lines.map(bytes));
      }
    )
  );
});

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
