import './support/withoutCompanion.ts';
import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { createUDPSocket } from '../../library/Index.ets';
import { localPorts } from '../../library/src/main/ets/channel/LocalPorts.ets';
import { EventLog } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';
import { UdpPeer } from './support/udpPeer.ts';

// The native module binds another port and reports success when the wanted one is taken.

const ADDRESS_IN_USE = 98;

describe('a port that another process holds', () => {
  afterEach(async () => {
    mock.restoreAll();
    await closeOpened();
  });

  it('gives errno 98 and no other port', async () => {
    const holder = await UdpPeer.open('0.0.0.0');
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    assert.equal(socket.bind(holder.port), holder.port);
    socket.send({ address: '127.0.0.1', port: holder.port, message: 'a' });
    socket.write({ address: '127.0.0.1', port: holder.port, message: 'b' });
    await log.times('Error', 3);
    const texts = log.errors.map(({ errMsg }) => errMsg);
    assert.equal(texts[0], `UDPSocket.bind:fail errno:98 errmsg:Address in use`);
    assert.match(texts[1] ?? '', /^UDPSocket\.send:fail nothing was sent/);
    assert.match(texts[2] ?? '', /^UDPSocket\.write:fail nothing was sent/);
    assert.deepEqual([log.errors[0]?.errCode, log.errors[0]?.errno], [-2, ADDRESS_IN_USE]);
    socket.close();
    await log.times('Close', 1);
    assert.deepEqual(log.events, ['Error', 'Error', 'Error', 'Close']);
    assert.deepEqual(holder.received, []);
    await holder.close();
  });

  it('leaves the socket free to bind another one', async () => {
    const holder = await UdpPeer.open('0.0.0.0');
    const peer = await UdpPeer.open();
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    peer.onReceived = () => log.look();
    socket.bind(holder.port);
    await log.times('Error', 1);
    const port = socket.bind();
    socket.send({ address: '127.0.0.1', port: peer.port, message: 'hello' });
    await log.until(() => peer.received.length === 1, 'the datagram');
    assert.deepEqual(log.events, ['Error', 'Listening']);
    assert.equal(peer.received[0]?.port, port);
    socket.close();
    await log.times('Close', 1);
    await Promise.all([holder.close(), peer.close()]);
  });

  it('is told, not exchanged, when bind() named it as a free one', async () => {
    const holder = await UdpPeer.open('0.0.0.0');
    mock.method(localPorts, 'choose', () => holder.port);
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    assert.equal(socket.bind(), holder.port);
    await log.times('Error', 1);
    assert.equal(log.errors[0]?.errno, ADDRESS_IN_USE);
    assert.equal(log.count('Listening'), 0);
    socket.close();
    await log.times('Close', 1);
    await holder.close();
  });

  it('is exchanged for another one as long as the app knows none', async () => {
    const holders = [await UdpPeer.open('0.0.0.0'), await UdpPeer.open('0.0.0.0')];
    const peer = await UdpPeer.open();
    const original = localPorts.choose.bind(localPorts);
    const taken = holders.map(({ port }) => port);
    mock.method(localPorts, 'choose', () => taken.shift() ?? original());
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    peer.onReceived = () => log.look();
    socket.send({ address: '127.0.0.1', port: peer.port, message: 'hello' });
    await log.until(() => peer.received.length === 1, 'the datagram');
    assert.deepEqual(log.errors, []);
    assert.equal(taken.length, 0);
    assert.equal(socket.bind(), peer.received[0]?.port);
    socket.close();
    await log.times('Close', 1);
    await Promise.all([...holders, peer].map((each) => each.close()));
  });

  it('is not exchanged any more once bind() has named it', async () => {
    const holder = await UdpPeer.open('0.0.0.0');
    mock.method(localPorts, 'choose', () => holder.port, { times: 1 });
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    socket.send({ address: '127.0.0.1', port: holder.port, message: 'hello' });
    assert.equal(socket.bind(), holder.port);
    await log.times('Error', 3);
    // The second bind is refused, the first one fails, and what waited for it is not sent.
    const calls = log.errors.map(({ errMsg, errno }) => [errMsg.split(':')[0], errno]);
    assert.deepEqual(calls, [
      ['UDPSocket.bind', undefined],
      ['UDPSocket.bind', ADDRESS_IN_USE],
      ['UDPSocket.send', undefined]
    ]);
    assert.deepEqual(holder.received, []);
    socket.close();
    await log.times('Close', 1);
    await holder.close();
  });

  it('is taken for both families when it is held for IPv6', async () => {
    const holder = await UdpPeer.open('::');
    for (const type of ['udp4', 'udp6'] as const) {
      const socket = createUDPSocket(type);
      const log = new EventLog(socket);
      socket.bind(holder.port);
      await log.times('Error', 1);
      assert.equal(log.errors[0]?.errno, ADDRESS_IN_USE, type);
      socket.close();
      await log.times('Close', 1);
      assert.equal(log.count('Listening'), 0);
    }
    await holder.close();
  });
});

describe('a port that a socket of this process holds', () => {
  afterEach(closeOpened);

  it('gives errno 98 while that socket is open', async () => {
    const first = createUDPSocket();
    const second = createUDPSocket();
    const [firstLog, secondLog] = [new EventLog(first), new EventLog(second)];
    const port = first.bind();
    assert.equal(second.bind(port), port);
    await secondLog.times('Error', 1);
    assert.equal(secondLog.errors[0]?.errno, ADDRESS_IN_USE);
    await firstLog.times('Listening', 1);
    first.close();
    second.close();
    await Promise.all([firstLog.times('Close', 1), secondLog.times('Close', 1)]);
    assert.deepEqual(firstLog.errors, []);
  });

  it('goes to the next one in the tick of the close, several times in a row', async () => {
    const logs: EventLog[] = [];
    const peer = await UdpPeer.open();
    let port = 0;
    for (let i = 0; i < 4; i++) {
      const socket = createUDPSocket();
      const log = new EventLog(socket);
      logs.push(log);
      port = port === 0 ? socket.bind() : socket.bind(port);
      socket.send({ address: '127.0.0.1', port: peer.port, message: `socket ${i}` });
      socket.close();
    }
    await Promise.all(logs.map((log) => log.times('Close', 1)));
    for (const log of logs) assert.deepEqual(log.events, ['Listening', 'Close']);
    peer.onReceived = () => logs[0]?.look();
    await logs[0]?.until(() => peer.received.length === logs.length, 'the datagrams');
    assert.deepEqual(peer.texts, ['socket 0', 'socket 1', 'socket 2', 'socket 3']);
    assert.deepEqual(new Set(peer.received.map((each) => each.port)), new Set([port]));
    await peer.close();
  });
});
