import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import * as coap from 'coap';
import * as modbus from 'jsmodbus';
import { reasonAgainstNamespace } from '../../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../../native/support/namespace.ts';
import { type ClientsApp, buildClientsApp } from './clientsApp.ts';
import {
  type Peer,
  startBroker,
  startCoapServer,
  startDnsServer,
  startDnsServerOverTcp,
  startModbusServer,
  startWebServer
} from './peers.ts';
import { RunningApp } from './runningApp.ts';

/** MQTT messages: `LONG_CLIENTS=1` for the long form. */
const MESSAGES = process.env.LONG_CLIENTS === '1' ? 10_000 : 1_000;
const LONG = 'a block of many '.repeat(300);

describe('npm clients in a built app', { timeout: 1_200_000 }, () => {
  let built: ClientsApp;
  let app: RunningApp;
  const peers: Peer[] = [];

  async function use(starting: Promise<Peer>): Promise<number> {
    const peer = await starting;
    peers.push(peer);
    return peer.port;
  }

  before(async () => {
    built = await buildClientsApp();
    app = await RunningApp.launch(built.bundle);
  });
  afterEach(async () => {
    await Promise.all(peers.splice(0).map((peer) => peer.close()));
  });
  after(() => built.remove());

  it('are told of by the build, once', () => {
    const lines = built.output.split('\n').filter((line) => line.includes("Node's"));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /this build has Node's .*buffer, .*dgram, .*net, .*stream/);
    assert.match(lines[0] ?? '', /tls \(mqtt\).* throw when they are used/);
    assert.match(lines[0] ?? '', /Node's are taken of mqtt$/);
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

  it('mqtt: says what is missing for TLS', async () => {
    assert.match(
      String(await app.run('useTls')),
      /^tls\.connect\(\) is not there: taro-harmony-socket has no tls/
    );
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
