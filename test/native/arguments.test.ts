import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { companionFolder } from '../../tools/native/companion.ts';
import { anyValue } from '../library/support/anyValue.ts';
import { companion } from './support/addons.ts';
import { openSocket } from './support/descriptors.ts';
import { call, FUNCTIONS } from './support/functions.ts';
import { failure, linux } from './support/linux.ts';

/** Whoever asks it for anything gets an exception. */
const untouchable = Proxy.revocable({}, {});
untouchable.revoke();

/** Its bytes belong to another. */
const handedOn = new ArrayBuffer(1);
structuredClone(handedOn, { transfer: [handedOn] });

/** Right for no parameter; undefined and null are right for optional ones. */
const WRONG = [
  ...[true, {}, [], 7n, Symbol('fd'), '', 'x'.repeat(2 ** 20), '127.0.0.1\0', '\ud800'],
  ...[1.5, NaN, Infinity, -Infinity, 2 ** 31, -(2 ** 31) - 1, 2 ** 32 + 7],
  ...[handedOn, new SharedArrayBuffer(1), new Uint8Array(1), new DataView(new ArrayBuffer(1))],
  ...[new Proxy(new ArrayBuffer(1), {}), untouchable.proxy]
];

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

/** Whether a value may be right where that one is. */
function isLike(right: unknown, value: unknown): boolean {
  if (value === undefined || value === null) return true; // for an optional one
  if (typeof right === 'object') return value instanceof ArrayBuffer;
  return typeof value === typeof right && (typeof right !== 'number' || Number.isInteger(value));
}

const anyCall = fc.constantFrom(...Object.entries(FUNCTIONS)).chain(([name, { right }]) => {
  const wrong = fc
    .tuple(fc.nat(right.length - 1), fc.oneof(anyValue, fc.double(), fc.func(fc.nat())))
    .filter(([index, value]) => !isLike(right[index], value));
  return fc.record({ name: fc.constant(name), wrong: fc.array(wrong, { minLength: 1, maxLength: 4 }) });
});

test('arguments of any other types, in any places: refused, and nothing is thrown', () => {
  fc.assert(
    fc.property(anyCall, ({ name, wrong }) => {
      const args = [...(FUNCTIONS[name]?.right ?? [])];
      for (const [index, value] of wrong) args[index] = value;
      assert.equal(call(name, args), failure('EINVAL'));
    }),
    { numRuns: 2000, seed: 1 }
  );
});

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
