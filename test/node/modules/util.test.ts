import assert from 'node:assert/strict';
import { test } from 'node:test';
import nodeUtil from 'node:util';
import shim from '../../../plugin/node/shims/util.ts';
import { assertRefusedAlike } from './refusals.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeUtil;

test('stripVTControlCharacters: as Node', () => {
  for (const text of [
    '\u001b[31mred\u001b[39m and \u001b[1;4mmore\u001b[0m',
    '\u001b]8;;http://192.0.2.1/a?b=1\u0007link\u001b]8;;\u0007',
    '\u009b2Kline',
    '\u001b[?25l[x] 100% a;b',
    'none',
    ''
  ]) {
    assert.equal(ours.stripVTControlCharacters(text), nodeUtil.stripVTControlCharacters(text), text);
  }
  assertRefusedAlike<typeof nodeUtil>(
    [(util) => util.stripVTControlCharacters(5 as unknown as string)],
    ours,
    nodeUtil
  );
});

test('isDeepStrictEqual: as Node', () => {
  const values = [
    0,
    -0,
    NaN,
    '0',
    null,
    undefined,
    [1, [2]],
    [1, [3]],
    { a: 1 },
    { a: 1, b: 2 },
    new Map([[1, 2]])
  ];
  const others = [...values, new Set([1]), Buffer.from('a'), new Date(0), /a/g, structuredClone(values)];
  for (const left of others) {
    for (const right of [...others, structuredClone(values)]) {
      assert.equal(ours.isDeepStrictEqual(left, right), nodeUtil.isDeepStrictEqual(left, right));
    }
  }
});

test('formatWithOptions, debug and getSystemErrorName: as Node', () => {
  assert.equal(ours.formatWithOptions({ colors: true }, '%s of %d', 'one', 2), 'one of 2');
  assert.equal(typeof ours.debug('section'), 'function');
  assert.equal(ours.getSystemErrorName(-111), nodeUtil.getSystemErrorName(-111));
});
