import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeNet from 'node:net';
import nodeTls from 'node:tls';
import { after, afterEach, before, test } from 'node:test';
import net from '../../../plugin/node/net/index.ts';
import tls from '../../../plugin/node/tls/index.ts';
import { openSocketCount } from '../../../library/src/main/ets/channel/OpenSockets.ets';
import { faults, hosts, resetHost } from '../../host/control.ts';
import { closeAtEnd, closeOpened } from '../../library/support/opened.ts';
import { Identity } from '../../tls/support/certificates.ts';
import { LOOPBACK, plainServer, secureServer } from '../../tls/support/servers.ts';

const NAME = 'server.test';
let authority: Identity;
let server: Identity;
let client: Identity;

before(async () => {
  authority = await Identity.authority('Ours');
  server = await authority.issue({ name: 'server', dns: [NAME], ip: [LOOPBACK] });
  client = await authority.issue({ name: 'client', uses: ['client'] });
});

afterEach(async () => {
  await closeOpened();
  resetHost();
});

after(() => assert.equal(openSocketCount(), 0));

type Socket = ReturnType<typeof tls.connect>;

/** What is known only of some results. */
function fieldOf(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | null)?.[name];
}

/** Node's names have no prototype. */
function plain(value: unknown): unknown {
  return typeof value === 'object' ? { ...value } : value;
}

function commonName(certificate: unknown): unknown {
  return fieldOf(fieldOf(certificate, 'subject'), 'CN');
}

async function ended(socket: Socket): Promise<void> {
  if (!socket.closed) {
    socket.destroy();
    await once(socket, 'close');
  }
}

async function errorOf(socket: Socket): Promise<Error & { code?: string; reason?: string; host?: string }> {
  const [error] = (await once(socket, 'error')) as [Error & { code?: string }];
  await ended(socket);
  return error;
}

test('connect makes a socket that is authorized and knows its peer', async () => {
  hosts.set(NAME, [LOOPBACK]);
  const { port } = await secureServer(server);
  const socket = tls.connect({ host: NAME, port, ca: Buffer.from(authority.cert) });
  assert.equal(socket.authorized, false);
  assert.deepEqual(socket.getPeerCertificate(), {});
  await once(socket, 'secureConnect');
  assert.equal(socket.authorized, true);
  assert.equal(socket.authorizationError, null);
  assert.equal(socket.encrypted, true);
  assert.equal(socket.servername, NAME);
  const certificate = socket.getPeerCertificate();
  const node = new (await import('node:crypto')).X509Certificate(server.cert).toLegacyObject();
  for (const name of [
    'subject',
    'issuer',
    'subjectaltname',
    'valid_from',
    'valid_to',
    'fingerprint256'
  ] as const) {
    assert.deepEqual(plain(fieldOf(certificate, name)), plain(fieldOf(node, name)), name);
  }
  assert.equal(Number(`0x${String(fieldOf(certificate, 'serialNumber'))}`), Number(`0x${node.serialNumber}`));
  const remote = { address: socket.remoteAddress, port: socket.remotePort, family: socket.remoteFamily };
  assert.deepEqual(remote, { address: LOOPBACK, port, family: 'IPv4' });
  const local = { address: socket.localAddress, port: socket.localPort, family: socket.localFamily };
  assert.deepEqual(socket.address(), local);
  assert.equal(local.address, LOOPBACK);
  socket.setEncoding('utf8');
  socket.write('hello');
  assert.deepEqual(await once(socket, 'data'), ['hello']);
  await ended(socket);
});

test('what the system does not tell is undefined, and what it cannot do has no effect or throws', async () => {
  const { port } = await secureServer(server);
  // As by a server that knows no ALPN, which speaks HTTP/1.1.
  const ALPNProtocols = ['h2', 'http/1.1'];
  const socket = tls.connect({ host: LOOPBACK, port, ca: authority.cert, ALPNProtocols });
  assert.equal(socket.getCipher(), undefined, 'none before the handshake');
  await once(socket, 'secureConnect');
  for (const name of [
    'getProtocol',
    'getEphemeralKeyInfo',
    'getFinished',
    'getPeerFinished',
    'getSession',
    'getSharedSigalgs',
    'getTLSTicket'
  ] as const) {
    assert.equal(socket[name](), undefined, name);
  }
  assert.deepEqual(socket.getCipher(), {}, 'some cipher');
  assert.equal(socket.isSessionReused(), false);
  assert.equal(socket.alpnProtocol, false);
  assert.equal(socket.setMaxSendFragment(1024), false);
  socket.disableRenegotiation();
  const unavailable = { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' };
  for (const name of [
    'enableTrace',
    'exportKeyingMaterial',
    'getX509Certificate',
    'getPeerX509Certificate',
    'setKeyCert'
  ] as const) {
    assert.throws(() => socket[name](), unavailable, name);
  }
  const told = new Promise<unknown>((resolve) => socket.renegotiate({}, resolve));
  assert.equal(fieldOf(await told, 'code'), unavailable.code);
  assert.throws(() => socket.renegotiate(undefined), { code: 'ERR_INVALID_ARG_TYPE' });
  await ended(socket);
  const one = tls.connect({ host: LOOPBACK, port, ca: authority.cert, maxVersion: 'TLSv1.2' });
  await once(one, 'secureConnect');
  assert.equal(one.getProtocol(), 'TLSv1.2', 'the options leave one');
  await ended(one);
});

test('a socket that is connected later is taken over then', async () => {
  const { port } = await secureServer(server);
  const plain = new net.Socket();
  const secure = tls.connect({ socket: plain, ca: authority.cert, host: LOOPBACK });
  plain.connect(port, LOOPBACK);
  await once(secure, 'secureConnect');
  assert.equal(secure.authorized, true);
  await ended(secure);
});

test('one that a plain server has accepted cannot have TLS: it says so', () => {
  assert.throws(() => new tls.TLSSocket(new net.Socket(), { isServer: true }), {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    message: /createServer/
  });
});

test('paths are refused', () => {
  assert.throws(() => tls.connect('/tmp/tls.sock'), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
});

test('DEFAULT_MIN_VERSION and DEFAULT_MAX_VERSION count for what is made after they are set', async () => {
  const { port } = await secureServer(server, { maxVersion: 'TLSv1.2' });
  const [lowest, highest] = [tls.DEFAULT_MIN_VERSION, tls.DEFAULT_MAX_VERSION];
  const options = { host: LOOPBACK, port, ca: authority.cert };
  try {
    tls.DEFAULT_MIN_VERSION = 'TLSv1.3';
    assert.equal((await errorOf(tls.connect(options))).code, 'EPROTO');
    await once(tls.connect({ ...options, minVersion: 'TLSv1.2' }).end(), 'secureConnect');
    tls.DEFAULT_MAX_VERSION = 'TLSv1.2';
    assert.throws(() => tls.createSecureContext(), { code: 'ERR_INVALID_ARG_VALUE' });
    tls.DEFAULT_MIN_VERSION = 'SSLv3';
    assert.throws(() => tls.connect(options), { code: 'ERR_INVALID_ARG_VALUE' });
  } finally {
    Object.assign(tls, { DEFAULT_MIN_VERSION: lowest, DEFAULT_MAX_VERSION: highest });
  }
});

test('the constants say what the system speaks', () => {
  assert.deepEqual([tls.DEFAULT_MIN_VERSION, tls.DEFAULT_MAX_VERSION], ['TLSv1.2', 'TLSv1.3']);
  assert.deepEqual([tls.DEFAULT_CIPHERS, tls.DEFAULT_ECDH_CURVE], ['', 'auto']);
  assert.deepEqual(tls.rootCertificates, []);
  assert.throws(() => tls.getCiphers(), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
});

test('options of a wrong type are refused as Node does, and what is falsy is absent', () => {
  for (const options of [{ ciphers: 1 }, { passphrase: 1 }, { ca: true }, { cert: [true] }, { key: 1 }]) {
    assert.throws(() => tls.createSecureContext(options), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  const checkServerIdentity = { accept: true };
  assert.throws(() => tls.connect({ port: 1, checkServerIdentity }), { code: 'ERR_INVALID_ARG_TYPE' });
  for (const absent of [null, undefined, false, 0, '']) {
    tls.createSecureContext({ ca: absent, cert: absent, key: absent, pfx: absent, requestOCSP: absent });
  }
});

test('connect takes its arguments in all forms', async () => {
  const { port } = await secureServer(server);
  for (const connect of [
    (done: () => void) => tls.connect({ port, host: LOOPBACK, ca: authority.cert }, done),
    (done: () => void) => tls.connect(port, LOOPBACK, { ca: [authority.cert] }, done),
    (done: () => void) =>
      tls.connect(
        port,
        { host: LOOPBACK, secureContext: tls.createSecureContext({ ca: authority.cert }) },
        done
      )
  ]) {
    const socket = await new Promise<Socket>((resolve) => {
      const made = connect(() => resolve(made));
    });
    await ended(socket);
  }
});

test('connect refuses with the codes of Node', async () => {
  hosts.set('other.test', [LOOPBACK]);
  const { port } = await secureServer(server);
  const mismatch = await errorOf(tls.connect({ host: 'other.test', port, ca: authority.cert }));
  assert.equal(mismatch.code, 'ERR_TLS_CERT_ALTNAME_INVALID');
  assert.match(mismatch.message, /^Hostname\/IP does not match certificate's altnames: .*server\.test/);
  assert.equal(mismatch.host, 'other.test');
  const unknown = await errorOf(tls.connect({ host: LOOPBACK, port }));
  assert.equal(unknown.code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  const alone = await secureServer(await Identity.selfSigned({ ip: [LOOPBACK], name: 'alone' }));
  assert.equal(
    (await errorOf(tls.connect({ host: LOOPBACK, port: alone.port }))).code,
    'DEPTH_ZERO_SELF_SIGNED_CERT'
  );
  const old = await secureServer(await authority.issue({ ip: [LOOPBACK], until: -0.5 }));
  const expired = tls.connect({ host: LOOPBACK, port: old.port, ca: authority.cert });
  assert.equal((await errorOf(expired)).code, 'CERT_HAS_EXPIRED');
  const plain = await plainServer((peer) => peer.end('220 hello\r\n'));
  assert.equal((await errorOf(tls.connect({ host: LOOPBACK, port: plain }))).code, 'EPROTO');
  assert.equal((await errorOf(tls.connect({ host: 'nowhere.test', port }))).code, 'ENOTFOUND');
});

test('connect with rejectUnauthorized: false connects, and says that it is not authorized', async () => {
  const peer = await secureServer(await Identity.selfSigned({ name: 'alone' }));
  const socket = tls.connect({ host: LOOPBACK, port: peer.port, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  assert.equal(socket.authorized, false);
  assert.equal(socket.authorizationError, 'DEPTH_ZERO_SELF_SIGNED_CERT');
  await ended(socket);
});

test('connect leaves the decision to checkServerIdentity', async () => {
  const { port } = await secureServer(server);
  const seen: unknown[] = [];
  const refusing = tls.connect({
    host: LOOPBACK,
    port,
    ca: authority.cert,
    servername: 'anything.test',
    checkServerIdentity: (host: string, certificate: { subject: unknown }) => {
      seen.push(host, certificate.subject);
      return new Error('not this one');
    }
  });
  assert.match((await errorOf(refusing)).message, /not this one/);
  assert.deepEqual(seen, ['anything.test', Object.assign(Object.create(null), { CN: 'server' })]);
  // Whatever it gives or throws is the error, also what is none.
  for (const said of [new Error(), new TypeError('thrown'), 'another one', true, null, false]) {
    const checkServerIdentity = (): unknown => {
      if (said instanceof TypeError) throw said;
      return said;
    };
    const socket = tls.connect({ host: LOOPBACK, port, ca: authority.cert, checkServerIdentity });
    if (said) assert.equal(await errorOf(socket), said);
    else await once(socket, 'secureConnect');
    await ended(socket);
  }
});

test('connect with a signal that is aborted already connects nothing', async () => {
  const { port } = await secureServer(server);
  const socket = tls.connect({ host: LOOPBACK, port, ca: authority.cert, signal: AbortSignal.abort() });
  assert.deepEqual([socket.destroyed, socket.connecting], [true, false]);
  assert.equal((await errorOf(socket)).name, 'AbortError');
});

test('connect refuses options that cannot be had, and those that go together', () => {
  const { cert, key } = client;
  for (const [options, text] of [
    [{ ALPNProtocols: ['h2'] }, /ALPNProtocols.*never sends/],
    [{ session: Buffer.alloc(1) }, /session/],
    [{ pfx: 'x' }, /pfx/],
    [{ cert }, /'cert' needs 'key'/],
    [{ key }, /'key' needs 'cert'/],
    [{ ca: 'nothing' }, /'ca' has no certificate/],
    [{ minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }, /above/],
    [{ maxVersion: 'TLSv1.1' }, /cannot be/]
  ] as const) {
    assert.throws(() => tls.connect({ host: LOOPBACK, port: 1, ...options }), {
      code: 'ERR_INVALID_ARG_VALUE',
      message: text
    });
  }
});

test('a client shows its certificate', async () => {
  const peer = await secureServer(server, { ca: authority.cert, requestCert: true });
  const { cert, key } = client;
  const socket = tls.connect({ host: LOOPBACK, port: peer.port, ca: authority.cert, cert, key });
  await once(socket, 'secureConnect');
  assert.equal((await peer.next()).authorized, true);
  assert.equal(commonName(socket.getCertificate()), 'client');
  await ended(socket);
});

/** Starts a server, which is closed after the test. @returns its port */
async function started(made: ReturnType<typeof tls.createServer>): Promise<number> {
  closeAtEnd(() => new Promise<void>((resolve) => made.close(() => resolve())));
  made.listen(0, LOOPBACK);
  await once(made, 'listening');
  return Number(fieldOf(made.address(), 'port'));
}

async function listening(options: object): Promise<{ port: number; served: Promise<Socket> }> {
  const made = tls.createServer({ cert: server.cert, key: server.key, ...options });
  const served = once(made, 'secureConnection').then(([socket]) => socket as Socket);
  return { port: await started(made), served };
}

test('a server serves a client of Node, and hears of its end', async () => {
  const { port, served } = await listening({});
  const peer = nodeTls.connect({ host: LOOPBACK, port, ca: authority.cert });
  const socket = await served;
  assert.equal(socket.encrypted, true);
  assert.equal(socket.authorized, false);
  peer.write('to the server');
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  assert.equal(bytes.toString(), 'to the server');
  socket.end('and back');
  const [answer] = (await once(peer, 'data')) as [Buffer];
  assert.equal(answer.toString(), 'and back');
  await once(peer, 'close');
  await ended(socket);
});

test('a server hears of the end of a client', async () => {
  const { port, served } = await listening({});
  const peer = nodeTls.connect({ host: LOOPBACK, port, ca: authority.cert });
  const socket = await served;
  socket.resume();
  peer.end();
  await once(socket, 'end');
  await ended(socket);
});

test('a server tells of a client that fails in the handshake', async () => {
  const made = tls.createServer({ cert: server.cert, key: server.key });
  const told = once(made, 'tlsClientError');
  const peer = nodeNet.connect(await started(made), LOOPBACK);
  peer.on('error', () => {}).end('no TLS');
  const [error] = (await told) as [Error];
  assert.match(error.message, /failed in the TLS handshake/);
});

test('a server is handed no connection: it says so, and closes it', () => {
  const made = tls.createServer({ cert: server.cert, key: server.key });
  const told: unknown[] = [];
  made.on('tlsClientError', (error: unknown) => told.push(fieldOf(error, 'code')));
  const given = new net.Socket();
  made.emit('connection', given);
  assert.deepEqual([told, given.destroyed], [['ERR_FEATURE_UNAVAILABLE_ON_PLATFORM'], true]);
});

test('a server refuses a key of another certificate, and says what the system cannot use', async () => {
  assert.throws(() => tls.createServer({ cert: server.cert, key: client.key }), {
    code: 'ERR_INVALID_ARG_VALUE',
    message: "'key' does not belong to 'cert'"
  });
  faults.add({ kind: 'tlsServer', call: 'listen', effect: { fails: 401 } });
  const made = tls.createServer({ cert: server.cert, key: server.key, ciphers: 'NONE' });
  made.listen(0, LOOPBACK);
  const [error] = (await once(made, 'error')) as [Error];
  assert.match(error.message, /^listen EIO.*'ciphers' names no cipher/);
});

test('a server refuses what the system has no more than one of', () => {
  const made = tls.createServer({ cert: server.cert, key: server.key });
  for (const name of ['addContext', 'setSecureContext', 'getTicketKeys', 'setTicketKeys'] as const) {
    assert.throws(() => made[name](), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' }, name);
  }
});

test('a listener that rejects ends its connection', async () => {
  const failure = new Error('of the app');
  const made = tls.createServer({ cert: server.cert, key: server.key, captureRejections: true });
  const told = new Promise<unknown>((resolve) => {
    made.on('secureConnection', (socket: Socket) => {
      socket.on('error', resolve);
      return Promise.reject(failure) as never;
    });
  });
  const peer = nodeTls.connect({ host: LOOPBACK, port: await started(made), ca: authority.cert });
  peer.on('error', () => {});
  assert.equal(await told, failure);
  peer.destroy();
});

test('a server asks for certificates', async () => {
  const { port, served } = await listening({ requestCert: true, ca: authority.cert });
  const { cert, key } = client;
  const peer = tls.connect({ host: LOOPBACK, port, ca: authority.cert, cert, key });
  const socket = await served;
  assert.equal(socket.authorized, true);
  assert.equal(commonName(socket.getPeerCertificate()), 'client');
  await ended(peer);
  await ended(socket);
});

test('checkServerIdentity is that of RFC 9525', () => {
  const cert = {
    subject: { CN: 'a.test' },
    subjectaltname: 'DNS:b.test, DNS:*.c.test, IP Address:192.0.2.1'
  };
  assert.equal(tls.checkServerIdentity('b.test', cert), undefined);
  assert.equal(tls.checkServerIdentity('x.c.test', cert), undefined);
  assert.equal(tls.checkServerIdentity('192.0.2.1', cert), undefined);
  const error = tls.checkServerIdentity('a.test', cert) as Error & { code?: string };
  assert.equal(error.code, 'ERR_TLS_CERT_ALTNAME_INVALID');
});
