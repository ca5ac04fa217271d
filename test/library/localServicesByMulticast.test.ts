import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonAgainstNamespace } from '../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../native/support/namespace.ts';

test(
  'a service is found, said where it is, and lost by multicast DNS',
  { skip: reasonAgainstNamespace() ?? false },
  async () => {
    assert.deepEqual(await runInNamespace('../library/namespace/services.ts', []), [
      'found Office printer 192.0.2.20 631',
      'lost Office printer',
      'stop'
    ]);
  }
);
