import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import * as coap from 'coap';
import * as modbus from 'jsmodbus';
import { WebSocket } from 'ws';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { reasonAgainstNamespace } from '../../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../../native/support/namespace.ts';
import { type ClientsApp, buildClientsApp } from './clientsApp.ts';
import { OpenPeers } from './peer.ts';
import {
  startBroker,
  startCoapServer,
  startDnsServer,
  startDnsServerOverTcp,
  startListener,
  startMailServer,
  startModbusServer,
  startTelnetServer,
  startWebServer,
  startWebSocketServer
} from './peers.ts';
import { RunningApp } from './runningApp.ts';
import { describeSecureClients } from './secureClients.cases.ts';
import { freeUdpPort, reasonAgainst, SNMP_USER, startServer } from './servers.ts';

/** MQTT messages: `LONG_CLIENTS=1` for the long form. */
const MESSAGES = process.env.LONG_CLIENTS === '1' ? 10_000 : 1_000;
const LONG = 'a block of many '.repeat(300);

/** What was sent to another process arrives in one of the next turns. */
async function until(isThere: () => boolean): Promise<void> {
  while (!isThere()) await nextTurn();
}

/** One build for both suites: it takes most of their time. */
let building: Promise<ClientsApp> | undefined;
const build = (): Promise<ClientsApp> => (building ??= buildClientsApp());
after(async () => (await building)?.remove());

describe('npm clients in a built app', () => {
  let built: ClientsApp;
  let app: RunningApp;
  const peers = new OpenPeers();
  const { use } = peers;

  before(async () => {
    built = await build();
    app = await RunningApp.launch(built.bundle);
  });
  afterEach(() => peers.closeAll());

  it('are told of by the build, once', () => {
    const lines = built.output.split('\n').filter((line) => line.includes("Node's"));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /this build has Node's .*buffer, .*dgram, .*net, .*stream, .*tls/);
    assert.match(lines[0] ?? '', /Node's are taken of .*mqtt/);
  });

  it(`mqtt: ${MESSAGES} messages of QoS 1 are acknowledged and come back in order`, async () => {
    const port = await use(startBroker());
    const result = await app.run('publishMany', { port, count: MESSAGES });
    assert.deepEqual(result, { acknowledged: MESSAGES, inOrder: true });
  });

  it('mqtt: connects again after a restart of the broker and delivers what was published meanwhile', async () => {
    const first = await startBroker();
    app.start('surviveRestart', { port: first.port });
    assert.equal(await app.told(), 'connected');
    await first.close();
    assert.equal(await app.told(), 'refused');
    await use(startBroker(first.port));
    assert.deepEqual(await app.result(), { connects: 2 });
  });

  it('coap: a client gets answers, also one in blocks', async () => {
    const port = await use(startCoapServer(LONG));
    assert.deepEqual(await app.run('askCoap', { port }), [
      { code: '2.05', payload: 'GET /hello ' },
      { code: '2.05', payload: 'POST /echo ünïcode' },
      { code: '2.05', payload: LONG }
    ]);
  });

  it('coap: a server answers', async () => {
    app.start('answerCoap');
    const { port } = (await app.told()) as { port: number };
    const request = coap.request({ host: '127.0.0.1', port, method: 'PUT', pathname: '/lamp' });
    request.end('on');
    const [response] = (await once(request, 'response')) as [coap.IncomingMessage];
    assert.equal(response.payload.toString(), 'PUT /lamp on');
    app.tell('stop');
    assert.equal(await app.result(), 'closed');
  });

  it('jsmodbus: a client writes and reads registers and coils', async () => {
    const port = await use(startModbusServer());
    assert.deepEqual(await app.run('askModbus', { port }), {
      registers: [7, 65535, 0],
      coils: [0, 1, 0]
    });
  });

  it('jsmodbus: a server answers and takes what is written', async () => {
    app.start('answerModbus');
    const { port } = (await app.told()) as { port: number };
    const socket = net.connect(port, '127.0.0.1');
    const client = new modbus.client.TCP(socket, 1);
    await once(socket, 'connect');
    const { response } = await client.readHoldingRegisters(5, 1);
    assert.deepEqual(response.body.valuesAsArray, [4711]);
    await client.writeSingleRegister(6, 815);
    socket.end();
    assert.equal(await app.result(), 815);
  });

  it('dns-packet: queries over UDP, 50 at once', async () => {
    const port = await use(startDnsServer());
    const expected = Array.from({ length: 50 }, (_, index) => `192.0.2.${index + 1}`);
    assert.deepEqual(await app.run('query', { port, count: 50 }), expected);
  });

  it('dns-packet: a query over TCP', async () => {
    const port = await use(startDnsServerOverTcp());
    assert.deepEqual(await app.run('queryOverTcp', { port }), { id: 7, addresses: ['192.0.2.7'] });
  });

  it('dns.lookup: literals and localhost', async () => {
    const address = { address: '127.0.0.1', family: 4 };
    assert.deepEqual(await app.run('lookUp', { names: ['127.0.0.1', 'localhost'] }), [address, address]);
  });

  it('HTTP/1.1 by hand', async () => {
    const port = await use(startWebServer());
    const text = String(await app.run('getByHand', { port }));
    assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(text, /\r\n\r\n4\r\nGET \r\n6\r\n\/plain\r\n0\r\n\r\n$/);
  });

  it('HTTP/1.1 with http-parser-js, twice over one connection', async () => {
    const port = await use(startWebServer());
    assert.deepEqual(await app.run('get', { port, paths: ['/a', '/b'] }), [
      { status: 200, body: 'GET /a' },
      { status: 200, body: 'GET /b' }
    ]);
  });

  it('http: requests over a connection that is kept', async () => {
    const port = await use(startWebServer());
    assert.deepEqual(await app.run('getByModule', { port, paths: ['/a', '/b', '/c', '/d'] }), [
      'GET /a',
      'GET /b',
      'GET /c',
      'GET /d'
    ]);
  });

  it('axios: a request with a body, and its answer', async () => {
    const port = await use(startWebServer());
    assert.deepEqual(await app.run('askAxios', { port }), {
      status: 200,
      data: 'POST /lamp?on=1',
      chunked: 'chunked'
    });
  });

  it('ws: a client', async () => {
    const port = await use(startWebSocketServer());
    assert.deepEqual(await app.run('askWebSocket', { port }), ['ön', '0102']);
  });

  it('ws: a server answers', async () => {
    app.start('answerWebSockets');
    const { port } = (await app.told()) as { port: number };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/lamp`);
    await once(socket, 'open');
    socket.send('on');
    assert.equal(String(((await once(socket, 'message')) as [Buffer])[0]), '/lamp on');
    socket.close();
    app.tell('stop');
    assert.equal(await app.result(), 'closed');
  });

  it('ipp: a printer tells its name, both in the app', async () => {
    assert.deepEqual(await app.run('askPrinter'), { 'printer-name': 'lamp' });
  });

  it('redis: values, and messages to subscribers', { skip: reasonAgainst('redis') }, async () => {
    const port = await use(startServer('redis'));
    assert.deepEqual(await app.run('askRedis', { port }), ['än', 'on']);
  });

  it('ioredis: values, and messages to subscribers', { skip: reasonAgainst('redis') }, async () => {
    const port = await use(startServer('redis'));
    assert.deepEqual(await app.run('askIoredis', { port }), ['än', 'on']);
  });

  it('pg: a query after a login with SCRAM', { skip: reasonAgainst('postgres') }, async () => {
    const port = await use(startServer('postgres'));
    assert.deepEqual(await app.run('askPostgres', { port }), [{ lamp: 'ü7' }]);
  });

  it('basic-ftp: writes, lists and reads a file', { skip: reasonAgainst('pure-ftpd') }, async () => {
    const port = await use(startServer('pure-ftpd'));
    assert.deepEqual(await app.run('useFtp', { port }), {
      names: ['lamp.txt'],
      text: 'the lamp is on'
    });
  });

  it('mqtt: messages through mosquitto', { skip: reasonAgainst('mosquitto') }, async () => {
    const port = await use(startServer('mosquitto'));
    assert.deepEqual(await app.run('publishMany', { port, count: 50 }), { acknowledged: 50, inOrder: true });
  });

  it('nats: requests and answers', { skip: reasonAgainst('nats') }, async () => {
    const port = await use(startServer('nats'));
    assert.deepEqual(await app.run('askNats', { port }), ['aa', 'üü']);
  });

  it('net-snmp: a value of an agent', { skip: reasonAgainst('snmpd') }, async () => {
    const port = await use(startServer('snmpd'));
    assert.deepEqual(await app.run('askSnmp', { port }), [['1.3.6.1.2.1.1.5.0', 'lamp']]);
  });

  it(
    'net-snmp: the same with version 3, signed and encrypted',
    { skip: reasonAgainst('snmpd') },
    async () => {
      const port = await use(startServer('snmpd'));
      const answer = await app.run('askSnmpInSecret', { port, ...SNMP_USER });
      assert.deepEqual(answer, [['1.3.6.1.2.1.1.5.0', 'lamp']]);
    }
  );

  it('modbus-serial: writes and reads registers', async () => {
    const port = await use(startModbusServer());
    assert.deepEqual(await app.run('askModbusSerial', { port }), [7, 65535]);
  });

  it('telnet-client: a command', async () => {
    const port = await use(startTelnetServer());
    assert.equal(await app.run('askTelnet', { port }), 'you said hello');
  });

  it('node-osc: a message from a client to a server, both in the app', async () => {
    const port = await freeUdpPort();
    assert.deepEqual(await app.run('sendOsc', { port }), ['/volume', 7, 'loud']);
  });

  it('nodemailer: a mail', async () => {
    const mails: string[] = [];
    const port = await use(startMailServer((mail) => mails.push(mail)));
    assert.deepEqual(await app.run('sendMail', { port }), {
      accepted: ['you@example.test'],
      response: '250 taken'
    });
    assert.match(mails.join(), /^To: you@example\.test$[^]*^The lamp is on\.$/m);
  });

  it('wake_on_lan: a packet', async () => {
    const heard: Buffer[] = [];
    const port = await use(startListener((message) => heard.push(message)));
    assert.equal(await app.run('wake', { port }), 'sent');
    await until(() => heard.length > 0);
    const address = '20de20de20de';
    assert.equal(heard[0]?.toString('hex'), `${'ff'.repeat(6)}${address.repeat(16)}`);
  });

  it('syslog-client: a line', async () => {
    const heard: Buffer[] = [];
    const port = await use(startListener((message) => heard.push(message)));
    assert.equal(await app.run('log', { port }), 'sent');
    await until(() => heard.length > 0);
    assert.match(String(heard[0]), /^<132>.* lamp .*the lamp is on/);
  });

  it('multicast-dns: one app asks, another answers', { skip: reasonAgainstNamespace() }, async () => {
    assert.deepEqual(await runInNamespace('../node/clients/multicastDnsScript.ts', [built.bundle]), {
      asked: { name: 'lamp.local', type: 'A' },
      answered: { address: '192.0.2.80', port: 5353 }
    });
  });

  it('leave no socket open: the process ends by itself', async () => {
    assert.equal(await app.end(), 0);
  });
});

describeSecureClients(build);
