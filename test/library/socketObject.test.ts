import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createTCPSocket, createUDPSocket, type TCPSocket, type UDPSocket } from '../../library/Index.ets';
import { EventLog } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';
import { TcpServer } from './support/tcpServer.ts';
import { UdpPeer } from './support/udpPeer.ts';

/** What a state library makes of whatever is put into a store: each object and array behind a proxy, at any depth. */
function deepProxy<Value extends object>(value: Value): Value {
  return new Proxy(value, {
    get(target, key, receiver) {
      const property: unknown = Reflect.get(target, key, receiver);
      const isPlain =
        typeof property === 'object' &&
        property !== null &&
        ['[object Object]', '[object Array]'].includes(Object.prototype.toString.call(property));
      return isPlain ? deepProxy(property) : property;
    }
  });
}

async function exchangeDatagrams(socket: UDPSocket): Promise<void> {
  const peer = await UdpPeer.open();
  const log = new EventLog(socket);
  const port = socket.bind();
  socket.connect({ address: '127.0.0.1', port: peer.port });
  socket.write({ message: 'request' });
  peer.onReceived = () => log.look();
  await log.until(() => peer.texts.join() === 'request', 'the request');
  peer.send('answer', port);
  await log.times('Message', 1);
  await log.close();
  assert.deepEqual(log.errors, []);
}

async function exchangeBytes(socket: TCPSocket): Promise<void> {
  const server = await TcpServer.open();
  const log = new EventLog(socket);
  server.onChange = () => log.look();
  socket.connect({ address: '127.0.0.1', port: server.port });
  socket.write('request');
  socket.write('x'.repeat(100_000));
  assert.equal(socket.bufferedAmount, 100_007);
  await log.until(() => server.received.length === 100_007, 'the request');
  server.connections[0]?.write('answer');
  await log.times('Message', 1);
  await log.close();
  assert.deepEqual(log.errors, []);
}

/** Every method as a function of its own. */
function detached<Socket extends object>(socket: Socket): Socket {
  const methods = { ...socket };
  const names = Object.entries(methods).filter(([, value]) => typeof value === 'function');
  assert.ok(names.length > 10, 'the methods are functions of the socket itself');
  return Object.fromEntries(
    names.map(([name, method]) => [name, (method as () => void).bind(undefined)])
  ) as Socket;
}

describe('a socket object', () => {
  afterEach(() => closeOpened());

  it('works behind the proxies of a state library', async () => {
    await exchangeDatagrams(deepProxy({ socket: createUDPSocket() }).socket);
    await exchangeBytes(deepProxy({ socket: createTCPSocket() }).socket);
  });

  it('has methods that work detached', async () => {
    await exchangeDatagrams(detached(createUDPSocket()));
    const socket = createTCPSocket();
    await exchangeBytes(
      Object.defineProperty(detached(socket), 'bufferedAmount', { get: () => socket.bufferedAmount })
    );
  });

  it('has methods that serve as listeners', async () => {
    const server = await TcpServer.open();
    const socket = createTCPSocket();
    const log = new EventLog(socket);
    socket.onConnect(socket.close);
    socket.connect({ address: '127.0.0.1', port: server.port });
    await log.times('Close', 1);
    assert.deepEqual(log.events, ['Connect', 'Close']);
  });

  it('shows nothing of its inside to JSON and to loops, before and after its use', async () => {
    const sockets = [createUDPSocket(), createTCPSocket()];
    for (const socket of sockets) {
      assert.equal(JSON.stringify({ socket }), '{"socket":{}}');
      assert.deepEqual(
        Object.values(socket).filter((value) => typeof value !== 'function'),
        []
      );
    }
    const [udp, tcp] = sockets as [UDPSocket, TCPSocket];
    await exchangeDatagrams(udp);
    await exchangeBytes(tcp);
    assert.equal(JSON.stringify(sockets), '[{},{}]');
  });
});
