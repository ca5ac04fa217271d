import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonAgainstNamespace } from '../../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../../native/support/namespace.ts';
import { withoutCompanion } from './support/sideBySide.ts';

const SCRIPT = '../node/dgram/namespace/groups.ts';

const skip = reasonAgainstNamespace() ?? withoutCompanion;

test('multicast, broadcast and unknown names are as with Node', { skip }, async () => {
  const [expected, actual] = await Promise.all([
    runInNamespace(SCRIPT, ['node']),
    runInNamespace(SCRIPT, ['ours'])
  ]);
  assert.ok(Array.isArray(expected) && expected.length > 50, 'Node has seen too little');
  assert.deepEqual(actual, expected);
});
