// In a network namespace: connections over an address of the device that goes away, and what they tell of it, as JSON.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { connectSocket, createTCPSocket, createUDPSocket } from '../../../library/Index.ets';
import { openSocketCount } from '../../../library/src/main/ets/channel/OpenSockets.ets';
import { networks } from '../../host/control.ts';

/** The stand-in's Wi-Fi address, which the namespace gets for real. */
const ADDRESS = '192.0.2.11';

execFileSync('ip', ['address', 'add', `${ADDRESS}/32`, 'dev', 'lo']);
const tcpServer = net.createServer((socket) => socket.on('error', () => {})).listen(0, ADDRESS);
await once(tcpServer, 'listening');
const webSocketServer = new WebSocketServer({ host: ADDRESS, port: 0 });
await once(webSocketServer, 'listening');

const heard: Record<string, string[]> = { tcp: [], loopback: [], webSocket: [], udp: [] };
const hear = (who: string, what: string): void => void heard[who]?.push(what);

const tcp = createTCPSocket();
tcp.onError(({ errMsg, errCode, errno }) => hear('tcp', `${errMsg} ${errCode} ${String(errno)}`));
const tcpClosed = new Promise<void>((resolve) => {
  tcp.onClose(() => {
    hear('tcp', 'close');
    resolve();
  });
});
const loopbackServer = net.createServer().listen(0, '127.0.0.1');
await once(loopbackServer, 'listening');
const loopback = createTCPSocket();
loopback.onError(({ errMsg }) => hear('loopback', errMsg));
const udp = createUDPSocket();
udp.onError(({ errMsg }) => hear('udp', errMsg));
udp.bind();
const task = connectSocket({ url: `ws://${ADDRESS}:${(webSocketServer.address() as AddressInfo).port}` });
task.onError(({ errMsg, errCode }) => hear('webSocket', `${errMsg} ${errCode}`));
const taskClosed = new Promise<void>((resolve) => {
  task.onClose(({ code }) => {
    hear('webSocket', `close ${code}`);
    resolve();
  });
});
await Promise.all([
  new Promise<void>((resolve) => {
    tcp.onConnect(() => resolve());
    tcp.connect({ address: ADDRESS, port: (tcpServer.address() as AddressInfo).port });
  }),
  new Promise<void>((resolve) => {
    loopback.onConnect(() => resolve());
    loopback.connect({ address: '127.0.0.1', port: (loopbackServer.address() as AddressInfo).port });
  }),
  new Promise<void>((resolve) => task.onOpen(() => resolve()))
]);
// The watch is registered by a call of the system that is answered later.
await new Promise(setImmediate);
await new Promise(setImmediate);

networks.removeAll();
await Promise.all([tcpClosed, taskClosed]);
await Promise.all(
  [loopback, udp].map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.onClose(() => resolve());
        socket.close();
      })
  )
);
tcpServer.close();
loopbackServer.close();
webSocketServer.close();
console.log(JSON.stringify({ ...heard, open: openSocketCount() }));
process.exit(0); // the servers' ends of the connections may still be open
