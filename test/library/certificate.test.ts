import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Certificate,
  nameText,
  readCertificate
} from '../../library/src/main/ets/base/certificate/Certificate.ets';
import { DerError } from '../../library/src/main/ets/base/certificate/DerReader.ets';
import { isKeyOf } from '../../library/src/main/ets/base/certificate/privateKey.ets';
import { identityMismatch } from '../../library/src/main/ets/base/certificate/serverIdentity.ets';
import { pemCertificates } from '../../library/src/main/ets/system/pem.ets';
import { Identity } from '../tls/support/certificates.ts';

function certificateFor(dnsNames: string[], ipAddresses: string[] = []): Certificate {
  return {
    subject: [{ type: 'CN', value: 'common.test' }],
    issuer: [],
    isSelfIssued: false,
    notBefore: 0,
    notAfter: 0,
    serialNumber: '01',
    dnsNames,
    ipAddresses,
    isAuthority: false
  };
}

/** Throws nothing but what says that the bytes are no certificate. */
function readOrRefuse(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    assert.ok(error instanceof DerError, String(error));
    return undefined;
  }
}

describe('certificates', () => {
  let authority: Identity;
  let leaf: Identity;

  before(async () => {
    authority = await Identity.authority('Ours', 'rsa');
    leaf = await authority.issue({
      name: 'Größe',
      dns: ['a.test', '*.b.test'],
      ip: ['192.0.2.1', '2001:db8::1'],
      emails: ['someone@c.test'],
      uris: ['https://d.test/'],
      from: -400,
      until: 20000
    });
  });

  it('are read as Node reads them', () => {
    const certificate = readCertificate(leaf.der);
    const node = new X509Certificate(leaf.cert);
    assert.equal(certificate.notBefore, Date.parse(node.validFrom));
    assert.equal(certificate.notAfter, Date.parse(node.validTo), 'a year after 2049 has another form');
    assert.equal(nameText(certificate.subject), 'CN=Größe');
    assert.equal(nameText(certificate.issuer), 'CN=Ours');
    assert.deepEqual(certificate.dnsNames, ['a.test', '*.b.test']);
    assert.deepEqual(certificate.ipAddresses, ['192.0.2.1', '2001:db8::1']);
    assert.equal(parseInt(certificate.serialNumber, 16), parseInt(node.serialNumber, 16));
    assert.equal(certificate.isAuthority, false);
    assert.equal(certificate.isSelfIssued, false);
    const root = readCertificate(authority.der);
    assert.ok(root.isAuthority && root.isSelfIssued);
  });

  it('are found in a text with several, whatever is between them', () => {
    const text = `# first\n${leaf.cert}\r\nsecond:\n${authority.cert}${leaf.key}`;
    const blocks = pemCertificates(text);
    assert.deepEqual(
      blocks.map(({ bytes }) => Buffer.from(bytes ?? []).toString('hex')),
      [leaf, authority].map(({ der }) => Buffer.from(der).toString('hex'))
    );
  });

  it('that are cut off anywhere, or have something after them, are refused', () => {
    for (let length = 0; length < leaf.der.length; length++) {
      assert.equal(readOrRefuse(leaf.der.subarray(0, length)), undefined, `${length} bytes`);
    }
    assert.equal(readOrRefuse(new Uint8Array([...leaf.der, 0])), undefined);
  });

  it('with bytes changed at random are read or refused, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(leaf.der.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const der = leaf.der.slice();
          for (const [at, value] of changes) der[at] = value;
          readOrRefuse(der);
        }
      ),
      { numRuns: 2000 }
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readOrRefuse(bytes)));
  });
});

describe('the identity of a server', () => {
  const accepted: [string, string[], string[]?][] = [
    ['a.test', ['a.test']],
    ['A.TEST', ['a.test']],
    ['a.test', ['A.Test']],
    ['a.test.', ['a.test']],
    ['a.test', ['other.test', 'a.test']],
    ['www.a.test', ['*.a.test']],
    ['xn--4ca.a.test', ['*.a.test']],
    ['xn--bcher-kva.test', ['xn--bcher-kva.test']],
    ['under_score.test', ['under_score.test']],
    ['localhost', ['localhost']],
    ['192.0.2.1', [], ['192.0.2.1']],
    ['2001:DB8:0::1', [], ['2001:db8::1']],
    ['fe80::1%eth0', [], ['fe80::1']]
  ];
  for (const [host, dns, ip] of accepted) {
    it(`takes ${[...dns, ...(ip ?? [])].join(', ')} for ${host}`, () => {
      assert.equal(identityMismatch(host, certificateFor(dns, ip)), undefined);
    });
  }

  const refused: [string, string[], string[]?][] = [
    ['a.test', []],
    ['common.test', []],
    ['common.test', ['a.test']],
    ['a.test', ['b.test']],
    ['a.test', ['aa.test']],
    ['a.test', ['a.test.evil']],
    ['a.test.evil', ['a.test']],
    ['a.b.test', ['*.test']],
    ['a.b.c.test', ['*.c.test']],
    ['c.test', ['*.c.test']],
    ['.c.test', ['*.c.test']],
    ['a.test', ['*.test']],
    ['test', ['*']],
    ['a.test', ['*']],
    ['www.a.test', ['w*.a.test']],
    ['www.a.test', ['*w.a.test']],
    ['www.a.test', ['www.*.test']],
    ['www.a.test', ['*.*.test']],
    ['www.a.test', ['**.a.test']],
    ['www.a.test', ['*.a.*']],
    ['xn--a.a.test', ['xn--*.a.test']],
    ['bücher.test', ['xn--bcher-kva.test']],
    ['a.test', ['a.test\0.evil']],
    ['a.test', [' a.test']],
    ['a..test', ['a..test']],
    ['-a.test', ['-a.test']],
    ['', ['']],
    ['192.0.2.1', ['192.0.2.1']],
    ['192.0.2.1', ['*.0.2.1']],
    ['192.0.2.1', [], ['192.0.2.2']],
    ['192.0.2.1', [], ['::ffff:192.0.2.1']],
    ['::1', [], ['::2']],
    ['a.test', [], ['192.0.2.1']]
  ];
  for (const [host, dns, ip] of refused) {
    it(`refuses ${JSON.stringify([...dns, ...(ip ?? [])])} for '${host}'`, () => {
      const reason = identityMismatch(host, certificateFor(dns, ip));
      assert.ok(reason !== undefined && reason.includes(host));
    });
  }

  it('says which names the certificate has', () => {
    assert.match(
      identityMismatch('c.test', certificateFor(['a.test'], ['192.0.2.1'])) ?? '',
      /not for c\.test: it is for a\.test, 192\.0\.2\.1/
    );
    assert.match(
      identityMismatch('common.test', certificateFor([])) ?? '',
      /CN=common\.test, does not count/
    );
  });
});

describe('isKeyOf', () => {
  for (const [kind, form] of [
    ['ecdsa', 'sec1'],
    ['rsa', 'pkcs1']
  ] as const) {
    it(`tells a key from another one: ${kind}`, async () => {
      const [own, other, foreign] = await Promise.all([
        Identity.selfSigned({ key: kind }),
        Identity.selfSigned({ key: kind }),
        Identity.selfSigned({ key: kind === 'rsa' ? 'ecdsa' : 'rsa' })
      ]);
      const key = createPrivateKey(own.key);
      const forms = [
        ['PRIVATE KEY', key.export({ type: 'pkcs8', format: 'der' })],
        ['RSA PRIVATE KEY', key.export({ type: form, format: 'der' })]
      ] as const;
      for (const [label, der] of forms) {
        const answers = [own, other, foreign].map((each) => isKeyOf(label, new Uint8Array(der), each.der));
        assert.deepEqual(answers, [true, false, false]);
      }
    });
  }

  it('does not know of a key that does not tell, and of what is none', async () => {
    const { der } = await Identity.selfSigned({});
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
    for (const bytes of [key, key.subarray(0, 20), new Uint8Array(0), new Uint8Array(50)]) {
      assert.equal(isKeyOf('PRIVATE KEY', bytes, der), undefined);
    }
  });
});
