import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeUtf8, encodeUtf8 } from '../src/payload/utf8';

test('encoding gives the bytes that TextEncoder gives', () => {
  for (const text of [
    '',
    'plain % text',
    'é',
    '你好，世界',
    '🛰️ packet',
    'a\u0000b',
    'half \ud83d pair',
    '\udc00'
  ]) {
    assert.deepEqual(encodeUtf8(text), new TextEncoder().encode(text), JSON.stringify(text));
  }
});

test('decoding gives the text back', () => {
  for (const text of ['', '%41', 'é', '你好，世界', '🛰️ packet', '\ufeffmark']) {
    assert.equal(decodeUtf8(new TextEncoder().encode(text)), text);
  }
});

test('bytes that are no UTF-8 give null', () => {
  for (const bytes of [[0xff], [0xe4, 0xbd], [0xc0, 0x80], [0xed, 0xa0, 0x80]]) {
    assert.equal(decodeUtf8(Uint8Array.from(bytes)), null);
  }
});
