import type { Peer } from '../clients/peers.ts';
import {
  amqpPeer,
  bridgePeer,
  chatPeer,
  dhcpPeer,
  eipPeer,
  kafkaPeer,
  mailboxPeer,
  memcachedPeer,
  memcachedTextPeer,
  mitsubishiPeer,
  mongoPeer,
  plugPeer,
  proxyPeer,
  s7Peer,
  stompPeer,
  tftpPeer,
  timePeer,
  tuyaPeer,
  yeelightPeer
} from './peers.ts';

/** A client that is built into an app and run against a peer. */
export interface Try {
  name: string;
  /** What is done with it. */
  what: string;
  /** Starts what it talks to; without it both ends are in the page. */
  peer?: () => Promise<Peer>;
  /** The page's code, which ends by printing `expected`. */
  page: (port: number) => string;
  expected: string;
  nodePackages?: string[];
}

const FAILED = '(error) => console.log(error?.stack ?? error)';

export const TRIES: readonly Try[] = [
  {
    name: 'aedes',
    what: 'a broker over `net`; `mqtt` publishes and hears',
    page: () => `import net from 'net'; import { Aedes } from 'aedes'; import mqtt from 'mqtt';
      const broker = await Aedes.createBroker();
      const server = net.createServer(broker.handle);
      server.listen(0, '127.0.0.1', () => {
        const client = mqtt.connect({ host: '127.0.0.1', port: server.address().port });
        client.on('message', (topic, text) => {
          console.log(topic, String(text));
          client.end(() => broker.close(() => server.close()));
        });
        client.subscribe('lamp', { qos: 1 }, () => client.publish('lamp', 'on', { qos: 1 }));
      });`,
    expected: 'lamp on'
  },
  {
    name: 'amqplib',
    what: 'a channel and a queue',
    peer: amqpPeer,
    page: (port) => `import amqp from 'amqplib';
      const connection = await amqp.connect('amqp://127.0.0.1:${port}');
      const channel = await connection.createChannel();
      const { queue } = await channel.assertQueue('lamps');
      console.log(queue);
      await connection.close();`,
    expected: 'lamps'
  },
  {
    name: 'bittorrent-dht',
    what: 'two nodes in the app: one stores, the other finds',
    page: () => `import DHT from 'bittorrent-dht'; import { Buffer } from 'buffer';
      const [one, other] = [new DHT({ bootstrap: false, host: '127.0.0.1' }), new DHT({ bootstrap: false, host: '127.0.0.1' })];
      one.listen(0, '127.0.0.1', () => other.listen(0, '127.0.0.1', () => {
        other.addNode({ host: '127.0.0.1', port: one.address().port });
        other.once('node', () => other.put({ v: Buffer.from('lamp') }, (error, hash) => {
          if (error) throw error;
          one.get(hash, (failure, found) => {
            console.log(failure ?? String(found.v));
            one.destroy(); other.destroy();
          });
        }));
      }));`,
    expected: 'lamp'
  },
  {
    name: 'bonjour-service',
    what: 'publishes a service and finds it',
    page: () => `import { Bonjour } from 'bonjour-service';
      const bonjour = new Bonjour({ interface: '127.0.0.1', bind: '0.0.0.0' });
      bonjour.publish({ name: 'lamp', type: 'http', port: 8080, probe: false });
      bonjour.find({ type: 'http' }, (service) => {
        console.log(service.name, service.port);
        bonjour.unpublishAll(() => bonjour.destroy());
      });`,
    expected: 'lamp 8080'
  },
  {
    name: 'dhcp',
    what: 'a server offers an address to a client that asks',
    peer: dhcpPeer,
    page: (port) => `import dhcp from 'dhcp'; import dgram from 'dgram';
      const server = dhcp.createServer({ range: ['192.0.2.100', '192.0.2.110'], netmask: '255.255.255.0', router: [], dns: [], server: '192.0.2.80' });
      server.on('message', (data) => { console.log(data.op, data.options[53]); setTimeout(() => server.close()); });
      server.on('listening', () => { const knock = dgram.createSocket('udp4'); knock.send('knock', ${port}, '127.0.0.1', () => knock.close()); });
      server.listen(6767, '0.0.0.0');`,
    expected: '1 1'
  },
  {
    name: 'dmxnet',
    what: 'sends a universe over ArtNet',
    page: () => `import { dmxnet } from 'dmxnet'; import dgram from 'dgram';
      const listener = dgram.createSocket('udp4');
      listener.bind(0, '127.0.0.1', () => {
        const net = new dmxnet({ log: { level: 'error' }, listen: 6454 });
        const sender = net.newSender({ ip: '127.0.0.1', port: listener.address().port, base_refresh_interval: 100 });
        listener.on('message', (bytes) => {
          if (bytes[18] === 0) return;
          console.log(String(bytes.subarray(0, 7)), bytes[18]);
          sender.stop(); listener.close();
          globalThis.process?.exit?.(0);
        });
        sender.setChannel(0, 77);
      });`,
    expected: 'Art-Net 77'
  },
  {
    name: 'hot-shots',
    what: 'a counter over UDP',
    page: () => `import StatsD from 'hot-shots'; import dgram from 'dgram';
      const listener = dgram.createSocket('udp4');
      listener.bind(0, '127.0.0.1', () => {
        const client = new StatsD({ host: '127.0.0.1', port: listener.address().port });
        listener.once('message', (text) => { console.log(String(text).trim()); listener.close(); client.close(); });
        client.increment('lamps', 3);
      });`,
    expected: 'lamps:3|c'
  },
  {
    name: 'imap',
    what: 'logs in and opens a box',
    peer: mailboxPeer,
    page: (port) => `import Imap from 'imap';
      const imap = new Imap({ user: 'lamp', password: 'secret', host: '127.0.0.1', port: ${port}, tls: false });
      imap.once('ready', () => imap.openBox('INBOX', true, (error, box) => { console.log(error ?? box.messages.total); imap.end(); }));
      imap.once('error', ${FAILED});
      imap.connect();`,
    expected: '7'
  },
  {
    name: 'irc-framework',
    what: 'joins a channel and says something',
    peer: chatPeer,
    page: (port) => `import * as IRC from 'irc-framework';
      const client = new (IRC.Client ?? IRC.default.Client)();
      client.connect({ host: '127.0.0.1', port: ${port}, nick: 'lamp', auto_reconnect: false });
      client.on('registered', () => client.join('#lamps'));
      client.on('join', () => client.say('#lamps', 'on'));
      client.on('message', ({ message }) => { console.log(message); client.quit(); });`,
    expected: 'heard on'
  },
  {
    name: 'kafkajs',
    what: 'asks for the topics',
    peer: kafkaPeer,
    page: (port) => `import * as kafka from 'kafkajs';
      const client = new (kafka.Kafka ?? kafka.default.Kafka)({ brokers: ['127.0.0.1:${port}'], logLevel: 0 });
      const admin = client.admin();
      await admin.connect();
      console.log((await admin.listTopics()).join());
      await admin.disconnect();`,
    expected: 'lamps'
  },
  {
    name: 'mcprotocol',
    what: 'reads registers',
    peer: mitsubishiPeer,
    page: (port) => `import mc from 'mcprotocol';
      const connection = new mc();
      connection.initiateConnection({ port: ${port}, host: '127.0.0.1', ascii: false }, (error) => {
        if (error !== undefined) { console.log(error); return; }
        connection.setTranslationCB((tag) => ({ lamps: 'D0,3' })[tag]);
        connection.addItems('lamps');
        connection.readAllItems((bad, values) => { console.log(bad, String(values.lamps)); connection.dropConnection(); });
      });`,
    expected: 'false 7,8,9'
  },
  {
    name: 'memcached',
    what: 'stores a value and reads it',
    peer: memcachedTextPeer,
    page: (port) => `import Memcached from 'memcached';
      const client = new Memcached('127.0.0.1:${port}');
      client.set('lamp', 'on', 10, (error) => client.get('lamp', (failure, value) => { console.log(error ?? failure ?? value); client.end(); }));`,
    expected: 'on'
  },
  {
    name: 'memjs',
    what: 'stores a value and reads it',
    peer: memcachedPeer,
    page: (port) => `import * as memjs from 'memjs';
      const client = (memjs.Client ?? memjs.default.Client).create('127.0.0.1:${port}');
      await client.set('lamp', 'on', { expires: 10 });
      console.log(String((await client.get('lamp')).value));
      client.close();`,
    expected: 'on'
  },
  {
    name: 'mongodb',
    what: 'a command',
    peer: mongoPeer,
    page: (port) => `import { MongoClient } from 'mongodb';
      const client = new MongoClient('mongodb://127.0.0.1:${port}/?directConnection=true');
      await client.connect();
      console.log((await client.db('lamps').command({ lamp: 1 })).is);
      await client.close();`,
    expected: 'on'
  },
  {
    name: 'mqtt-connection',
    what: 'both ends of a connection',
    page: () => `import net from 'net'; import mqttConnection from 'mqtt-connection';
      const server = net.createServer((stream) => {
        const client = mqttConnection(stream);
        client.on('connect', ({ clientId }) => client.connack({ returnCode: 0 }));
        client.on('publish', ({ topic, payload }) => { console.log(topic, String(payload)); stream.destroy(); server.close(); });
      });
      server.listen(0, '127.0.0.1', () => {
        const client = mqttConnection(net.connect(server.address().port, '127.0.0.1'));
        client.connect({ protocolId: 'MQTT', protocolVersion: 4, clientId: 'lamp', clean: true, keepalive: 0 });
        client.on('connack', () => client.publish({ topic: 'lamp', payload: 'on', qos: 0 }));
        client.on('error', () => undefined);
      });`,
    expected: 'lamp on'
  },
  {
    name: 'mysql2',
    what: 'a query; its own server answers',
    page: () => `import mysql from 'mysql2';
      const server = mysql.createServer();
      server.on('connection', (connection) => {
        connection.serverHandshake({ protocolVersion: 10, serverVersion: '8.0.0', connectionId: 1, statusFlags: 2, characterSet: 8, capabilityFlags: 0xffffff & ~2048 & ~32,
          authCallback: (_parameters, done) => done(null) });
        connection.on('query', () => { connection.writeTextResult([{ lamp: 'on' }], [{ catalog: 'def', schema: '', table: '', orgTable: '', name: 'lamp', orgName: '', characterSet: 33, columnLength: 10, columnType: 253, flags: 0, decimals: 0 }]); });
        connection.on('error', () => undefined);
      });
      server.listen(0, '127.0.0.1', () => {
        const client = mysql.createConnection({ host: '127.0.0.1', port: server._server.address().port, user: 'lamp' });
        client.query('select lamp', (error, rows) => { console.log(error ?? rows[0].lamp); client.destroy(); server.close(); });
      });`,
    expected: 'on'
  },
  {
    name: 'nat-upnp',
    what: 'is loaded, and searches for a gateway',
    page: () => `import * as upnp from 'nat-upnp';
      const client = (upnp.createClient ?? upnp.default.createClient)();
      client.timeout = 100;
      client.externalIp((error) => { console.log(error.message); client.close(); });`,
    expected: 'timeout',
    nodePackages: ['request', 'form-data', 'har-validator', 'http-signature', 'aws-sign2']
  },
  {
    name: 'node-hue-api',
    what: 'asks a bridge for its configuration over HTTP',
    peer: bridgePeer,
    page: (port) => `import * as hue from 'node-hue-api';
      const { v3 } = hue.v3 ? hue : hue.default;
      const api = await v3.api.createInsecureLocal('127.0.0.1', ${port}).connect('lamp');
      console.log((await api.configuration.getConfiguration()).name);`,
    expected: 'a bridge',
    nodePackages: ['axios', 'form-data']
  },
  {
    name: 'node-ssdp',
    what: 'a server answers the search of a client',
    page: () => `import * as ssdp from 'node-ssdp';
      const { Client, Server } = ssdp.Client ? ssdp : ssdp.default;
      const server = new Server({ location: 'http://192.0.2.80/lamp.xml', sourcePort: 1900 });
      server.addUSN('urn:lamp');
      const client = new Client({});
      client.on('response', ({ ST, LOCATION }) => { console.log(ST, LOCATION); client.stop(); server.stop(); });
      await server.start();
      client.search('urn:lamp');`,
    expected: 'urn:lamp http://192.0.2.80/lamp.xml'
  },
  {
    name: 'nodes7',
    what: 'reads a value of a data block',
    peer: s7Peer,
    page: (port) => `import nodes7 from 'nodes7';
      const connection = new nodes7({ silent: true });
      connection.initiateConnection({ port: ${port}, host: '127.0.0.1', rack: 0, slot: 1, timeout: 60000 }, (error) => {
        if (error !== undefined) { console.log(error); return; }
        connection.setTranslationCB((tag) => ({ lamp: 'DB1,INT0' })[tag]);
        connection.addItems('lamp');
        connection.readAllItems((bad, values) => { console.log(bad, values.lamp); connection.dropConnection(); });
      });`,
    expected: 'false 4711'
  },
  {
    name: 'ntp-client',
    what: 'asks for the time',
    peer: timePeer,
    page: (port) => `import * as ntp from 'ntp-client';
      (ntp.getNetworkTime ?? ntp.default.getNetworkTime)('127.0.0.1', ${port}, (error, date) => console.log(error ?? date.toISOString()));`,
    expected: '2026-01-01T00:00:00.000Z'
  },
  {
    name: 'osc',
    what: 'two ports in the app: a message from one to the other',
    page: () => `import osc from 'osc';
      const one = new osc.UDPPort({ localAddress: '127.0.0.1', localPort: 57121 });
      const other = new osc.UDPPort({ localAddress: '127.0.0.1', localPort: 57122, remoteAddress: '127.0.0.1', remotePort: 57121 });
      one.on('message', ({ address, args }) => { console.log(address, args.join()); one.close(); other.close(); });
      one.on('ready', () => other.open());
      other.on('ready', () => other.send({ address: '/lamp', args: [7] }));
      one.open();`,
    expected: '/lamp 7'
  },
  {
    name: 'socks',
    what: 'connects through a proxy',
    peer: proxyPeer,
    page: (port) => `import { SocksClient } from 'socks';
      const { socket } = await SocksClient.createConnection({
        proxy: { host: '127.0.0.1', port: ${port}, type: 5 }, command: 'connect', destination: { host: '192.0.2.1', port: 80 } });
      socket.on('data', (text) => { console.log(String(text)); socket.destroy(); });
      socket.write('lamp');`,
    expected: 'through: lamp'
  },
  {
    name: 'st-ethernet-ip',
    what: 'opens a session',
    peer: eipPeer,
    page: () => `import * as eip from 'st-ethernet-ip';
      const { Controller } = eip.Controller ? eip : eip.default;
      const controller = new Controller(false);
      controller.on('error', () => undefined);
      await controller.connect('127.0.0.1', 0, false);
      console.log(controller.state.session.id);
      controller.destroy();`,
    expected: '4711'
  },
  {
    name: 'stompit',
    what: 'connects and sends a message',
    peer: stompPeer,
    page: (port) => `import stompit from 'stompit';
      stompit.connect({ host: '127.0.0.1', port: ${port} }, (error, client) => {
        if (error) { console.log(error); return; }
        client.subscribe({ destination: '/lamps', ack: 'auto' }, (failure, message) => {
          message.readString('utf-8', (_problem, text) => { console.log(text); client.destroy(); });
        });
      });`,
    expected: 'on'
  },
  {
    name: 'tftp',
    what: 'a client reads a file',
    peer: tftpPeer,
    page: (port) => `import tftp from 'tftp';
      const stream = tftp.createClient({ host: '127.0.0.1', port: ${port} }).createGetStream('file');
      stream.on('data', (text) => console.log(String(text)));
      stream.on('error', ${FAILED});`,
    expected: 'lamp'
  },
  {
    name: 'tplink-smarthome-api',
    what: 'asks a plug what it is',
    peer: plugPeer,
    page: (port) => `import { Client } from 'tplink-smarthome-api';
      const client = new Client();
      const info = await client.getSysInfo('127.0.0.1', ${port});
      console.log(info.alias);`,
    expected: 'lamp'
  },
  {
    name: 'tuyapi',
    what: 'asks a device, with AES, for its state',
    peer: tuyaPeer,
    page: (port) => `import Tuya from 'tuyapi';
      const device = new Tuya({ id: 'x'.repeat(20), key: '0123456789abcdef', ip: '127.0.0.1', port: ${port}, version: '3.3' });
      device.on('error', () => undefined);
      await device.connect();
      const state = await device.get({ schema: true });
      console.log(JSON.stringify(state.dps ?? state));
      device.disconnect();`,
    expected: '{"1":true}'
  },
  {
    name: 'undici',
    what: 'a request over HTTP',
    peer: bridgePeer,
    page: (port) => `import { request, Agent } from 'undici';
      const dispatcher = new Agent();
      const { statusCode, body } = await request('http://127.0.0.1:${port}/api/config', { dispatcher });
      console.log(statusCode, (await body.json()).name);
      await dispatcher.close();`,
    expected: '200 a bridge'
  },
  {
    name: 'yeelight-awesome',
    what: 'switches a light',
    peer: yeelightPeer,
    page: (port) => `import { Yeelight } from 'yeelight-awesome';
      const light = new Yeelight({ lightIp: '127.0.0.1', lightPort: ${port} });
      await light.connect();
      const { result } = await light.toggle();
      console.log(JSON.stringify(result));
      light.disconnect();`,
    expected: '{"id":2,"result":["ok"]}'
  }
];
