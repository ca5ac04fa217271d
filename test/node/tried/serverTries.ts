import {
  amqpPeer,
  chatPeer,
  consolePeer,
  dhcpPeer,
  directoryPeer,
  gamePeer,
  kafkaPeer,
  mailboxPeer,
  memcachedPeer,
  memcachedTextPeer,
  mongoPeer,
  proxyPeer,
  stompPeer,
  tftpPeer,
  timePeer,
  xmppPeer
} from './serverPeers.ts';
import { FAILED, type Try } from './try.ts';

/** Clients of brokers, stores, mailboxes and their like. */
export const SERVER_TRIES: readonly Try[] = [
  {
    name: 'aedes',
    what: ['a broker over `net`; `mqtt` publishes and hears', '`net` 上的 broker；`mqtt` 发布并接收'],
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
    what: ['a channel and a queue', '一个通道和一个队列'],
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
    what: ['two nodes in the app: one stores, the other finds', '应用内两个节点：一个存储，另一个查找'],
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
    name: 'dhcp',
    what: ['a server hears a client that asks', '服务端听到客户端的请求'],
    peer: dhcpPeer,
    page: (port) => `import dhcp from 'dhcp'; import dgram from 'dgram';
      const server = dhcp.createServer({ range: ['192.0.2.100', '192.0.2.110'], netmask: '255.255.255.0', router: [], dns: [], server: '192.0.2.80' });
      server.on('message', (data) => { console.log(data.op, data.options[53]); setTimeout(() => server.close()); });
      server.on('listening', () => { const knock = dgram.createSocket('udp4'); knock.send('knock', ${port}, '127.0.0.1', () => knock.close()); });
      server.listen(6767, '0.0.0.0');`,
    expected: '1 1'
  },
  {
    name: 'hot-shots',
    what: ['a counter over UDP', '通过 UDP 发送计数'],
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
    what: ['logs in and opens a box', '登录并打开邮箱'],
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
    what: ['joins a channel and says something', '加入频道并发言'],
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
    what: ['asks for the topics', '查询主题'],
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
    name: 'memcached',
    what: ['stores a value and reads it', '存储并读取一个值'],
    peer: memcachedTextPeer,
    page: (port) => `import Memcached from 'memcached';
      const client = new Memcached('127.0.0.1:${port}');
      client.set('lamp', 'on', 10, (error) => client.get('lamp', (failure, value) => { console.log(error ?? failure ?? value); client.end(); }));`,
    expected: 'on'
  },
  {
    name: 'memjs',
    what: ['stores a value and reads it', '存储并读取一个值'],
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
    what: ['a command', '一条命令'],
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
    what: ['both ends of a connection', '连接的两端'],
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
    name: 'ntp-client',
    what: ['asks for the time', '查询时间'],
    peer: timePeer,
    page: (port) => `import * as ntp from 'ntp-client';
      (ntp.getNetworkTime ?? ntp.default.getNetworkTime)('127.0.0.1', ${port}, (error, date) => console.log(error ?? date.toISOString()));`,
    expected: '2026-01-01T00:00:00.000Z'
  },
  {
    name: 'osc',
    what: ['two ports in the app: a message from one to the other', '应用内两个端口：一方发消息给另一方'],
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
    what: ['connects through a proxy', '通过代理连接'],
    peer: proxyPeer,
    page: (port) => `import { SocksClient } from 'socks';
      const { socket } = await SocksClient.createConnection({
        proxy: { host: '127.0.0.1', port: ${port}, type: 5 }, command: 'connect', destination: { host: '192.0.2.1', port: 80 } });
      socket.on('data', (text) => { console.log(String(text)); socket.destroy(); });
      socket.write('lamp');`,
    expected: 'through: lamp'
  },
  {
    name: 'stompit',
    what: ['connects and hears a message', '连接并收到消息'],
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
    what: ['a client reads a file', '客户端读取文件'],
    peer: tftpPeer,
    page: (port) => `import tftp from 'tftp';
      const stream = tftp.createClient({ host: '127.0.0.1', port: ${port} }).createGetStream('file');
      stream.on('data', (text) => console.log(String(text)));
      stream.on('error', ${FAILED});`,
    expected: 'lamp'
  },
  {
    name: '@xmpp/client',
    what: ['signs in and hears a message', '登录并收到消息'],
    peer: xmppPeer,
    page: (port) => `import { client } from '@xmpp/client';
      const xmpp = client({ service: 'xmpp://127.0.0.1:${port}', domain: 'lamp.test' });
      xmpp.on('error', ${FAILED});
      xmpp.on('stanza', (stanza) => { if (stanza.is('message')) { console.log(stanza.getChildText('body')); xmpp.stop(); } });
      xmpp.start().catch(${FAILED});`,
    expected: 'on'
  },
  {
    name: 'gamedig',
    what: ['asks a game server for its name', '查询游戏服务器的名称'],
    peer: gamePeer,
    page: (port) => `import { GameDig } from 'gamedig';
      const { name, map } = await GameDig.query({ type: 'protocol-valve', host: '127.0.0.1', port: ${port}, givenPortOnly: true, requestRules: false });
      console.log(name, map);
      globalThis.process?.exit?.(0);`,
    expected: 'lamp desk'
  },
  {
    name: 'imapflow',
    what: ['logs in and opens a box', '登录并打开邮箱'],
    peer: mailboxPeer,
    page: (port) => `import { ImapFlow } from 'imapflow';
      const client = new ImapFlow({ host: '127.0.0.1', port: ${port}, secure: false, doSTARTTLS: false, auth: { user: 'lamp', pass: 'secret' }, logger: false });
      await client.connect();
      const { exists } = await client.mailboxOpen('INBOX', { readOnly: true });
      console.log(exists);
      client.close();`,
    expected: '7'
  },
  {
    name: 'ldapts',
    what: ['logs in and searches', '登录并搜索'],
    peer: directoryPeer,
    page: (port) => `import { Client } from 'ldapts';
      const client = new Client({ url: 'ldap://127.0.0.1:${port}' });
      await client.bind('cn=lamp', 'secret');
      const { searchEntries } = await client.search('dc=lamp', { filter: '(cn=*)' });
      console.log(searchEntries[0].dn, searchEntries[0].cn);
      await client.unbind();`,
    expected: 'cn=lamp lamp'
  },
  {
    name: 'rcon-client',
    what: ['logs in and sends a command', '登录并发送命令'],
    peer: consolePeer,
    page: (port) => `import { Rcon } from 'rcon-client';
      const rcon = await Rcon.connect({ host: '127.0.0.1', port: ${port}, password: 'secret' });
      console.log(await rcon.send('list'));
      await rcon.end();`,
    expected: 'heard list'
  },
  {
    name: 'rhea',
    what: ['both ends of AMQP 1.0', 'AMQP 1.0 的两端'],
    page: () => `import rhea from 'rhea';
      const broker = rhea.create_container();
      const server = broker.listen({ port: 0, host: '127.0.0.1' });
      broker.on('message', ({ message }) => { console.log(message.body); server.close(); });
      server.on('listening', () => {
        const connection = rhea.create_container().connect({ host: '127.0.0.1', port: server.address().port, reconnect: false });
        const sender = connection.open_sender('lamps');
        connection.container.once('sendable', () => sender.send({ body: 'on' }));
        connection.container.on('accepted', () => connection.close());
      });`,
    expected: 'on'
  },
  {
    name: 'sip',
    what: ['both ends of a request over UDP', '通过 UDP 请求的两端'],
    page: () => `import sip from 'sip';
      const server = sip.create({ address: '127.0.0.1', port: 5070, udp: true, tcp: false }, (request) => server.send(sip.makeResponse(request, 200, 'on')));
      const client = sip.create({ address: '127.0.0.1', port: 5071, udp: true, tcp: false, publicAddress: '127.0.0.9' }, () => undefined);
      client.send({ method: 'OPTIONS', uri: 'sip:lamp@127.0.0.1:5070;transport=udp', headers: {
        to: { uri: 'sip:lamp@127.0.0.1' }, from: { uri: 'sip:me@127.0.0.1', params: { tag: '1' } }, 'call-id': '1', cseq: { method: 'OPTIONS', seq: 1 } } },
        ({ status, reason }) => { console.log(status, reason); client.destroy(); server.destroy(); });`,
    expected: '200 on'
  },
  {
    name: 'smpp',
    what: ['both ends; a short message', '两端；一条短信'],
    page: () => `import smpp from 'smpp';
      const server = smpp.createServer((session) => {
        session.on('bind_transceiver', (pdu) => session.send(pdu.response()));
        session.on('submit_sm', (pdu) => { console.log(pdu.short_message.message); session.send(pdu.response({ message_id: '7' })); });
        session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
      });
      server.listen(0, '127.0.0.1', () => {
        const session = smpp.connect('smpp://127.0.0.1:' + server.address().port);
        session.bind_transceiver({ system_id: 'lamp', password: 'secret' }, () => session.submit_sm({ destination_addr: '1', short_message: 'on' }, ({ message_id }) => {
          console.log(message_id); session.close(); server.close();
        }));
      });`,
    expected: 'on'
  },
  {
    name: 'smtp-server',
    what: ['hears a mail of `nodemailer`, after a login', '登录后收到 `nodemailer` 的邮件'],
    page: () => `import { SMTPServer } from 'smtp-server'; import nodemailer from 'nodemailer';
      const server = new SMTPServer({
        disabledCommands: ['STARTTLS'], allowInsecureAuth: true,
        onAuth: ({ username }, _session, done) => done(null, { user: username }),
        onData: (stream, { user }, done) => { stream.resume(); stream.on('end', () => { console.log(user, stream.byteLength > 0); done(null, 'queued'); }); }
      });
      server.listen(0, '127.0.0.1', async () => {
        const mails = nodemailer.createTransport({ host: '127.0.0.1', port: server.server.address().port, secure: false, ignoreTLS: true, auth: { user: 'lamp', pass: 'secret' } });
        await mails.sendMail({ from: 'lamp@lamp.test', to: 'me@lamp.test', text: 'on' });
        mails.close(); server.close();
      });`,
    expected: 'lamp true'
  },
  {
    name: 'jayson',
    what: ['both ends, over TCP and HTTP', '两端，通过 TCP 与 HTTP'],
    page: () => `import jayson from 'jayson'; const sums = [];
      const rpc = new jayson.Server({ add: ([one, other], done) => done(null, one + other) });
      for (const kind of ['tcp', 'http']) {
        const server = rpc[kind]();
        await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
        const client = jayson.Client[kind]({ host: '127.0.0.1', port: server.address().port });
        sums.push(await new Promise((done) => client.request('add', [3, 4], (_error, _refusal, sum) => done(sum))));
        server.close();
      }
      console.log(sums.join());
      globalThis.process?.exit?.(0);`,
    expected: '7,7'
  },
  {
    name: 'node-ipc',
    what: ['both ends, over TCP', '两端，通过 TCP'],
    page: () => `import ipc from 'node-ipc'; ipc.config.silent = true;
      ipc.serveNet('127.0.0.1', 8123, () => {
        ipc.server.on('lamp', (state, socket) => ipc.server.emit(socket, 'heard', state));
        ipc.connectToNet('world', '127.0.0.1', 8123, () => {
          ipc.of.world.on('connect', () => ipc.of.world.emit('lamp', { is: 'on' }));
          ipc.of.world.on('heard', ({ is }) => { console.log(is); ipc.disconnect('world'); ipc.server.stop(); });
        });
      });
      ipc.server.start();`,
    expected: 'on'
  }
];
