import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatHex, parseHex } from '../src/payload/hex';

test('every byte value survives formatting and parsing', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
  assert.deepEqual(parseHex(formatHex(bytes)), bytes);
});

test('bytes are written as two lower-case digits with spaces between', () => {
  assert.equal(formatHex(Uint8Array.of(0, 10, 255)), '00 0a ff');
  assert.equal(formatHex(new Uint8Array(0)), '');
});

test('spaces, line breaks, commas and colons may stand between bytes, and capitals count', () => {
  assert.deepEqual(parseHex('DEad,be:EF\n 01'), Uint8Array.of(0xde, 0xad, 0xbe, 0xef, 0x01));
  assert.deepEqual(parseHex('  '), new Uint8Array(0));
});

test('what is no hex is named with its position', () => {
  assert.throws(() => parseHex('de xd'), new Error('"x" at position 4 is no hex digit'));
  assert.throws(() => parseHex('de dx'), new Error('"x" at position 5 is no hex digit'));
  assert.throws(() => parseHex('x'), new Error('"x" at position 1 is no hex digit'));
  assert.throws(() => parseHex('dead b'), new Error('"b" at position 6 lacks a second digit'));
  assert.throws(() => parseHex('d eadb'), new Error('"d" at position 1 lacks a second digit'));
});
