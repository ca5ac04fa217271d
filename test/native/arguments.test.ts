import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { companionFolder } from '../../tools/native/companion.ts';
import { companion } from './support/addons.ts';
import { openSocket } from './support/descriptors.ts';
import { failure, linux } from './support/linux.ts';

type Call = (...args: unknown[]) => unknown;

/** Every function, with arguments that are of the right types. */
const FUNCTIONS: Readonly<Record<string, readonly unknown[]>> = {
  setTtl: [-1, 1],
  setUnicastTtl: [-1, 1],
  setMulticastTtl: [-1, 1],
  setBroadcast: [-1, 1],
  setMulticastLoopback: [-1, 1],
  setMulticastInterface: [-1, '127.0.0.1'],
  joinGroup: [-1, '224.0.0.1', '127.0.0.1', '127.0.0.1'],
  leaveGroup: [-1, '224.0.0.1', '127.0.0.1', '127.0.0.1'],
  sendDatagram: [-1, new ArrayBuffer(1), '127.0.0.1', 1],
  bindDatagram: [-1, '127.0.0.1', 0, 0],
  connectDatagram: [-1, '127.0.0.1', 1],
  disconnectDatagram: [-1],
  receiveDatagram: [-1],
  getTtl: [-1],
  getMulticastTtl: [-1],
  getSendBufferSize: [-1],
  setSendBufferSize: [-1, 1],
  getReceiveBufferSize: [-1],
  setReceiveBufferSize: [-1, 1],
  pendingBytes: [-1],
  takenBytes: [-1],
  writableBytes: [-1],
  shutDown: [-1, 1],
  resetConnection: [-1],
  setNoDelay: [-1, 1],
  setKeepAlive: [-1, 1],
  connectTo: [-1, '127.0.0.1', 1],
  connectionError: [-1],
  sendBytes: [-1, new ArrayBuffer(1)],
  receiveBytes: [-1],
  watchReadable: [(): void => undefined],
  awaitReadable: [-1, 1],
  watchWritable: [(): void => undefined],
  awaitWritable: [-1, 1],
  reservePort: [4, '127.0.0.1', 0],
  reserveStreamPort: [4, '127.0.0.1', 0],
  reservedPort: [-1],
  offerPort: [-1],
  confirmPort: [-1, -1],
  takeDatagram: [-1],
  releasePort: [-1]
};

/** Right for no parameter; undefined and null are right for optional ones. */
const WRONG = [true, {}, [], 1.5, NaN, Infinity, -Infinity, 2 ** 31, -(2 ** 31) - 1, 7n, Symbol('fd'), ''];

function call(name: string, args: readonly unknown[]): unknown {
  return (companion as unknown as Record<string, Call>)[name]?.(...args);
}

test('the module has what its declarations say, and the list above has it all', () => {
  const declarations = readFileSync(
    path.join(companionFolder, 'types/libtaro_harmony_socket/Index.d.ts'),
    'utf8'
  );
  const declared = [...declarations.matchAll(/^export const (\w+):/gm)].map(([, name]) => name ?? '').sort();
  assert.deepEqual(Object.getOwnPropertyNames(companion).sort(), declared);
  assert.deepEqual(Object.keys(FUNCTIONS).sort(), declared);
});

for (const [name, right] of Object.entries(FUNCTIONS)) {
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
  const addresses = [
    'localhost',
    '127.0.0',
    '999.1.1.1',
    '::1',
    '127.0.0.1\0',
    ' 127.0.0.1',
    '1'.repeat(5000),
    'é'
  ];
  for (const address of addresses)
    assert.equal(companion.reservePort(4, address), failure('EINVAL'), address);
  for (const address of ['127.0.0.1', '::1%lo', ':::']) {
    assert.equal(companion.reservePort(6, address), failure('EINVAL'), address);
  }
  for (const port of [-1, 65536])
    assert.equal(companion.reservePort(4, '127.0.0.1', port), failure('EINVAL'));
});
