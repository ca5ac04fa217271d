import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from './support/arkUi.ts';
import {
  decodeText,
  encodeText,
  formatHex,
  parseHex,
  PayloadFormat
} from '../../entry/src/main/ets/viewmodel/bytes.ets';
import { AddressField, IntegerField, PayloadField } from '../../entry/src/main/ets/viewmodel/Field.ets';

test('hexadecimal digits are read with and without separators', () => {
  assert.deepEqual(parseHex('48 69:0a\nFf'), new Uint8Array([0x48, 0x69, 0x0a, 0xff]));
  assert.deepEqual(parseHex(''), new Uint8Array(0));
  for (const wrong of ['4', '48 6', '0x48', 'zz', '48,69']) assert.equal(parseHex(wrong), undefined, wrong);
});

test('bytes are shown as pairs of digits, or as text that need not be well-formed', () => {
  assert.equal(formatHex(new Uint8Array([0, 0x0a, 0xff])), '00 0a ff');
  assert.equal(decodeText(encodeText('你好, 😀')), '你好, 😀');
  assert.equal(decodeText(new Uint8Array([0x41, 0xff])), 'A\ufffd');
});

test('an integer field takes its range only and says what it wants', () => {
  const field = new IntegerField('', 1, 65535);
  for (const wrong of ['', '0', '65536', '-1', '1.5', '1e3', 'port', '99999999999']) {
    field.edit(wrong);
    assert.equal(field.read(), undefined, wrong);
    assert.equal(textOf(field.problem), 'Enter a number from 1 to 65535');
  }
  field.edit(' 8080 ');
  assert.equal(field.problem, undefined);
  assert.equal(field.read(), 8080);
});

test('an integer field that may be empty has a meaning for that', () => {
  assert.equal(new IntegerField(' ', 1, 65535, 0).read(), 0);
  assert.equal(new IntegerField('0', 1, 65535, 0).read(), undefined);
});

test('an address field takes names and literals, and nothing with a space in it', () => {
  for (const right of ['127.0.0.1', '::1', ' printer.local ']) {
    assert.equal(new AddressField(right).read(), right.trim());
  }
  for (const wrong of ['', '  ', '127.0.0.1 8080', 'a'.repeat(254)]) {
    const field = new AddressField(wrong);
    assert.equal(field.read(), undefined);
    assert.equal(textOf(field.problem), 'Enter an IP address or a host name');
  }
});

test('a payload field gives bytes of text or of hexadecimal digits', () => {
  const field = new PayloadField('é');
  assert.deepEqual(field.read(), new Uint8Array([0xc3, 0xa9]));
  field.chooseFormat(PayloadFormat.Hex);
  assert.equal(field.read(), undefined);
  assert.equal(textOf(field.problem), 'Enter pairs of hexadecimal digits, such as 48 69');
  field.edit('c3 a9');
  assert.equal(field.problem, undefined);
  assert.deepEqual(field.read(), new Uint8Array([0xc3, 0xa9]));
  field.edit(' ');
  assert.equal(field.read(), undefined);
  assert.equal(textOf(field.problem), 'Enter at least one byte');
});

test('editing to the same text keeps the problem: controls tell of their own text, too', () => {
  const field = new IntegerField('x', 1, 9);
  field.read();
  field.edit('x');
  assert.notEqual(field.problem, undefined);
});
