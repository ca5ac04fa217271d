// Certificates, handshakes and options that must be refused are, whatever else is right with them.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import type net from 'node:net';
import type tls from 'node:tls';
import { finished } from 'node:stream/promises';
import { afterEach, before, describe, test } from 'node:test';
import type { TLSOption } from '../../library/src/main/ets/channel/secure/TLSOption.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { hosts, openTlsDescriptors, resetHost } from '../host/control.ts';
import { release, traits } from '../host/socket/release.ts';
import { closeOpened } from '../library/support/opened.ts';
import { type CertificateWish, Extension, Identity, KeyUsageFlags } from './support/certificates.ts';
import { closed, connectSecurely } from './support/connecting.ts';
import { freePort, LOOPBACK, type Peer, plainServer, secureServer } from './support/servers.ts';

const NAME = 'server.test';
let authority: Identity;
let intermediate: Identity;
let stranger: Identity;

before(async () => {
  authority = await Identity.authority('Ours');
  intermediate = await authority.issue({ name: 'Between', isAuthority: true });
  stranger = await Identity.authority('Theirs', 'rsa');
});

afterEach(async () => {
  await closeOpened();
  resetHost();
  assert.equal(openSocketCount(), 0);
});

/** A certificate that the server has, by which it is refused. */
interface BadCertificate {
  readonly what: string;
  /** The host that is connected to; the name when absent. */
  readonly host?: string;
  readonly make: () => Promise<Identity>;
  /** What follows the leaf. */
  readonly chain?: () => string;
  readonly cause: string;
  readonly text: RegExp;
}

const named = (wish: CertificateWish): CertificateWish => ({ dns: [NAME], ...wish });

function mismatch(what: string, wish: CertificateWish, host?: string): BadCertificate {
  return {
    what,
    ...(host === undefined ? {} : { host }),
    make: () => authority.issue(wish),
    cause: 'ERR_TLS_CERT_ALTNAME_INVALID',
    text: /the certificate is not for/
  };
}

const UNTRUSTED = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

/** One for the right name, below authorities that are shown along and are made so. */
function below(what: string, ...authorities: readonly CertificateWish[]): BadCertificate {
  let shown = '';
  return {
    what,
    make: async () => {
      let issuer = authority;
      shown = '';
      for (const [index, wish] of authorities.entries()) {
        issuer = await issuer.issue({ name: `Level ${index}`, ...wish });
        shown = issuer.cert + shown;
      }
      return issuer.issue(named({}));
    },
    chain: () => shown,
    cause: UNTRUSTED,
    text: /not trusted/
  };
}

/** One for the right name that the right authority has issued, with something that makes it unusable. */
function unusable(what: string, wish: CertificateWish): BadCertificate {
  return { what, make: () => authority.issue(named(wish)), cause: UNTRUSTED, text: /not trusted/ };
}

const NAME_CONSTRAINTS = '2.5.29.30';
/** permittedSubtrees: DNS name other.test. */
const OTHER_TEST_ONLY = Buffer.concat([Buffer.from('3010a00e300c820a', 'hex'), Buffer.from('other.test')]);

const certificates: readonly BadCertificate[] = [
  mismatch('for another name', { dns: ['other.test'] }),
  mismatch('for a longer name', { dns: ['a.server.test'] }),
  mismatch('for a shorter name', { dns: ['test'] }),
  mismatch('for the name with something after it', { dns: ['server.test.evil.test'] }),
  mismatch('with the name in the subject alone', { name: NAME }),
  mismatch('with the name in the subject and another one outside it', { name: NAME, dns: ['other.test'] }),
  mismatch('for nobody', {}),
  mismatch('with the name as a mail address', { emails: ['someone@server.test'] }),
  mismatch('with the name as a URI', { uris: ['https://server.test/'] }),
  mismatch('with a wildcard for the top level', { dns: ['*.test'] }),
  mismatch('with a wildcard for everything', { dns: ['*'] }),
  mismatch('with a wildcard for the level below', { dns: ['*.server.test'] }),
  mismatch('with a wildcard in a part of a label', { dns: ['s*.server.test'] }, 'sub.server.test'),
  mismatch('with a wildcard that is not the left-most label', { dns: ['sub.*.test'] }, 'sub.server.test'),
  mismatch('with a wildcard for two labels', { dns: ['*.server.test'] }, 'a.b.server.test'),
  mismatch('with two wildcards', { dns: ['*.*.test'] }, 'sub.server.test'),
  mismatch('with a byte 0 after the name', { dns: ['server.test\0.evil.test'] }),
  mismatch('with a byte 0 at its end', { dns: ['server.test\0'] }),
  mismatch('with a blank before the name', { dns: [' server.test'] }),
  mismatch('with several names in one', { dns: ['other.test,server.test'] }),
  mismatch('with the address as a name', { dns: [LOOPBACK] }, LOOPBACK),
  mismatch('with another address', { ip: ['127.0.0.2'] }, LOOPBACK),
  mismatch('with the name, for the address', { dns: [NAME] }, LOOPBACK),
  mismatch('with the address, for the name', { ip: [LOOPBACK] }),
  mismatch('with the address as an IPv6 one', { ip: ['::ffff:127.0.0.1'] }, LOOPBACK),
  {
    what: 'of an unknown authority',
    make: () => stranger.issue(named({})),
    cause: UNTRUSTED,
    text: /issuer \(CN=Theirs\) is unknown/
  },
  {
    what: 'of an authority with the same name and another key',
    make: async () => (await Identity.authority('Ours')).issue(named({})),
    cause: UNTRUSTED,
    text: /not trusted/
  },
  {
    what: 'of an intermediate authority that is not shown',
    make: () => intermediate.issue(named({})),
    cause: UNTRUSTED,
    text: /issuer \(CN=Between\) is unknown/
  },
  {
    what: 'of an unknown authority that is shown along',
    make: () => stranger.issue(named({})),
    chain: () => stranger.cert,
    cause: UNTRUSTED,
    text: /not trusted/
  },
  below('that an ordinary certificate has issued', { dns: ['a.test'] }),
  below('of an authority that may not sign certificates', {
    isAuthority: true,
    keyUsage: KeyUsageFlags.digitalSignature
  }),
  below(
    'of an authority below one that may have none',
    { isAuthority: true, authoritiesBelow: 0 },
    { isAuthority: true }
  ),
  below('of an authority for other names', {
    isAuthority: true,
    extensions: [new Extension(NAME_CONSTRAINTS, true, OTHER_TEST_ONLY)]
  }),
  below('of an authority that is not valid yet', { isAuthority: true, from: 1, until: 10 }),
  below('of an authority that signs with SHA-1', { isAuthority: true, hash: 'SHA-1' }),
  unusable('that is signed with SHA-1', { hash: 'SHA-1' }),
  unusable('whose key may sign certificates alone', { keyUsage: KeyUsageFlags.keyCertSign }),
  unusable('with an unknown extension that is critical', {
    extensions: [new Extension('1.3.6.1.4.1.99999.1', true, Buffer.from('0500', 'hex'))]
  }),
  {
    what: 'whose signature is another',
    make: async () => (await authority.issue(named({}))).tampered,
    cause: UNTRUSTED,
    text: /not trusted/
  },
  {
    what: 'that has signed itself',
    make: () => Identity.selfSigned(named({ name: 'alone' })),
    cause: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    text: /CN=alone is self-signed/
  },
  {
    what: 'that has signed itself and says to be an authority',
    make: () => Identity.selfSigned(named({ name: 'Ours', isAuthority: true })),
    cause: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    text: /self-signed/
  },
  {
    what: 'that has expired',
    make: () => authority.issue(named({ name: 'old', from: -10, until: -1 })),
    cause: 'CERT_HAS_EXPIRED',
    text: /CN=old has expired at \d{4}-/
  },
  {
    what: 'that is not valid yet',
    make: () => authority.issue(named({ name: 'young', from: 1, until: 10 })),
    cause: 'CERT_NOT_YET_VALID',
    text: /CN=young is valid from \d{4}-/
  },
  {
    what: 'that has expired and signed itself',
    make: () => Identity.selfSigned(named({ name: 'old', from: -10, until: -1 })),
    cause: 'CERT_HAS_EXPIRED',
    text: /expired/
  },
  {
    what: 'for clients',
    make: () => authority.issue(named({ uses: ['client'] })),
    cause: UNTRUSTED,
    text: /another purpose/
  },
  below('of an intermediate authority that has expired', { isAuthority: true, from: -10, until: -1 }),
  {
    what: 'of an RSA key, of an unknown authority',
    make: () => stranger.issue(named({ key: 'rsa' })),
    cause: UNTRUSTED,
    text: /unknown/
  }
];

/** A peer that does something else than a handshake that may succeed. */
interface BadHandshake {
  readonly what: string;
  readonly serve: () => Promise<number>;
  readonly option?: TLSOption;
  readonly text: RegExp;
  /** Why the handshake would be waited for in vain here. */
  readonly needsTimeout?: boolean;
}

async function secured(options: tls.TlsOptions): Promise<number> {
  return (await secureServer(await authority.issue(named({})), options)).port;
}

function answering(answer: Uint8Array | string, thenEnds = true): () => Promise<number> {
  return () =>
    plainServer((client: net.Socket) => {
      client.once('data', () => (thenEnds ? client.end(answer) : client.write(answer)));
    });
}

const ALERT = new Uint8Array([21, 3, 3, 0, 2, 2, 40]);
const NO_TLS = /speaks no TLS|hung up/;

const handshakes: readonly BadHandshake[] = [
  {
    what: 'a greeting in clear text',
    serve: () => plainServer((client) => client.end('220 ready\r\n')),
    text: NO_TLS
  },
  { what: 'an HTTP answer', serve: answering('HTTP/1.1 400 Bad Request\r\n\r\n'), text: NO_TLS },
  { what: 'the end at once', serve: () => plainServer((client) => client.end()), text: NO_TLS },
  { what: 'the end after the hello', serve: answering(''), text: NO_TLS },
  {
    what: 'a reset',
    serve: () => plainServer((client) => client.resetAndDestroy()),
    text: /speaks no TLS|hung up|refused or unreachable/
  },
  { what: 'zeros', serve: answering(new Uint8Array(1000)), text: NO_TLS },
  { what: 'a record that is cut off', serve: answering(new Uint8Array([22, 3, 3, 1, 0, 2])), text: NO_TLS },
  {
    what: 'application data before the handshake',
    serve: answering(new Uint8Array([23, 3, 3, 0, 4, 1, 2, 3, 4])),
    text: NO_TLS
  },
  { what: 'an alert', serve: answering(ALERT), text: /refused the TLS handshake/ },
  {
    what: 'TLS 1.2 alone where 1.3 is the lowest',
    serve: () => secured({ maxVersion: 'TLSv1.2' }),
    option: { minVersion: 'TLSv1.3' },
    text: /refused the TLS handshake/
  },
  {
    what: 'TLS 1.3 alone where 1.2 is the highest',
    serve: () => secured({ minVersion: 'TLSv1.3' }),
    option: { maxVersion: 'TLSv1.2' },
    text: /refused the TLS handshake/
  },
  {
    what: 'TLS 1.1 at most',
    serve: () => secured({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    text: /refused the TLS handshake/
  },
  {
    what: 'no cipher in common',
    serve: () => secured({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' }),
    option: { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
    text: /refused the TLS handshake/
  },
  {
    what: 'no signature algorithm in common',
    serve: () => secured({}),
    option: { sigalgs: 'RSA+SHA256' },
    text: /refused the TLS handshake/
  },
  { what: 'nothing at all', serve: () => plainServer(() => {}), text: /in time/, needsTimeout: true },
  {
    what: 'half a record and then nothing',
    serve: answering(new Uint8Array([22, 3, 3, 0, 100]), false),
    text: /in time/,
    needsTimeout: true
  }
];

async function assertNothingSent(peer: Peer): Promise<void> {
  for (const client of peer.clients) {
    client.resume();
    await finished(client, { writable: false }).catch(() => {});
    assert.equal(client.bytesRead, 0, 'no byte of the app');
  }
}

describe(`what must be refused, OpenHarmony ${release}`, () => {
  for (const bad of certificates) {
    test(`a certificate ${bad.what}`, async () => {
      const host = bad.host ?? NAME;
      hosts.set(host === LOOPBACK ? NAME : host, [LOOPBACK]);
      const identity = await bad.make();
      const cert = identity.cert + (bad.chain?.() ?? '');
      // A server of Node's shows what is too weak for others at its lowest level only.
      const peer = await secureServer(identity, { cert, ciphers: 'DEFAULT@SECLEVEL=0' }, 'reading');
      const attempt = await connectSecurely(peer.port, { ca: authority.cert }, host);
      assert.notEqual(attempt.errno, 0);
      assert.equal(attempt.session.cause, bad.cause);
      assert.match(attempt.session.failure?.text ?? '', bad.text);
      attempt.channel.write(new Uint8Array([1]), () => {});
      await closed(attempt.channel);
      await assertNothingSent(peer);
      await closeOpened();
      assert.equal(openTlsDescriptors(), 0);
    });
  }

  for (const bad of handshakes) {
    test(`a handshake with ${bad.what}`, async () => {
      hosts.set(NAME, [LOOPBACK]);
      const port = await bad.serve();
      const timeoutMs = bad.needsTimeout === true ? 300 : 5000;
      const attempt = await connectSecurely(port, { ca: authority.cert, ...bad.option }, NAME, timeoutMs);
      assert.notEqual(attempt.errno, 0);
      if (bad.needsTimeout === true) assert.equal(attempt.errno, 110);
      else assert.match(attempt.session.failure?.text ?? '', bad.text);
      const closing = closed(attempt.channel);
      // What OpenHarmony 5.1 cannot give up by itself ends with the peer.
      if (!traits.tlsHandshakeTimesOut) await closeOpened();
      await closing;
    });
  }

  test('nobody listens', async () => {
    const attempt = await connectSecurely(await freePort(), { ca: authority.cert });
    assert.equal(attempt.errno, 111);
    await closed(attempt.channel);
  });

  test('a key of another certificate, and a passphrase that is wrong', async () => {
    const server = await authority.issue({ ip: [LOOPBACK] });
    const peer = await secureServer(server, {}, 'reading');
    const client = await authority.issue({ name: 'client' });
    await assert.rejects(
      connectSecurely(peer.port, { ca: authority.cert, cert: client.cert, key: server.key }),
      /'key' does not belong to 'cert'/
    );
    const key = createPrivateKey(client.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'right'
    });
    const option = { ca: authority.cert, cert: client.cert, key: String(key), passphrase: 'wrong' };
    const attempt = await connectSecurely(peer.port, option);
    assert.notEqual(attempt.errno, 0);
    assert.match(attempt.session.failure?.text ?? '', /'passphrase' is wrong/);
    await closed(attempt.channel);
  });

  test('a certificate that was accepted without verification is refused afterwards', async () => {
    hosts.set(NAME, [LOOPBACK]);
    const peer = await secureServer(await Identity.selfSigned(named({ name: 'alone' })));
    const unverified = await connectSecurely(peer.port, { rejectUnauthorized: false }, NAME);
    assert.equal(unverified.errno, 0);
    assert.equal(unverified.session.unverified, 'ERR_TLS_NOT_VERIFIED');
    assert.equal(((await peer.next()) as { servername?: unknown }).servername, 'SERVER.TEST');
    await closed(unverified.channel);
    const verified = await connectSecurely(peer.port, {}, NAME);
    assert.equal(verified.session.cause, 'DEPTH_ZERO_SELF_SIGNED_CERT');
    await closed(verified.channel);
  });

  test('an authority that one socket trusts is not trusted by another one', async () => {
    hosts.set('other.test', [LOOPBACK]);
    const leaf = await stranger.issue({ dns: ['other.test'] });
    const peer = await secureServer(leaf, { cert: leaf.cert + stranger.cert });
    const trusting = await connectSecurely(peer.port, { ca: stranger.cert }, 'other.test');
    assert.equal(trusting.errno, 0);
    await closed(trusting.channel);
    for (const option of [{}, { ca: authority.cert }]) {
      const other = await connectSecurely(peer.port, option, 'other.test');
      assert.equal(other.session.cause, UNTRUSTED);
      await closed(other.channel);
    }
  });
});
