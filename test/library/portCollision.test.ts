import './support/withoutCompanion.ts';
import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { createUDPSocket } from '../../library/Index.ets';
import { localPorts } from '../../library/src/main/ets/channel/LocalPorts.ets';
import { EventLog } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';
import { UdpPeer } from './support/udpPeer.ts';

// The native module binds another port and reports success when the wanted one is taken. What that leads to, specs tell
// (UDPSocket_bind__port_in_use), and test/faults/udpBind.cases.ts, without the companion, too.

const ADDRESS_IN_USE = 98;

describe('a port that another process holds', () => {
  afterEach(async () => {
    mock.restoreAll();
    await closeOpened();
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
  });

  it('is taken for both families when it is held for IPv6', async () => {
    const holder = await UdpPeer.open('::');
    for (const type of ['udp4', 'udp6'] as const) {
      const socket = createUDPSocket(type);
      const log = new EventLog(socket);
      socket.bind(holder.port);
      await log.times('Error', 1);
      assert.equal(log.errors[0]?.errno, ADDRESS_IN_USE, type);
      await log.close();
      assert.equal(log.count('Listening'), 0);
    }
  });
});

describe('a port that a socket of this process holds', () => {
  afterEach(closeOpened);

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
  });
});
