import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { createTCPSocket, createUDPSocket } from '../../library/Index.ets';
import { nameResolver } from '../../library/src/main/ets/channel/NameResolver.ets';
import { IpVersion } from '../../library/src/main/ets/base/IpAddress.ets';
import { hosts, resetHost } from '../host/control.ts';
import connection from '../host/modules/@ohos.net.connection.ts';
import { EventLog, settle } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';
import { TcpServer } from './support/tcpServer.ts';
import { UdpPeer } from './support/udpPeer.ts';

// Names are remembered for the whole process, so each test has names of its own.

function countQueries(): () => number {
  const { mock: spy } = mock.method(connection, 'getAddressesByName', connection.getAddressesByName);
  return () => spy.calls.length;
}

/** Makes the look-up wait until it is told to answer. */
function holdLookUps(): { answer: () => void } {
  const original = connection.getAddressesByName;
  const held: (() => void)[] = [];
  mock.method(connection, 'getAddressesByName', (name: unknown) =>
    new Promise<void>((resolve) => held.push(resolve)).then(() => original(name))
  );
  return { answer: () => held.splice(0).forEach((each) => each()) };
}

describe('host names', () => {
  afterEach(async () => {
    mock.restoreAll();
    resetHost();
    await closeOpened();
  });

  it('are looked up once for many datagrams, which keep their order', async () => {
    hosts.set('many.test', ['127.0.0.1']);
    const queries = countQueries();
    const peer = await UdpPeer.open();
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    peer.onReceived = () => log.look();
    const texts = Array.from({ length: 50 }, (_, i) => `datagram ${i}`);
    socket.bind();
    for (const message of texts.slice(0, 25)) socket.send({ address: 'many.test', port: peer.port, message });
    await log.until(() => peer.received.length === 25, '25 datagrams');
    for (const message of texts.slice(25)) socket.send({ address: 'Many.Test', port: peer.port, message });
    await log.until(() => peer.received.length === 50, '50 datagrams');
    assert.deepEqual(peer.texts, texts);
    assert.equal(queries(), 1);
    await log.close();
    await peer.close();
    assert.deepEqual(log.errors, []);
  });

  it('that nobody has give an error event with the name for each datagram', async () => {
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    socket.send({ address: 'nobody1.test', port: 9, message: 'a' });
    socket.write({ address: 'nobody1.test', port: 9, message: 'b' });
    socket.connect({ address: 'nobody2.test', port: 9 });
    await log.times('Error', 3);
    await settle();
    const events = log.errors.map(({ errMsg, errCode }) => [errMsg.replace(/: .*/, ''), errCode]);
    assert.deepEqual(events.sort(), [
      ["UDPSocket.connect:fail cannot resolve the host name 'nobody2.test'", 1],
      ["UDPSocket.send:fail cannot resolve the host name 'nobody1.test'", 1],
      ["UDPSocket.write:fail cannot resolve the host name 'nobody1.test'", 1]
    ]);
    await log.close();
    assert.equal(log.errors.length, 3);
  });

  it('hold up neither the caller nor datagrams to other addresses', async () => {
    hosts.set('slow.test', ['127.0.0.1']);
    const lookUps = holdLookUps();
    const peer = await UdpPeer.open();
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    peer.onReceived = () => log.look();
    const buffer = new TextEncoder().encode('by name').buffer;
    socket.send({ address: 'slow.test', port: peer.port, message: buffer });
    new Uint8Array(buffer).fill(0);
    socket.send({ address: '127.0.0.1', port: peer.port, message: 'by address' });
    await log.until(() => peer.received.length === 1, 'the first datagram');
    lookUps.answer();
    await log.until(() => peer.received.length === 2, 'the second datagram');
    assert.deepEqual(peer.texts, ['by address', 'by name']);
  });

  it('are waited for by close', async () => {
    hosts.set('late.test', ['127.0.0.1']);
    const lookUps = holdLookUps();
    const peer = await UdpPeer.open();
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    peer.onReceived = () => log.look();
    socket.bind();
    await log.times('Listening', 1);
    socket.send({ address: 'late.test', port: peer.port, message: 'last words' });
    socket.close();
    await settle();
    assert.equal(log.count('Close'), 0);
    lookUps.answer();
    await log.until(() => peer.received.length === 1, 'the datagram');
    await log.times('Close', 1);
    assert.deepEqual(peer.texts, ['last words']);
    assert.deepEqual(log.errors, []);
  });

  it('of a connected peer let its replies through from the first write on', async () => {
    hosts.set('peer.test', ['127.0.0.1']);
    const peer = await UdpPeer.open();
    const stranger = await UdpPeer.open();
    // The name is known already, and the next look-up takes long.
    await new Promise<void>((resolve) => nameResolver.resolve('peer.test', IpVersion.IPv4, () => resolve()));
    const lookUps = holdLookUps();
    for (const address of ['peer.test', 'localhost']) {
      const socket = createUDPSocket();
      const log = new EventLog(socket);
      const port = socket.bind();
      peer.onReceived = () => {
        stranger.send('from a stranger', port);
        peer.send('reply', port);
      };
      socket.connect({ address, port: peer.port });
      socket.write({ message: 'question' });
      await log.times('Message', 1);
      assert.equal(log.received.toString(), 'reply', address);
      await log.close();
      assert.deepEqual(log.errors, []);
    }
    lookUps.answer();
  });

  it('are known to TCP sockets of both families', async () => {
    hosts.set('server.test', ['127.0.0.1', '::1']);
    const server = await TcpServer.open('::');
    for (const type of ['ipv4', 'ipv6'] as const) {
      for (const address of ['server.test', 'localhost']) {
        const socket = createTCPSocket({ type });
        const log = new EventLog(socket);
        socket.connect({ address, port: server.port });
        await log.times('Connect', 1);
        await log.close();
        assert.deepEqual(log.events, ['Connect', 'Close']);
      }
    }
  });
});
