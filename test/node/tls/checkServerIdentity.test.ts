import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkServerIdentity } from '../../../plugin/node/tls/checkServerIdentity.ts';

test('checkServerIdentity is that of RFC 9525', () => {
  const cert = {
    subject: { CN: 'a.test' },
    subjectaltname: 'DNS:b.test, DNS:*.c.test, IP Address:192.0.2.1'
  };
  assert.equal(checkServerIdentity('b.test', cert), undefined);
  assert.equal(checkServerIdentity('x.c.test', cert), undefined);
  assert.equal(checkServerIdentity('192.0.2.1', cert), undefined);
  const error = checkServerIdentity('a.test', cert) as Error & { code?: string };
  assert.equal(error.code, 'ERR_TLS_CERT_ALTNAME_INVALID');
});
