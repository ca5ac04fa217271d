import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createTCPSocket, createUDPSocket, type SocketMessage } from '../../library/Index.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import socketModule from '../host/modules/@ohos.net.socket.ts';
import { EventLog } from './support/eventLog.ts';
import { collectGarbage } from './support/garbage.ts';
import { closeOpened } from './support/opened.ts';
import { TcpServer } from './support/tcpServer.ts';
import { UdpPeer } from './support/udpPeer.ts';

// The native module closes a socket whose JS object is collected.

/** From OpenHarmony 6.0 on, globalThis refers to the newest native socket of each class; let it be another one. */
function takeNewestPlace(): void {
  socketModule.constructUDPSocketInstance();
  socketModule.constructTCPSocketInstance();
}

async function collectAll(): Promise<void> {
  takeNewestPlace();
  for (let i = 0; i < 3; i++) await collectGarbage();
}

/** Lets only the socket's own listeners refer to the socket; they close it after the first message. */
async function bindAndForget(): Promise<{ port: number; heard: Promise<string> }> {
  const socket = createUDPSocket();
  const port = socket.bind();
  await new Promise<void>((resolve) => socket.onListening(() => resolve()));
  let text = '';
  socket.onMessage(({ message }: SocketMessage) => {
    text = Buffer.from(message).toString();
    socket.close();
  });
  return { port, heard: new Promise((resolve) => socket.onClose(() => resolve(text))) };
}

/** Lets nothing refer to the socket, which the peer is to close. */
async function connectAndForget(port: number): Promise<{ heard: Promise<string> }> {
  const socket = createTCPSocket();
  socket.connect({ address: '127.0.0.1', port });
  await new Promise<void>((resolve) => socket.onConnect(() => resolve()));
  let text = '';
  socket.onMessage(({ message }: SocketMessage) => (text += Buffer.from(message).toString()));
  return { heard: new Promise((resolve) => socket.onClose(() => resolve(text))) };
}

async function useAndClose(listener: () => void): Promise<void> {
  const udp = createUDPSocket();
  const tcp = createTCPSocket();
  const logs = [new EventLog(udp), new EventLog(tcp)];
  udp.onMessage(listener);
  tcp.onMessage(listener);
  udp.bind();
  tcp.close();
  udp.close();
  await Promise.all(logs.map((log) => log.times('Close', 1)));
}

describe('a socket that the app has no reference to', () => {
  afterEach(closeOpened);

  it('goes on receiving datagrams', async () => {
    const peer = await UdpPeer.open();
    const { port, heard } = await bindAndForget();
    await collectAll();
    assert.equal(openSocketCount(), 1);
    peer.send('still there?', port);
    assert.equal(await heard, 'still there?');
    assert.equal(openSocketCount(), 0);
  });

  it('stays connected', async () => {
    const server = await TcpServer.open();
    const { heard } = await connectAndForget(server.port);
    await collectAll();
    assert.equal(openSocketCount(), 1);
    server.connections[0]?.end('still there?');
    assert.equal(await heard, 'still there?');
    assert.equal(openSocketCount(), 0);
  });

  it('is collected when it was never used', async () => {
    const sockets = [(() => new WeakRef(createUDPSocket()))(), (() => new WeakRef(createTCPSocket()))()];
    await collectAll();
    assert.deepEqual(
      sockets.map((socket) => socket.deref()),
      [undefined, undefined]
    );
  });

  it('is let go after its close, with its listeners', async () => {
    const listener = await (async () => {
      const heard = (): void => undefined;
      await useAndClose(heard);
      return new WeakRef(heard);
    })();
    await closeOpened();
    await collectAll();
    assert.equal(openSocketCount(), 0);
    assert.equal(listener.deref(), undefined);
  });
});
