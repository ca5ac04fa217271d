// WeChat's TCPSocket with TLS: events in order, bytes in order, bounded ends.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type net from 'node:net';
import tls from 'node:tls';
import { afterEach, before, describe, test } from 'node:test';
import { createTCPSocket } from '../../library/Index.ets';
import type { TLSOption } from '../../library/src/main/ets/channel/secure/TLSOption.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { faults, hosts, openTlsDescriptors, resetHost } from '../host/control.ts';
import { release, traits } from '../host/socket/release.ts';
import { closeOpened } from '../library/support/opened.ts';
import { Identity } from './support/certificates.ts';
import { LOOPBACK, plainServer, secureServer } from './support/servers.ts';

const NAME = 'server.test';
let authority: Identity;
let server: Identity;

before(async () => {
  authority = await Identity.authority('Ours');
  server = await authority.issue({ name: 'server', dns: [NAME], ip: [LOOPBACK] });
});

afterEach(async () => {
  await closeOpened();
  resetHost();
  assert.equal(openSocketCount(), 0);
});

type Socket = ReturnType<typeof createTCPSocket>;

/** A server that has TLS, on a connection that begins without it. */
function secured(peer: net.Socket): tls.TLSSocket {
  const secure = new tls.TLSSocket(peer, { isServer: true, cert: server.cert, key: server.key });
  return secure.on('error', () => {});
}

/** Lets some turns of the event loop pass. */
async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A socket with what it has told, in order. */
interface Watched {
  readonly socket: Socket;
  readonly events: string[];
  readonly bytes: () => Buffer;
  next(event: string): Promise<string>;
}

function watch(socket: Socket): Watched {
  const events: string[] = [];
  const parts: Buffer[] = [];
  const waiting = new Map<string, (text: string) => void>();
  const tell = (event: string, text: string): void => {
    events.push(event);
    waiting.get(event)?.(text);
  };
  socket.onConnect(({ errMsg }) => tell('connect', errMsg));
  socket.onClose(({ errMsg }) => tell('close', errMsg));
  socket.onDrain(({ errMsg }) => tell('drain', errMsg));
  socket.onError(({ errMsg, errCode }) => tell('error', `${errMsg} [${errCode}]`));
  socket.onMessage(({ message }) => {
    parts.push(Buffer.from(message));
    tell('message', '');
  });
  return {
    socket,
    events,
    bytes: () => Buffer.concat(parts),
    next: (event) => new Promise((resolve) => waiting.set(event, resolve))
  };
}

function open(port: number, option: TLSOption | true, address = LOOPBACK): Watched {
  const watched = watch(createTCPSocket({ tls: option }));
  watched.socket.connect({ address, port, timeout: 5 });
  return watched;
}

async function received(watched: Watched, size: number): Promise<Buffer> {
  while (watched.bytes().length < size) await watched.next('message');
  return watched.bytes();
}

/** Tells one error, and closes then. */
async function fails(watched: Watched, text: RegExp): Promise<void> {
  const [error, closed] = [watched.next('error'), watched.next('close')];
  assert.match(await error, text);
  await closed;
}

async function ended(watched: Watched): Promise<void> {
  if (watched.events.includes('close')) return;
  const closing = watched.next('close');
  watched.socket.close();
  await closing;
}

describe(`TCPSocket with TLS, OpenHarmony ${release}`, () => {
  test('connects by name, sends what was written before, and closes once', async () => {
    hosts.set(NAME, [LOOPBACK]);
    // OpenHarmony 5.1 keeps those of connects that were refused before the handshake.
    const descriptors = openTlsDescriptors();
    const { port } = await secureServer(server);
    const watched = open(port, { ca: authority.cert }, NAME);
    watched.socket.write('before');
    assert.equal(await watched.next('connect'), 'TCPSocket.connect:ok');
    assert.equal((await received(watched, 6)).toString(), 'before');
    await ended(watched);
    assert.deepEqual(
      watched.events.filter((event) => event !== 'message'),
      // What was written before had to wait.
      ['connect', 'drain', 'close']
    );
    assert.equal(openTlsDescriptors(), descriptors);
  });

  test('1000 small writes, then a large one, arrive in order', async () => {
    const { port } = await secureServer(server);
    const watched = open(port, { ca: authority.cert });
    await watched.next('connect');
    const pieces = Array.from({ length: 1000 }, (_, index) => Buffer.from(`${index};`));
    const large = Buffer.alloc(3_000_000, 'large');
    for (const piece of pieces) watched.socket.write(piece);
    watched.socket.write(large);
    assert.ok(watched.socket.bufferedAmount > 0);
    const drained = watched.next('drain');
    const all = Buffer.concat([...pieces, large]);
    assert.ok((await received(watched, all.length)).equals(all));
    await drained;
    await ended(watched);
  });

  test('what was written before close still arrives, with a proper end', async () => {
    const peer = await secureServer(server, {}, 'reading');
    const watched = open(peer.port, { ca: authority.cert });
    await watched.next('connect');
    const client = await peer.next();
    const parts: Buffer[] = [];
    client.on('data', (part: Buffer) => parts.push(part));
    watched.socket.write(Buffer.alloc(500_000, 1));
    const closed = watched.next('close');
    watched.socket.close();
    await once(client, 'end');
    client.end();
    await closed;
    assert.equal(Buffer.concat(parts).length, 500_000);
  });

  test("tells all that came before the peer's end, then closes", async () => {
    const peer = await secureServer(server, {}, 'reading');
    const watched = open(peer.port, { ca: authority.cert });
    await watched.next('connect');
    const closed = watched.next('close');
    (await peer.next()).end(Buffer.alloc(100_000, 2));
    await closed;
    assert.equal(watched.bytes().length, 100_000);
    assert.ok(!watched.events.includes('error'));
  });

  test('a reset is one error, then close', async () => {
    const peer = await secureServer(server, {}, 'reading');
    const watched = open(peer.port, { ca: authority.cert });
    // What Node's peer still has to say of its handshake would go out with a goodbye before the reset.
    const greeting = watched.next('message');
    (await peer.next()).write('x');
    await greeting;
    peer.reset();
    await fails(watched, /reset by the peer/);
    assert.deepEqual(watched.events, ['connect', 'message', 'error', 'close']);
  });

  test('a certificate for another name is one error that has the names, then close', async () => {
    hosts.set('other.test', [LOOPBACK]);
    const { port } = await secureServer(server);
    const watched = open(port, { ca: authority.cert }, 'other.test');
    await fails(
      watched,
      /^TCPSocket\.connect:fail the certificate is not for other\.test: it is for server\.test, 127\.0\.0\.1 .*\[-4\]$/
    );
    assert.deepEqual(watched.events, ['error', 'close']);
  });

  test('names, refusals and time-outs have their own texts', async () => {
    for (const [address, connect, text] of [
      ['unknown.test', 1, /unknown\.test/],
      [LOOPBACK, 1, /refused or unreachable/]
    ] as const) {
      const watched = open(connect, { ca: authority.cert }, address);
      await fails(watched, text);
    }
    const mute = await plainServer(() => {});
    const watched = watch(createTCPSocket({ tls: true }));
    watched.socket.connect({ address: LOOPBACK, port: mute, timeout: 0.3 });
    const [error, closed] = [watched.next('error'), watched.next('close')];
    assert.match(await error, /errno:110 .*timed out after 0\.3 s/);
    if (!traits.tlsHandshakeTimesOut) await closeOpened();
    await closed;
  });

  test('a socket whose options for TLS are wrong never connects in the clear', async () => {
    let connections = 0;
    const plain = await plainServer(() => (connections += 1));
    for (const [option, text] of [
      [{ ca: 'no certificate' }, /'ca' has no certificate/],
      [{ cert: server.cert }, /'cert' needs 'key'/],
      [{ minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }, /above/],
      [{ ALPNProtocols: ['h2'] } as TLSOption, /ALPNProtocols/],
      ['yes' as unknown as TLSOption, /tls has to be/]
    ] as const) {
      const watched = watch(createTCPSocket({ tls: option }));
      assert.match(await watched.next('error'), text);
      const error = watched.next('error');
      watched.socket.connect({ address: LOOPBACK, port: plain });
      assert.match(await error, /the option tls of createTCPSocket was refused/);
      await ended(watched);
    }
    assert.equal(connections, 0);
  });

  test('startTLS goes on encrypted on the same connection', async () => {
    hosts.set(NAME, [LOOPBACK]);
    const lines: string[] = [];
    const plain = await plainServer((peer) => {
      peer.write('220 ready\r\n');
      peer.once('data', (line: Buffer) => {
        lines.push(line.toString());
        peer.write('220 go ahead\r\n', () => {
          const secure = secured(peer);
          secure.pipe(secure);
        });
      });
    });
    const watched = watch(createTCPSocket());
    watched.socket.connect({ address: NAME, port: plain });
    await received(watched, 11);
    watched.socket.write('STARTTLS\r\n');
    await received(watched, 25);
    const again = watched.next('connect');
    watched.socket.startTLS({ ca: authority.cert });
    watched.socket.write('secret');
    assert.equal(await again, 'TCPSocket.startTLS:ok');
    assert.match((await received(watched, 31)).toString(), /secret$/);
    assert.deepEqual(lines, ['STARTTLS\r\n']);
    const error = watched.next('error');
    watched.socket.startTLS();
    assert.match(await error, /has TLS already/);
    await ended(watched);
  });

  test('what is written after startTLS waits for it, although something is still to go before it', async () => {
    const announcement = 'go on with TLS';
    const plain = await plainServer((peer) => {
      peer.once('data', (bytes: Buffer) => {
        // Whatever has come unencrypted would break the handshake.
        peer.unshift(bytes.subarray(announcement.length));
        const secure = new tls.TLSSocket(peer, { isServer: true, cert: server.cert, key: server.key });
        secure.on('error', () => {});
        secure.pipe(secure);
      });
    });
    const watched = watch(createTCPSocket());
    watched.socket.connect({ address: LOOPBACK, port: plain });
    await watched.next('connect');
    watched.socket.write(announcement);
    watched.socket.startTLS({ ca: authority.cert });
    watched.socket.write('sec');
    watched.socket.write('ret');
    assert.equal(watched.socket.bufferedAmount, 6);
    assert.equal((await received(watched, 6)).toString(), 'secret');
    await ended(watched);
  });

  test('startTLS goes on although the system has not said of each earlier write that it went', async () => {
    const announcement = Buffer.alloc(20_000, 'go on with TLS ');
    const plain = await plainServer((peer) => {
      let length = 0;
      peer.on('data', function read(bytes: Buffer) {
        length += bytes.length;
        if (length < announcement.length) return;
        peer.off('data', read);
        peer.unshift(bytes.subarray(bytes.length - (length - announcement.length)));
        const secure = secured(peer);
        secure.pipe(secure);
      });
    });
    const watched = watch(createTCPSocket());
    watched.socket.connect({ address: LOOPBACK, port: plain });
    await watched.next('connect');
    // The answers to sends come in any order.
    faults.add({ kind: 'tcp', call: 'send', times: 1, effect: { answersAfter: 60 } });
    watched.socket.write(announcement.subarray(0, 100));
    watched.socket.write(announcement.subarray(100));
    watched.socket.startTLS({ ca: authority.cert });
    watched.socket.write('secret');
    assert.equal(await watched.next('connect'), 'TCPSocket.startTLS:ok');
    assert.equal((await received(watched, 6)).toString(), 'secret');
    await ended(watched);
  });

  test('what waits for startTLS is reported by a close that comes before', async () => {
    const seen: Buffer[] = [];
    const closes: Promise<unknown>[] = [];
    const plain = await plainServer((peer) => {
      closes.push(once(peer, 'close'));
      peer.on('data', (bytes: Buffer) => seen.push(bytes));
    });
    const watched = watch(createTCPSocket());
    watched.socket.connect({ address: LOOPBACK, port: plain });
    await watched.next('connect');
    watched.socket.write('go on with TLS');
    watched.socket.startTLS({ ca: authority.cert });
    watched.socket.write('secret');
    const error = watched.next('error');
    await ended(watched);
    assert.match(await error, /^TCPSocket\.write:fail not sent: the socket was closed before TLS had begun/);
    assert.deepEqual(watched.events, ['connect', 'error', 'close']);
    await Promise.all(closes);
    assert.equal(String(Buffer.concat(seen)), 'go on with TLS');
  });

  test('startTLS refuses a certificate that is not the one of the host', async () => {
    const plain = await plainServer(secured);
    const watched = watch(createTCPSocket());
    watched.socket.connect({ address: LOOPBACK, port: plain });
    await watched.next('connect');
    watched.socket.startTLS({ ca: authority.cert, servername: 'other.test' });
    await fails(watched, /TCPSocket\.startTLS:fail the certificate is not for other\.test/);
  });

  test('close is bounded while the peer does not read', async () => {
    const peer = await secureServer(server, {}, 'mute');
    const watched = open(peer.port, { ca: authority.cert });
    await watched.next('connect');
    const client = await peer.next();
    watched.socket.write(Buffer.alloc(30_000_000));
    const closed = watched.next('close');
    // What nobody reads is waited for 20 s (of the channel's flush); the connection's end is heard of before.
    client.destroy();
    await closed;
    assert.ok(watched.events.includes('error'), 'the lost write is reported');
  });

  test('a system that answers nothing leaves no socket behind', async () => {
    const { port } = await secureServer(server);
    const plan = faults.add({ kind: 'tls', call: 'connect', effect: 'neverAnswers' });
    const watched = watch(createTCPSocket({ tls: { ca: authority.cert } }));
    watched.socket.connect({ address: LOOPBACK, port, timeout: 0.2 });
    await fails(watched, /timed out/);
    plan.remove();
  });

  test('a close at any step of the connect leaves no native socket', async () => {
    const { port } = await secureServer(server);
    const descriptors = openTlsDescriptors();
    for (let turns = 0; turns < 16; turns++) {
      const watched = open(port, { ca: authority.cert });
      await pass(turns);
      await ended(watched);
    }
    // OpenHarmony 5.1 cannot close what has had no handshake.
    if (traits.tlsClosesWithoutHandshake) assert.equal(openTlsDescriptors(), descriptors);
  });

  test('a close at any step of startTLS leaves no native socket and no connection', async () => {
    const ends: Promise<unknown>[] = [];
    const plain = await plainServer((peer) => {
      ends.push(once(peer, 'close'));
      peer.resume();
    });
    const descriptors = openTlsDescriptors();
    for (let turns = 0; turns < 10; turns++) {
      const watched = watch(createTCPSocket());
      watched.socket.connect({ address: LOOPBACK, port: plain });
      await watched.next('connect');
      watched.socket.startTLS({ ca: authority.cert });
      await pass(turns);
      await ended(watched);
    }
    // OpenHarmony 5.1 cannot close what has had no handshake.
    if (!traits.tlsClosesWithoutHandshake) return;
    await Promise.all(ends);
    assert.equal(openTlsDescriptors(), descriptors);
  });

  test("a certificate under one of OpenSSL's other labels counts", async () => {
    const { port } = await secureServer(server);
    const ca = authority.cert.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE');
    const watched = open(port, { ca });
    await watched.next('connect');
    await ended(watched);
  });

  test('what the system refuses in a call is told once', async () => {
    const { port } = await secureServer(server);
    for (const [call, text] of [
      ['bind', /Permission|permission/],
      ['getRemoteCertificate', /cannot be read/]
    ] as const) {
      const plan = faults.add({ kind: 'tls', call, effect: { fails: 'permission' } });
      const watched = open(port, { ca: authority.cert });
      await fails(watched, text);
      assert.deepEqual(watched.events, ['error', 'close']);
      plan.remove();
    }
    const plan = faults.add({ kind: 'tls', call: 'send', effect: { fails: 104 } });
    const watched = open(port, { ca: authority.cert });
    await watched.next('connect');
    watched.socket.write('lost');
    await fails(watched, /TCPSocket\.write:fail/);
    plan.remove();
  });
});
