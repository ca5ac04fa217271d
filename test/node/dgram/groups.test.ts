import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasNativeCompanion } from 'taro-harmony-socket/library';
import { reasonAgainstNamespace } from '../../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../../native/support/namespace.ts';

const SCRIPT = '../node/dgram/namespace/groups.ts';

const skip =
  reasonAgainstNamespace() ??
  (hasNativeCompanion() ? false : 'needs the native companion: npm run build:native');

test('multicast, broadcast and unknown names are as with Node', { skip }, async () => {
  const [expected, actual] = await Promise.all([
    runInNamespace(SCRIPT, ['node']),
    runInNamespace(SCRIPT, ['ours'])
  ]);
  assert.ok(Array.isArray(expected) && expected.length > 50, 'Node has seen too little');
  assert.deepEqual(actual, expected);
});
