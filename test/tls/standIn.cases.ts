// The stand-in for TLSSocket behaves as the native one was measured to, its traps included.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import tls, { type TLSSocket as TlsClient } from 'node:tls';
import { afterEach, before, describe, test } from 'node:test';
import { hosts, openTlsDescriptors, resetHost, trust } from '../host/control.ts';
import socketModule from '../host/modules/@ohos.net.socket.ts';
import { release, traits } from '../host/socket/release.ts';
import type { TLSSocket } from '../host/tls/tlsSocket.ts';
import { closeAtEnd, closeOpened } from '../library/support/opened.ts';
import { Identity } from './support/certificates.ts';
import { freePort, LOOPBACK, plainServer, secureServer } from './support/servers.ts';

const ANY = { address: '0.0.0.0', family: 1 };
let authority: Identity;
let other: Identity;
let server: Identity;
let selfSigned: Identity;

before(async () => {
  authority = await Identity.authority('Ours');
  other = await Identity.authority('Theirs', 'rsa');
  server = await authority.issue({ name: 'server', dns: ['server.test'] });
  selfSigned = await Identity.selfSigned({ name: 'alone', dns: ['alone.test'] });
});

afterEach(async () => {
  resetHost();
  await closeOpened();
});

async function bound(): Promise<TLSSocket> {
  const socket = socketModule.constructTLSSocketInstance();
  await socket.bind(ANY);
  closeAtEnd(() => (socket.close() as Promise<void>).catch(() => {}));
  return socket;
}

function connect(socket: TLSSocket, port: number, secure: object, more: object = {}): Promise<unknown> {
  const address = { address: LOOPBACK, port, family: 1 };
  return socket.connect({ address, secureOptions: secure, ...more }) as Promise<unknown>;
}

interface Accepted {
  on(event: string, listener: unknown): void;
}

/** A server of the module. @returns its port, and the first connection that it accepts */
async function listening(): Promise<{ port: number; arrived: Promise<Accepted> }> {
  const native = socketModule.constructTLSSocketServerInstance();
  const address = { address: LOOPBACK, port: 0, family: 1 };
  await native.listen({ address, secureOptions: { cert: server.cert, key: server.key } });
  // OpenHarmony 5.1 has none.
  closeAtEnd(() => (native as { close?: () => unknown }).close?.());
  const { port } = (await native.getLocalAddress()) as { port: number };
  return { port, arrived: new Promise((resolve) => native.on('connect', resolve)) };
}

async function codeOf(result: unknown): Promise<unknown> {
  try {
    await result;
    return undefined;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
}

/** By the client, with SNI; @types/node does not know that a server's socket has it. */
function nameAsked(client: TlsClient): unknown {
  return (client as { servername?: unknown }).servername;
}

function next(socket: TLSSocket, event: string): Promise<unknown> {
  return new Promise((resolve) => socket.on(event, resolve));
}

describe(`TLS socket of the host module, OpenHarmony ${release}`, () => {
  test('verifies the chain and no name', async () => {
    const { port } = await secureServer(server);
    assert.equal(await codeOf(connect(await bound(), port, { ca: authority.cert })), undefined);
    assert.equal(await codeOf(connect(await bound(), port, { ca: other.cert })), 2303505);
    assert.equal(await codeOf(connect(await bound(), port, {})), 2303505);
    trust.add(authority.cert);
    assert.equal(await codeOf(connect(await bound(), port, {})), undefined);
  });

  test('takes the first certificate of a text only', async () => {
    const { port } = await secureServer(server);
    const both = other.cert + authority.cert;
    assert.equal(await codeOf(connect(await bound(), port, { ca: both })), 2303505);
    assert.equal(await codeOf(connect(await bound(), port, { ca: [other.cert, authority.cert] })), undefined);
    assert.equal(await codeOf(connect(await bound(), port, { ca: 'no certificate' })), 2303501);
  });

  test('trusts for a name what was shown there once, even without validation', async () => {
    hosts.set('alone.test', [LOOPBACK]);
    const { port } = await secureServer(selfSigned);
    const named = { address: { address: 'alone.test', port, family: 1 }, secureOptions: {} };
    assert.equal(await codeOf((await bound()).connect(named)), 2303505);
    assert.equal(await codeOf((await bound()).connect({ ...named, skipRemoteValidation: true })), undefined);
    assert.equal(await codeOf((await bound()).connect(named)), undefined);
    const otherwise = { ...named, address: { ...named.address, address: 'Alone.test' } };
    assert.equal(await codeOf((await bound()).connect(otherwise)), 2303505, 'the name as it was written');
    assert.equal(await codeOf(connect(await bound(), port, {})), 2303505, 'an address is no name');
  });

  test('sends the name for a name, and none for an address', async () => {
    hosts.set('server.test', [LOOPBACK]);
    const peer = await secureServer(server);
    await connect(await bound(), peer.port, { ca: authority.cert });
    assert.equal(nameAsked(await peer.next()), false);
    const address = { address: 'Server.test', port: peer.port, family: 1 };
    await (await bound()).connect({ address, secureOptions: { ca: authority.cert } });
    assert.equal(nameAsked(await peer.next()), 'Server.test');
  });

  test('has the same code for whatever fails before the handshake', async () => {
    const nobody = await freePort();
    assert.equal(await codeOf(connect(await bound(), nobody, {})), 2303501);
    const unknown = { address: { address: 'unknown.test', port: 1, family: 1 }, secureOptions: {} };
    assert.equal(await codeOf((await bound()).connect(unknown)), 2303501);
    const { port } = await secureServer(server);
    const key = { ca: authority.cert, cert: server.cert, key: selfSigned.key };
    assert.equal(await codeOf(connect(await bound(), port, key)), 2303501);
    assert.equal(await codeOf(connect(await bound(), port, { cipherSuite: 'nonsense' })), 2303501);
    const unbound = socketModule.constructTLSSocketInstance();
    assert.equal(await codeOf(connect(unbound, port, {})), 2303600);
  });

  test('connects without a client certificate where half of it is missing', async () => {
    const client = await authority.issue({ name: 'client', uses: ['client'] });
    const peer = await secureServer(server, {
      ca: authority.cert,
      requestCert: true,
      rejectUnauthorized: false
    });
    await connect(await bound(), peer.port, { ca: authority.cert, cert: client.cert });
    assert.equal((await peer.next()).authorized, false);
    await connect(await bound(), peer.port, { ca: authority.cert, cert: client.cert, key: client.key });
    assert.equal((await peer.next()).authorized, true);
  });

  test('reports the highest version allowed, and refuses what the peer does not speak', async () => {
    const { port } = await secureServer(server, { maxVersion: 'TLSv1.2' });
    const socket = await bound();
    await connect(socket, port, { ca: authority.cert });
    assert.equal(await socket.getProtocol(), 'TLSv1.3');
    const failing = connect(await bound(), port, { ca: authority.cert, protocols: 'TLSv1.3' });
    assert.equal(await codeOf(failing), 2303506);
    assert.equal(await codeOf(connect(await bound(), port, { protocols: 'SSLv3' })), 2303505);
  });

  test('gives up a mute peer at the timeout, where there is one', async () => {
    const port = await plainServer(() => {});
    const socket = await bound();
    const connecting = connect(socket, port, {}, { timeout: 300 });
    let isClosed = false;
    const closing = (socket.close() as Promise<void>).then(() => (isClosed = true));
    if (traits.tlsHandshakeTimesOut) {
      assert.equal(await codeOf(connecting), 2303502);
      assert.equal(isClosed, false, 'the close waits for the handshake');
      await closing;
    } else {
      const settled = await Promise.race([
        connecting.then(() => true),
        new Promise((resolve) => setTimeout(resolve, 500, false))
      ]);
      assert.equal(settled, false);
    }
  });

  test('speaks no TLS: the code of a bad certificate', async () => {
    const port = await plainServer((client) => client.end('220 hello\r\n'));
    assert.equal(await codeOf(connect(await bound(), port, {})), 2303505);
  });

  test('ignores listeners before the bind and forgets them with the close', async () => {
    const { port } = await secureServer(server);
    const socket = socketModule.constructTLSSocketInstance();
    let early = 0;
    socket.on('connect', () => (early += 1));
    await socket.bind(ANY);
    await connect(socket, port, { ca: authority.cert });
    assert.equal(early, 0);
    await socket.close();
    assert.equal(await codeOf(socket.close()), 2303600);
  });

  test('takes texts and buffers to send, and nothing that is empty or a view', async () => {
    const { port } = await secureServer(server);
    const socket = await bound();
    await connect(socket, port, { ca: authority.cert });
    const message = next(socket, 'message') as Promise<{ message: unknown }>;
    await socket.send('text');
    const { message: bytes } = await message;
    assert.ok(bytes instanceof Uint8Array && !(bytes instanceof ArrayBuffer));
    assert.equal(Buffer.from(bytes).toString(), 'text');
    assert.equal(await codeOf(socket.send('')), 401);
    assert.throws(() => socket.send(new Uint8Array(1)), { code: '401' });
    assert.throws(() => socket.send({ data: 'text' }), { code: '401' });
  });

  test('stays open after the end of the peer, and says error after a reset', async () => {
    const peer = await secureServer(server);
    const socket = await bound();
    await connect(socket, peer.port, { ca: authority.cert });
    const closed = next(socket, 'close');
    (await peer.next()).end();
    await closed;
    await socket.send('still');
    const second = await bound();
    await connect(second, peer.port, { ca: authority.cert });
    const error = next(second, 'error') as Promise<{ errorNumber: number }>;
    await peer.next();
    peer.reset();
    assert.equal((await error).errorNumber, 2303505);
  });

  test('a send that the peer does not read never settles, nor does the close meanwhile', async () => {
    const peer = await secureServer(server, {}, 'mute');
    const socket = await bound();
    await connect(socket, peer.port, { ca: authority.cert });
    const client = await peer.next();
    let hasSent = false;
    const sending = (socket.send(new ArrayBuffer(50_000_000)) as Promise<void>).then(
      () => (hasSent = true),
      () => (hasSent = true)
    );
    let isClosed = false;
    const closing = (socket.close() as Promise<void>).then(() => (isClosed = true));
    if (traits.tlsReceivesDuringSends) await closing;
    else await new Promise((resolve) => setTimeout(resolve, 800));
    assert.equal(hasSent, false);
    assert.equal(isClosed, traits.tlsReceivesDuringSends);
    client.destroy();
    await Promise.all([sending, closing]);
  });

  test('a socket that nobody closes keeps its descriptor', async () => {
    const { port } = await secureServer(server);
    const before = openTlsDescriptors();
    const socket = await bound();
    await codeOf(connect(socket, port, {}));
    assert.equal(openTlsDescriptors(), before + 1);
    await socket.close();
    assert.equal(openTlsDescriptors(), before);
  });

  test('takes a connected TCP socket over, which is empty then', async () => {
    const peer = await plainServer((client) => client.write('220 ready\r\n'));
    const plain = socketModule.constructTCPSocketInstance();
    const greeting = new Promise((resolve) => plain.on('message', resolve));
    await plain.connect({ address: { address: LOOPBACK, port: peer, family: 1 } });
    await greeting;
    const secure = socketModule.constructTLSSocketInstance(plain);
    closeAtEnd(() => (secure.close() as Promise<void>).catch(() => {}));
    assert.equal(await plain.getSocketFd(), undefined);
    assert.equal(await codeOf(plain.close()), 2300999);
    assert.ok(Number(await secure.getSocketFd()) > 0);
    assert.throws(() => socketModule.constructTLSSocketInstance({}), { code: '401' });
    const unconnected = socketModule.constructTCPSocketInstance();
    assert.throws(() => socketModule.constructTLSSocketInstance(unconnected), { code: '2303601' });
  });

  test('a server serves clients one after the other, and reads nothing in a handshake', async () => {
    const { port, arrived } = await listening();
    const client = await bound();
    await connect(client, port, { ca: authority.cert });
    const accepted = await arrived;
    const message = new Promise<{ message: unknown }>((resolve) => accepted.on('message', resolve));
    await client.send(new Uint8Array([1, 2, 0, 3]).buffer);
    const { message: bytes } = await message;
    assert.deepEqual(bytes, new Uint8Array(traits.tlsServersCutAtZero ? [1, 2] : [1, 2, 0, 3]));
    await client.close();
  });

  test('a server keeps what comes before it is listened to', async () => {
    const { port, arrived } = await listening();
    const client = tls.connect({ host: LOOPBACK, port, rejectUnauthorized: false });
    client.write('together with the handshake');
    // Either may be the first: who waited for one only then might miss the other.
    const [accepted] = await Promise.all([arrived, once(client, 'session')]);
    const message = new Promise<{ message: Uint8Array }>((resolve) => accepted.on('message', resolve));
    client.write(', and after it');
    assert.equal(Buffer.from((await message).message).toString(), 'together with the handshake');
    client.destroy();
  });
});
