import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonAgainstNamespace } from '../../tools/test/ownNetwork.ts';
import { runInNamespace } from './support/namespace.ts';

const skip = reasonAgainstNamespace() ?? false;

test('multicast datagrams arrive with the TTL or hop limit that was set', { skip }, async () => {
  assert.deepEqual(await runInNamespace('namespace/multicastTtl.ts'), {
    ipv4: [1, 33, 255],
    ipv6: [1, 33, 255]
  });
});
