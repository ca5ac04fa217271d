import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPayload, readPort, withLineFeed } from '../src/payload/payload';

test('text is sent as it was typed, hex as the bytes that it spells', () => {
  assert.deepEqual(readPayload('text', 'é1'), { message: 'é1', bytes: Uint8Array.of(0xc3, 0xa9, 0x31) });
  const hex = readPayload('hex', '00 ff');
  assert.deepEqual(hex.bytes, Uint8Array.of(0x00, 0xff));
  assert.deepEqual(hex.message, Uint8Array.of(0x00, 0xff).buffer);
});

test('an empty message is refused', () => {
  const refusal = new Error('There is nothing to send: type a message first');
  assert.throws(() => readPayload('text', ''), refusal);
  assert.throws(() => readPayload('hex', ' '), refusal);
});

test('a line feed is appended to text and to bytes', () => {
  assert.deepEqual(withLineFeed(readPayload('text', 'a')), {
    message: 'a\n',
    bytes: Uint8Array.of(0x61, 0x0a)
  });
  assert.deepEqual(withLineFeed(readPayload('hex', '61')).message, Uint8Array.of(0x61, 0x0a).buffer);
});

test('ports outside the range, and what is no whole number, are refused', () => {
  assert.equal(readPort('65535'), 65535);
  assert.equal(readPort(' 1 '), 1);
  assert.equal(readPort('0', 0), 0);
  for (const typed of ['', '0', '65536', '-1', '80.5', '0x50', '1e3', 'http']) {
    assert.throws(() => readPort(typed), new Error(`"${typed}" is no port: type a number from 1 to 65535`));
  }
});
