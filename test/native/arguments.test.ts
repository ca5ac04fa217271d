import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { companionFolder } from '../../tools/native/companion.ts';
import { companion } from './support/addons.ts';
import { openSocket } from './support/descriptors.ts';
import { call, FUNCTIONS } from './support/functions.ts';
import { failure, linux } from './support/linux.ts';

/** Right for no parameter; undefined and null are right for optional ones. */
const WRONG = [true, {}, [], 1.5, NaN, Infinity, -Infinity, 2 ** 31, -(2 ** 31) - 1, 7n, Symbol('fd'), ''];

test('the module has what its declarations say, and the list above has it all', () => {
  const declarations = readFileSync(
    path.join(companionFolder, 'types/libtaro_harmony_socket/Index.d.ts'),
    'utf8'
  );
  const declared = [...declarations.matchAll(/^export const (\w+):/gm)].map(([, name]) => name ?? '').sort();
  assert.deepEqual(Object.getOwnPropertyNames(companion).sort(), declared);
  assert.deepEqual(Object.keys(FUNCTIONS).sort(), declared);
});

for (const [name, { right }] of Object.entries(FUNCTIONS)) {
  test(`${name}: too few and too many arguments`, () => {
    assert.equal(call(name, []), failure('EINVAL'));
    assert.equal(call(name, [...right, 1]), failure('EINVAL'));
    assert.equal(call(name, [...right, ...Array.from({ length: 20 }, () => 1)]), failure('EINVAL'));
  });

  test(`${name}: arguments of other types`, () => {
    right.forEach((_, index) => {
      for (const wrong of WRONG) {
        assert.equal(call(name, right.with(index, wrong)), failure('EINVAL'), inspect(wrong));
      }
    });
    assert.equal(call(name, right.with(0, undefined)), failure('EINVAL'));
    assert.equal(call(name, right.with(0, null)), failure('EINVAL'));
  });
}

test('a descriptor above what a C int holds is none', (t) => {
  const fd = openSocket(t, linux.ipv4, linux.datagram);
  assert.equal(companion.getTtl(fd + 2 ** 32), failure('EINVAL'));
});

test('families, addresses and ports that are none', () => {
  for (const family of [0, 2, 5, 10, -4]) assert.equal(companion.reservePort(family), failure('EINVAL'));
  const addresses = ['localhost', '127.0.0', '999.1.1.1', '::1', '127.0.0.1\0', ' 127.0.0.1', 'é'];
  for (const address of [...addresses, '1'.repeat(5000)])
    assert.equal(companion.reservePort(4, address), failure('EINVAL'), address);
  for (const address of ['127.0.0.1', '::1%lo', ':::']) {
    assert.equal(companion.reservePort(6, address), failure('EINVAL'), address);
  }
  for (const port of [-1, 65536])
    assert.equal(companion.reservePort(4, '127.0.0.1', port), failure('EINVAL'));
});
