import { startBroker } from '../clients/peers.ts';
import {
  agentPeer,
  clockPeer,
  filePeer,
  managerPeer,
  minecraftPeer,
  postPeer,
  queuePeer,
  roomPeer,
  twitchPeer
} from './netPeers.ts';
import type { Try } from './try.ts';

/** Clients of clocks, files, games and what else answers in few words, and tools for sockets. */
export const NET_TRIES: readonly Try[] = [
  {
    name: '@hapi/sntp',
    what: ['asks for the time', '查询时间'],
    peer: clockPeer,
    page: (port) => `import * as sntp from '@hapi/sntp';
      const { stratum, referenceId } = await (sntp.time ?? sntp.default.time)({ host: '127.0.0.1', port: ${port} });
      console.log(stratum, referenceId);`,
    expected: 'secondary 127.0.0.7'
  },
  {
    name: 'aliyun-iot-device-sdk',
    what: ['publishes to an `aedes` broker and hears', '向 `aedes` broker 发布并接收'],
    peer: startBroker,
    page: (port) => `import aliyun from 'aliyun-iot-device-sdk';
      const device = aliyun.device({ productKey: 'lamp', deviceName: 'lamp', deviceSecret: 'secret', brokerUrl: 'mqtt://127.0.0.1:${port}' });
      device.on('error', (error) => console.log(error));
      device.on('connect', () => { device.subscribe('/lamp/lamp/get'); device.publish('/lamp/lamp/get', 'on', { qos: 1 }); });
      device.on('message', (topic, text) => { if (topic !== '/lamp/lamp/get') return; console.log(topic, String(text)); device.end(); });`,
    expected: '/lamp/lamp/get on'
  },
  {
    name: 'async-mqtt',
    what: ['publishes to an `aedes` broker and hears', '向 `aedes` broker 发布并接收'],
    peer: startBroker,
    page: (port) => `import mqtt from 'async-mqtt';
      const client = await mqtt.connectAsync('mqtt://127.0.0.1:${port}', { clientId: 'lamp' });
      client.on('message', async (topic, text) => { console.log(topic, String(text)); await client.end(); });
      await client.subscribe('lamp', { qos: 1 });
      await client.publish('lamp', 'on', { qos: 1 });`,
    expected: 'lamp on'
  },
  {
    name: 'asterisk-manager',
    what: ['logs in and hears an event', '登录并收到事件'],
    peer: managerPeer,
    page: (port) => `import manager from 'asterisk-manager';
      const asterisk = manager(${port}, '127.0.0.1', 'lamp', 'secret', true);
      asterisk.on('managerevent', ({ event, state }) => { console.log(event, state); asterisk.disconnect(); });`,
    expected: 'Lamp on'
  },
  {
    name: 'colyseus.js',
    what: [
      "joins a room and hears its own message, with `nodePackages: ['colyseus.js', '@colyseus/httpie', 'ws']`",
      "加入房间并收到自己的消息，需 `nodePackages: ['colyseus.js', '@colyseus/httpie', 'ws']`"
    ],
    peer: roomPeer,
    page: (port) => `import { Client } from 'colyseus.js';
      const room = await new Client('ws://127.0.0.1:${port}').joinOrCreate('lamps');
      room.onMessage('lamp', ({ is }) => { console.log(room.roomId, is); room.connection.close(); });
      room.send('lamp', { is: 'on' });`,
    expected: 'desk on',
    nodePackages: ['colyseus.js', '@colyseus/httpie', 'ws']
  },
  {
    name: 'dns2',
    what: ['server and client, over UDP and TCP', '服务端与客户端，通过 UDP 与 TCP'],
    page: () => `import dns2 from 'dns2';
      const { Packet } = dns2;
      const server = dns2.createServer({ udp: true, tcp: true, handle: (request, send) => {
        const response = Packet.createResponseFromRequest(request);
        response.answers.push({ name: request.questions[0].name, type: Packet.TYPE.A, class: Packet.CLASS.IN, ttl: 300, address: '192.0.2.7' });
        send(response);
      } });
      await server.listen({ udp: { port: 0, address: '127.0.0.1', type: 'udp4' }, tcp: { port: 0, address: '127.0.0.1' } });
      const { udp, tcp } = server.addresses();
      const one = await new dns2({ nameServers: ['127.0.0.1'], port: udp.port }).resolveA('lamp.test');
      const other = await dns2.TCPClient({ dns: '127.0.0.1', port: tcp.port })('lamp.test');
      console.log(one.answers[0].address, other.answers[0].address);
      await server.close();`,
    expected: '192.0.2.7 192.0.2.7'
  },
  {
    name: 'fivebeans',
    what: ['puts a job and reserves it', '放入任务并取出'],
    peer: queuePeer,
    page: (port) => `import * as fivebeans from 'fivebeans';
      const client = new (fivebeans.client ?? fivebeans.default.client)('127.0.0.1', ${port});
      client.on('connect', () => client.use('lamps', () => client.put(0, 0, 60, 'on', (_error, id) => {
        client.reserve((_failure, found, body) => { console.log(id, found, String(body)); client.end(); });
      })));
      client.connect();`,
    expected: '7 7 on'
  },
  {
    name: 'ftp',
    what: ['writes, lists and reads a file', '写、列、读文件'],
    peer: filePeer,
    page: (port) => `import Client from 'ftp'; import { Buffer } from 'buffer';
      const client = new Client();
      client.on('error', (error) => console.log(error));
      client.on('ready', () => client.put(Buffer.from('lamp is on'), 'lamp.txt', () => client.list((_error, [{ name, size }]) => {
        client.get('lamp.txt', (_failure, stream) => stream.on('data', (text) => { console.log(name, size, String(text)); client.end(); }));
      })));
      client.connect({ host: '127.0.0.1', port: ${port}, user: 'lamp', password: 'secret' });`,
    expected: 'lamp.txt 10 lamp is on'
  },
  {
    name: 'is-port-reachable',
    what: ['an open port and a closed one', '一个开放的端口与一个关闭的端口'],
    page: () => `import isPortReachable from 'is-port-reachable'; import net from 'node:net';
      const server = net.createServer().listen(0, '127.0.0.1', async () => {
        const { port } = server.address();
        const isOpen = await isPortReachable(port, { host: '127.0.0.1' });
        server.close(async () => console.log(isOpen, await isPortReachable(port, { host: '127.0.0.1' })));
      });`,
    expected: 'true false'
  },
  {
    name: 'jsftp',
    what: ['writes and reads a file', '写、读文件'],
    peer: filePeer,
    page: (port) => `import JSFtp from 'jsftp'; import { Buffer } from 'buffer';
      const client = new JSFtp({ host: '127.0.0.1', port: ${port}, user: 'lamp', pass: 'secret' });
      client.put(Buffer.from('lamp is on'), 'lamp.txt', () => client.get('lamp.txt', (_error, stream) => {
        stream.on('data', (text) => console.log(String(text)));
        stream.once('close', () => client.raw('quit', () => client.destroy()));
        stream.resume();
      }));`,
    expected: 'lamp is on'
  },
  {
    name: 'minecraft-server-util',
    what: ['asks a game server for its state', '查询游戏服务器的状态'],
    peer: minecraftPeer,
    page: (port) => `import * as util from 'minecraft-server-util';
      const { motd, players } = await (util.status ?? util.default.status)('127.0.0.1', ${port}, { enableSRV: false });
      console.log(motd.clean, players.online);`,
    expected: 'lamp 7'
  },
  {
    name: 'node-pop3',
    what: ['logs in and reads a mail', '登录并读取邮件'],
    peer: postPeer,
    page: (port) => `import Pop3 from 'node-pop3';
      const pop3 = new Pop3({ host: '127.0.0.1', port: ${port}, user: 'lamp', password: 'secret' });
      console.log(String(await pop3.UIDL()), (await pop3.RETR(1)).trim());
      globalThis.process?.exit?.(0);`,
    expected: '1,a on'
  },
  {
    name: 'ntp-time',
    what: ['asks for the time', '查询时间'],
    peer: clockPeer,
    page: (port) => `import * as ntp from 'ntp-time';
      const { stratum, precision } = await new (ntp.Client ?? ntp.default.Client)('127.0.0.1', ${port}).syncTime();
      console.log(stratum, precision);
      globalThis.process?.exit?.(0);`,
    expected: '2 236'
  },
  {
    name: 'portscanner',
    what: ['finds an open port', '找到开放的端口'],
    page: () => `import portscanner from 'portscanner'; import net from 'node:net';
      const server = net.createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        portscanner.findAPortInUse([port], '127.0.0.1', (_error, found) => { console.log(found === port); server.close(); });
      });`,
    expected: 'true'
  },
  {
    name: 'promise-socket',
    what: ['writes, ends and reads all', '写入、结束并读取全部'],
    page: () => `import { PromiseSocket } from 'promise-socket'; import net from 'node:net';
      const server = net.createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1', async () => {
        const socket = new PromiseSocket(new net.Socket());
        await socket.connect(server.address().port, '127.0.0.1');
        await socket.write('on');
        await socket.end();
        console.log(String(await socket.readAll()));
        server.close();
      });`,
    expected: 'on'
  },
  {
    name: 'snmp-native',
    what: ['asks for a value', '查询一个值'],
    peer: agentPeer,
    page: (port) => `import * as snmp from 'snmp-native';
      const session = new (snmp.Session ?? snmp.default.Session)({ host: '127.0.0.1', port: ${port}, community: 'public' });
      session.get({ oid: [1, 3, 6, 1, 2, 1, 1, 5, 0] }, (error, found) => { console.log(error ?? String(found[0].value)); session.close(); });`,
    expected: 'lamp'
  },
  {
    name: 'statsd-client',
    what: ['a counter over UDP', '通过 UDP 发送计数'],
    page: () => `import StatsD from 'statsd-client'; import dgram from 'dgram';
      const listener = dgram.createSocket('udp4');
      listener.bind(0, '127.0.0.1', () => {
        const client = new StatsD({ host: '127.0.0.1', port: listener.address().port });
        listener.once('message', (text) => { console.log(String(text)); listener.close(); client.close(); });
        client.increment('lamps', 3);
      });`,
    expected: 'lamps:3|c'
  },
  {
    name: 'tcp-ping',
    what: ['connects three times', '连接三次'],
    page: () => `import ping from 'tcp-ping'; import net from 'node:net';
      const server = net.createServer((socket) => socket.resume()).listen(0, '127.0.0.1', () => {
        ping.ping({ address: '127.0.0.1', port: server.address().port, attempts: 3 }, (_error, { results }) => {
          console.log(results.map(({ err, time }) => err ?? time >= 0).join());
          server.close();
        });
      });`,
    expected: 'true,true,true'
  },
  {
    name: 'telnet-stream',
    what: ['both ends of a connection, with an option', '连接的两端，带一个选项'],
    page: () => `import { TelnetSocket } from 'telnet-stream'; import net from 'node:net';
      const server = net.createServer((socket) => {
        const lamp = new TelnetSocket(socket);
        lamp.on('do', (option) => { lamp.writeWill(option); lamp.write('on'); });
      }).listen(0, '127.0.0.1', () => {
        const client = new TelnetSocket(net.createConnection(server.address().port, '127.0.0.1'));
        let agreed;
        client.on('will', (option) => { agreed = option; });
        client.on('data', (text) => { console.log(agreed, String(text)); client.end(); server.close(); });
        client.writeDo(24);
      });`,
    expected: '24 on'
  },
  {
    name: 'tmi.js',
    what: [
      "joins a channel and hears a message, with `nodePackages: ['tmi.js', 'ws']`",
      "加入频道并收到消息，需 `nodePackages: ['tmi.js', 'ws']`"
    ],
    peer: twitchPeer,
    page: (port) => `import tmi from 'tmi.js';
      const client = new tmi.Client({ connection: { server: '127.0.0.1', port: ${port}, secure: false, reconnect: false }, channels: ['lamps'] });
      client.on('message', async (channel, { username }, text) => { console.log(channel, username, text); await client.disconnect(); });
      await client.connect();`,
    expected: '#lamps other on',
    nodePackages: ['tmi.js', 'ws']
  }
];
