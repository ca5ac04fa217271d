import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeNet from 'node:net';
import nodeTls from 'node:tls';
import { afterEach, before, test } from 'node:test';
import net from '../../../plugin/node/net/index.ts';
import tls from '../../../plugin/node/tls/index.ts';
import { closeOpened } from '../../library/support/opened.ts';
import { Identity } from '../../tls/support/certificates.ts';
import { LOOPBACK, plainServer } from '../../tls/support/servers.ts';

type Socket = ReturnType<typeof net.connect>;
type SecureSocket = ReturnType<typeof tls.connect>;

let authority: Identity;
let server: Identity;

before(async () => {
  authority = await Identity.authority('Ours');
  server = await authority.issue({ name: 'server', ip: [LOOPBACK] });
});

afterEach(closeOpened);

/** Lets the peer say again what is said inside of TLS, and ends both sockets. */
async function expectEcho(plain: Socket, secure: SecureSocket): Promise<void> {
  await once(secure, 'secureConnect');
  secure.write('inside');
  const [bytes] = (await once(secure, 'data')) as [Buffer];
  assert.equal(bytes.toString(), 'inside');
  const closed = Promise.all([once(plain, 'close'), once(secure, 'close')]);
  secure.destroy();
  await closed;
}

test('connect takes over a connected socket: STARTTLS', async () => {
  const port = await plainServer((peer) => {
    peer.write('220 ready\r\n');
    peer.once('data', () => {
      peer.write('220 go ahead\r\n');
      const secure = new nodeTls.TLSSocket(peer, { isServer: true, cert: server.cert, key: server.key });
      secure.on('error', () => {});
      secure.pipe(secure);
    });
  });
  const plain = net.connect(port, LOOPBACK);
  await once(plain, 'data');
  plain.write('STARTTLS\r\n');
  await once(plain, 'data');
  const secure = tls.connect({ socket: plain, ca: authority.cert });
  await expectEcho(plain, secure);
  assert.throws(() => tls.connect({ socket: new nodeNet.Socket() }), {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM'
  });
});

test('STARTTLS follows all that was written before', async () => {
  const announcement = 'go on with TLS, then';
  const port = await plainServer((peer) => {
    let before = '';
    peer.on('data', function read(bytes: Buffer) {
      before += bytes.toString('latin1');
      if (before.length < announcement.length) return;
      peer.off('data', read);
      peer.unshift(Buffer.from(before.slice(announcement.length), 'latin1'));
      const secure = new nodeTls.TLSSocket(peer, { isServer: true, cert: server.cert, key: server.key });
      secure.on('error', () => {});
      secure.pipe(secure);
    });
  });
  const plain = net.connect(port, LOOPBACK);
  await once(plain, 'connect');
  for (const part of announcement.split(/(?<= )/)) plain.write(part);
  const secure = tls.connect({ socket: plain, ca: authority.cert });
  await expectEcho(plain, secure);
});
