import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeCertificate } from '../../../plugin/node/tls/nodeCertificate.ts';

test('a certificate that cannot be read is none, and nothing is thrown', () => {
  for (const der of [undefined, new Uint8Array(0), Uint8Array.of(0x30, 0x82, 0xff), Uint8Array.of(1, 2, 3)]) {
    assert.equal(nodeCertificate(der), undefined);
  }
});
