import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it, mock } from 'node:test';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConnectSocketOption, SocketError, SocketTask } from '../../library/Index.ets';
import { connectSocket, onSocketOpen } from '../../library/Index.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { faults, permissions, resetHost } from '../host/control.ts';
import { settle } from './support/eventLog.ts';
import { pass, restartTimers, stopTimers } from './support/timers.ts';

interface Log {
  readonly task: SocketTask;
  readonly events: string[];
  readonly errors: SocketError[];
  readonly closed: Promise<void>;
}

const servers: WebSocketServer[] = [];

async function openServer(onConnection: (client: WebSocket) => void = () => {}): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  servers.push(server);
  server.on('connection', onConnection);
  await once(server, 'listening');
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function connect(option: ConnectSocketOption): Log {
  const task = connectSocket(option);
  const events: string[] = [];
  const errors: SocketError[] = [];
  const closed = new Promise<void>((resolve) => {
    task.onClose(({ code }) => {
      events.push(`close ${code}`);
      resolve();
    });
  });
  task.onOpen(() => events.push('open'));
  task.onError((error) => {
    events.push('error');
    errors.push(error);
  });
  return { task, events, errors, closed };
}

async function opened(option: ConnectSocketOption): Promise<Log> {
  const log = connect(option);
  await new Promise<void>((resolve) => log.task.onOpen(() => resolve()));
  return log;
}

/** How often timers have their turn between a close and that of the system, after so many messages of so many bytes. */
async function turnsBeforeClose(messages: number, bytes = 1, laterMs = 0): Promise<number> {
  const { task, closed } = await opened({ url: await openServer() });
  const closing = faults.add({ kind: 'webSocket', call: 'close', effect: { answersAfter: 0 }, times: 1 });
  stopTimers();
  let time = performance.now();
  const now = mock.method(performance, 'now', () => time);
  for (let i = 0; i < messages; i++) task.send({ data: new ArrayBuffer(bytes) });
  while (task.bufferedAmount > 0) await settle();
  time += laterMs;
  task.close();
  await settle();
  let turns = 0;
  for (; closing.hits === 0; turns++) await pass(10);
  now.mock.restore();
  await restartTimers();
  await closed;
  return turns;
}

describe('SocketTask', () => {
  afterEach(async () => {
    await restartTimers();
    resetHost();
    for (const server of servers.splice(0)) {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('names the missing permission', async () => {
    permissions.deny('ohos.permission.INTERNET');
    const { events, errors, closed } = connect({ url: 'ws://127.0.0.1:1' });
    await closed;
    assert.deepEqual(events, ['error', 'close 1006']);
    assert.equal(errors[0]?.errCode, -3);
    assert.equal(
      errors[0].errMsg,
      "connectSocket:fail permission denied: add ohos.permission.INTERNET to requestPermissions in the entry module's module.json5"
    );
    assert.equal(openSocketCount(), 0);
  });

  it('sends what a view of memory that threads share holds', async () => {
    const url = await openServer((client) => client.on('message', (data) => client.send(data)));
    const { task, errors, closed } = await opened({ url });
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    shared.set([1, 2, 3, 4]);
    const echoed = new Promise((resolve) => task.onMessage(({ data }) => resolve(data)));
    task.onError(() => task.close());
    task.send({ data: shared.subarray(1, 3) });
    assert.deepEqual(await Promise.race([echoed, closed]), Uint8Array.of(2, 3).buffer);
    task.close();
    await closed;
    assert.deepEqual(errors, []);
  });

  it('keeps the order of messages when the system starts a send late', async () => {
    const received: string[] = [];
    const url = await openServer((client) =>
      client.on('message', (data: Buffer) => received.push(data.toString()))
    );
    const { task, closed } = await opened({ url });
    faults.add({ kind: 'webSocket', call: 'send', effect: { startsAfter: 30 }, times: 1 });
    for (const data of ['1', '2', '3']) task.send({ data });
    task.close();
    await closed;
    assert.deepEqual(received, ['1', '2', '3']);
  });

  it('gives the module more turns before the close the more messages it has to write', async () => {
    assert.deepEqual([await turnsBeforeClose(0), await turnsBeforeClose(1)], [0, 11]);
    assert.equal(await turnsBeforeClose(20), 34);
    assert.equal(await turnsBeforeClose(60), 62);
    assert.equal(await turnsBeforeClose(1000), 250);
    assert.equal(await turnsBeforeClose(1000, 1, 60_000), 50);
  });

  it('gives the module more turns before the close the more bytes it has to write, for as long as they take', async () => {
    assert.equal(await turnsBeforeClose(2, 500_000), 112);
    assert.equal(await turnsBeforeClose(2, 20_000_000), 512);
    assert.equal(await turnsBeforeClose(2, 20_000_000, 60_000), 12);
  });

  it('tells of a send that the system refuses, and goes on', async () => {
    const received: string[] = [];
    const url = await openServer((client) =>
      client.on('message', (data: Buffer) => received.push(data.toString()))
    );
    const { task, events, errors, closed } = await opened({ url });
    faults.add({ kind: 'webSocket', call: 'send', effect: { fails: 'parameters' }, times: 1 });
    task.send({ data: 'refused' });
    task.send({ data: 'taken' });
    task.close();
    await closed;
    assert.deepEqual(events, ['open', 'error', 'close 1000']);
    assert.equal(errors[0]?.errMsg, 'sendSocketMessage:fail Parameter error');
    assert.equal(errors[0].errCode, -2);
    assert.deepEqual(received, ['taken']);
  });

  it('gives up sends that the system never answers when the connection ends, each with one error', async () => {
    let client: WebSocket | undefined;
    const url = await openServer((connected) => (client = connected));
    const { task, events, errors, closed } = await opened({ url });
    faults.add({ kind: 'webSocket', call: 'send', effect: 'neverAnswers' });
    const failures: string[] = [];
    task.send({ data: 'first', fail: ({ errMsg }) => failures.push(errMsg) });
    task.send({ data: 'second' });
    client?.close(4000);
    await closed;
    const text = 'sendSocketMessage:fail the connection ended before it was sent';
    assert.deepEqual(failures, [text]);
    assert.deepEqual(
      errors.map(({ errMsg }) => errMsg),
      [text]
    );
    assert.deepEqual(events, ['open', 'error', 'close 4000']);
    assert.equal(task.bufferedAmount, 0);
  });

  it('refuses to send when too much waits for the system', async () => {
    const url = await openServer();
    const { task, errors } = await opened({ url });
    faults.add({ kind: 'webSocket', call: 'send', effect: 'neverAnswers' });
    const largest = new ArrayBuffer(67_108_864);
    const waiting: string[] = [];
    task.send({ data: largest, fail: ({ errMsg }) => waiting.push(errMsg) });
    assert.equal(task.bufferedAmount, largest.byteLength);
    task.send({ data: 'one more' });
    await new Promise<void>((resolve) => task.onError(() => resolve()));
    assert.equal(
      errors[0]?.errMsg,
      'sendSocketMessage:fail 67108864 bytes wait already; send less at a time'
    );
    const [server] = servers;
    server?.clients.forEach((client) => client.close());
    await new Promise<void>((resolve) => task.onClose(() => resolve()));
    assert.equal(waiting.length, 1);
  });

  it('closes after five seconds when the peer does not answer the close', async () => {
    const url = await openServer((client) => client.pause());
    const { task, events, closed } = await opened({ url });
    stopTimers();
    task.close({ code: 3000 });
    await pass(4750);
    assert.deepEqual(events, ['open']);
    await pass(500);
    await closed;
    assert.deepEqual(events, ['open', 'close 1006']);
    assert.equal(openSocketCount(), 0);
  });

  it('closes after five seconds in which the system takes nothing of what was sent before', async () => {
    const { task, events } = await opened({ url: await openServer() });
    faults.add({ kind: 'webSocket', call: 'send', effect: 'neverAnswers' });
    const failures: string[] = [];
    stopTimers();
    task.send({ data: 'stuck', fail: ({ errMsg }) => failures.push(errMsg) });
    task.close();
    await pass(4750);
    assert.deepEqual(events, ['open']);
    await pass(500);
    assert.deepEqual(events, ['open', 'close 1006']);
    assert.deepEqual(failures, ['sendSocketMessage:fail the connection ended before it was sent']);
    assert.equal(openSocketCount(), 0);
  });

  it('waits longer than that for messages that the system takes one by one', async () => {
    const received: string[] = [];
    const url = await openServer((client) =>
      client.on('message', (data: Buffer) => received.push(data.toString()))
    );
    const { task, events, closed } = await opened({ url });
    stopTimers();
    faults.add({ kind: 'webSocket', call: 'send', effect: { answersAfter: 3000 } });
    for (const data of ['1', '2', '3']) task.send({ data });
    task.close();
    await pass(12_000);
    await restartTimers();
    await closed;
    assert.deepEqual(received, ['1', '2', '3']);
    assert.deepEqual(events, ['open', 'close 1000']);
  });

  it('keeps a message from the listeners that come after one that closes', async () => {
    let client: WebSocket | undefined;
    const url = await openServer((connected) => (client = connected));
    const { task, closed } = await opened({ url });
    const heard: string[] = [];
    task.onMessage(() => {
      heard.push('first');
      task.close();
    });
    task.onMessage(() => heard.push('second'));
    client?.send('message');
    await closed;
    assert.deepEqual(heard, ['first']);
  });

  it('says once in the log what nobody listens for', async (t) => {
    const log = t.mock.method(console, 'error', () => {});
    const task = connectSocket({ url: 'http://127.0.0.1' });
    await new Promise<void>((resolve) => task.onClose(() => resolve()));
    assert.equal(log.mock.callCount(), 1);
    assert.match(String(log.mock.calls[0]?.arguments[1]), /^connectSocket:fail parameter url/);
  });

  it('logs what async listeners and callbacks of the app reject with, once each', async (t) => {
    const url = await openServer();
    const log = t.mock.method(console, 'error', () => {});
    const calls: Promise<void>[] = [];
    const rejecting = (text: string): (() => unknown) => {
      let isCalled: () => void;
      calls.push(new Promise<void>((resolve) => (isCalled = resolve)));
      return () => {
        isCalled();
        return Promise.reject(new Error(text));
      };
    };
    onSocketOpen(rejecting('of onSocketOpen'));
    const { task, closed } = await opened({ url, success: rejecting('of success') });
    task.send({ data: '', fail: rejecting('of fail') });
    task.close({ complete: rejecting('of complete') });
    await Promise.all([closed, ...calls]);
    await settle();
    onSocketOpen(() => {});
    const logged = log.mock.calls.map(({ arguments: [complaint, thrown] }) =>
      `${complaint} ${thrown}`.replace(/\n[^]*/, '')
    );
    assert.deepEqual(logged.sort(), [
      'taro-harmony-socket: a callback threw Error: of complete',
      'taro-harmony-socket: a callback threw Error: of fail',
      'taro-harmony-socket: a callback threw Error: of success',
      'taro-harmony-socket: a listener threw Error: of onSocketOpen'
    ]);
  });
});
