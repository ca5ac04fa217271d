// In a network namespace: sockets of every kind over an address of the device, and what they tell when its networks change, as JSON.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo, type Server } from 'node:net';
import ourDgram from 'taro-harmony-socket/dgram';
import ourNet from 'taro-harmony-socket/net';
import { WebSocketServer } from 'ws';
import { connectSocket, createTCPSocket, createUDPSocket } from '../../../library/Index.ets';
import { openSocketCount } from '../../../library/src/main/ets/channel/OpenSockets.ets';
import { application, Bearer, type Network, networks, resetHost } from '../../host/control.ts';

/** The stand-in's Wi-Fi address, which the namespace gets for real. */
const ADDRESS = '192.0.2.11';

type Heard = Record<string, string[]>;
interface Opened {
  /** Settled when it has closed by itself. */
  readonly closed: Promise<unknown>;
  readonly close: () => void;
}

/** What happens to the device, and which sockets go on. */
const PLANS: Readonly<Record<string, { change: () => void; goesOn: readonly string[] }>> = {
  'network lost': { change: () => networks.removeAll(), goesOn: ['loopback', 'udp', 'dgram'] },
  'another default network': {
    change: () => {
      networks.add(Bearer.CELLULAR);
      networks.remove(wifiNetwork());
    },
    goesOn: ['loopback', 'udp', 'dgram']
  },
  'address changed': {
    change: () => networks.setAddresses(wifiNetwork(), [{ address: '192.0.2.200', prefixLength: 24 }]),
    goesOn: ['loopback', 'udp', 'dgram', 'webSocket']
  },
  'frozen meanwhile': {
    change: () => {
      const thaw = application.freeze();
      networks.removeAll();
      networks.add(Bearer.CELLULAR);
      thaw();
    },
    goesOn: ['loopback', 'udp', 'dgram']
  },
  'frozen, with the same network afterwards': {
    change: () => application.freeze()(),
    goesOn: ['loopback', 'udp', 'dgram', 'webSocket', 'tcp', 'net', 'dgramBound', 'dgramConnected']
  }
};

function wifiNetwork(): Network {
  if (networks.default === undefined) throw new Error('there is no network');
  return networks.default;
}

async function listening(host: string): Promise<Server> {
  const server = net.createServer((socket) => socket.on('error', () => {})).listen(0, host);
  await once(server, 'listening');
  return server;
}

function portOf(server: { address: () => AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port;
}

async function openTcp(server: Server, host: string, hear: (what: string) => void): Promise<Opened> {
  const socket = createTCPSocket();
  socket.onError(({ errMsg, errCode, errno }) => hear(`${errMsg} ${errCode} ${String(errno)}`));
  const closed = new Promise<void>((resolve) => {
    socket.onClose(() => {
      hear('close');
      resolve();
    });
  });
  await new Promise<void>((resolve) => {
    socket.onConnect(() => resolve());
    socket.connect({ address: host, port: portOf(server) });
  });
  return { closed, close: socket.close };
}

async function openUdp(hear: (what: string) => void): Promise<Opened> {
  const socket = createUDPSocket();
  socket.onError(({ errMsg, errCode, errno }) => hear(`${errMsg} ${errCode} ${String(errno)}`));
  const closed = new Promise<void>((resolve) => {
    socket.onClose(() => resolve());
  });
  await new Promise<void>((resolve) => {
    socket.onListening(() => resolve());
    socket.bind();
  });
  return { closed, close: socket.close };
}

async function openNet(server: Server, hear: (what: string) => void): Promise<Opened> {
  const socket = ourNet.connect(portOf(server), ADDRESS);
  const closed = new Promise<void>((resolve) => {
    socket.resume().on('close', () => {
      hear('close');
      resolve();
    });
  });
  socket.on('error', ({ message }: Error) => hear(message));
  await once(socket, 'connect');
  return { closed, close: () => socket.destroy() };
}

async function openDgram(hear: (what: string) => void, address?: string, peerPort?: number): Promise<Opened> {
  const socket = ourDgram.createSocket('udp4');
  socket.on('error', ({ message }: Error) => hear(message));
  await once(socket.bind(0, address), 'listening');
  if (peerPort !== undefined) {
    socket.connect(peerPort, ADDRESS);
    await once(socket, 'connect');
  }
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      hear('close');
      resolve();
    });
  });
  return { closed, close: () => socket.close() };
}

async function openTask(server: WebSocketServer, hear: (what: string) => void): Promise<Opened> {
  const task = connectSocket({ url: `ws://${ADDRESS}:${portOf(server)}` });
  task.onError(({ errMsg, errCode }) => hear(`${errMsg} ${errCode}`));
  const closed = new Promise<void>((resolve) => {
    task.onClose(({ code }) => {
      hear(`close ${code}`);
      resolve();
    });
  });
  await new Promise<void>((resolve) => task.onOpen(() => resolve()));
  return { closed, close: () => task.close({}) };
}

execFileSync('ip', ['address', 'add', `${ADDRESS}/32`, 'dev', 'lo']);
const server = await listening(ADDRESS);
const loopbackServer = await listening('127.0.0.1');
const webSocketServer = new WebSocketServer({ host: ADDRESS, port: 0 });
await once(webSocketServer, 'listening');

const report: Record<string, Heard> = {};
for (const [name, { change, goesOn }] of Object.entries(PLANS)) {
  const heard: Heard = {};
  let isChanged = false;
  const hear = (who: string): ((what: string) => void) => {
    heard[who] = [];
    return (what) => {
      if (isChanged) heard[who]?.push(what);
    };
  };
  const opened: Record<string, Opened> = {
    tcp: await openTcp(server, ADDRESS, hear('tcp')),
    loopback: await openTcp(loopbackServer, '127.0.0.1', hear('loopback')),
    net: await openNet(server, hear('net')),
    webSocket: await openTask(webSocketServer, hear('webSocket')),
    udp: await openUdp(hear('udp')),
    dgram: await openDgram(hear('dgram')),
    dgramBound: await openDgram(hear('dgramBound'), ADDRESS),
    dgramConnected: await openDgram(hear('dgramConnected'), undefined, portOf(server))
  };
  // The watch is registered by a call of the system that is answered later.
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  isChanged = true;
  change();
  const ended = Object.keys(opened).filter((who) => !goesOn.includes(who));
  await Promise.all(ended.map(async (who) => opened[who]?.closed));
  isChanged = false;
  for (const who of goesOn) opened[who]?.close();
  await Promise.all(Object.values(opened).map(async ({ closed }) => closed));
  report[name] = heard;
  resetHost();
}
server.close();
loopbackServer.close();
webSocketServer.close();
console.log(JSON.stringify({ ...report, open: openSocketCount() }));
process.exit(0); // the servers' ends of the connections may still be open
