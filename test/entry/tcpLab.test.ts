import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { shows, textOf } from './support/arkUi.ts';
import { faults } from '../host/control.ts';
import { ServerMode } from '../../entry/src/main/ets/host/EchoServer.ets';
import { TakenPort } from '../../entry/src/main/ets/host/TakenPort.ets';
import { PayloadFormat } from '../../entry/src/main/ets/viewmodel/bytes.ets';
import { EventKind } from '../../entry/src/main/ets/viewmodel/EventLog.ets';
import { TcpLab, TcpState } from '../../entry/src/main/ets/viewmodel/TcpLab.ets';

const MEBIBYTE = 1024 * 1024;

function openLab(context: TestContext): TcpLab {
  const lab = new TcpLab();
  context.after(async () => {
    await lab.leave();
    await shows('the closed connection', () => lab.state === TcpState.Closed);
  });
  return lab;
}

/** A laboratory that is connected to the server on this device. */
async function openConnectedLab(context: TestContext): Promise<TcpLab> {
  const lab = openLab(context);
  await lab.startServer();
  lab.connect();
  await shows('the connection', () => lab.state === TcpState.Connected);
  return lab;
}

function events(lab: TcpLab): (string | undefined)[] {
  return lab.log.events.map(({ text }) => textOf(text)).reverse();
}

test('what is written to the echo server comes back, and everything about it can be seen', async (t) => {
  const lab = await openConnectedLab(t);
  lab.payload.edit('Hello, 你好');
  lab.write();
  await shows('the echo', () => lab.traffic.receivedBytes === 13);
  assert.equal(lab.inbox.messages[0]?.preview(PayloadFormat.Text), 'Hello, 你好');
  assert.equal(lab.inbox.messages[0].sender, `127.0.0.1:${lab.server.port}`);
  assert.equal(lab.server.receivedBytes, 13);
  lab.close();
  await shows('the closed connection', () => lab.state === TcpState.Closed);
  assert.deepEqual(events(lab), [
    `A server on this device listens on port ${lab.server.port}`,
    `Connecting to 127.0.0.1:${lab.server.port}`,
    'Connected',
    'Sent 13 bytes',
    'Closed'
  ]);
});

test('a throughput run ends with a rate, and the server has got every byte', async (t) => {
  const lab = await openConnectedLab(t);
  lab.server.chooseMode(ServerMode.Discard);
  lab.mebibytes.edit('16');
  lab.measure();
  assert.equal(lab.throughput.isRunning, true);
  lab.measure();
  await shows('the rate', () => lab.throughput.rate > 0);
  assert.equal(lab.throughput.isRunning, false);
  assert.equal(lab.throughput.bufferedAmount, 0);
  assert.equal(lab.traffic.sentBytes, 16 * MEBIBYTE);
  await shows('all bytes at the server', () => lab.server.receivedBytes === 16 * MEBIBYTE);
  assert.equal(lab.traffic.receivedBytes, 0);
  assert.match(events(lab).at(-1) ?? '', /^All given to the system at \d+\.\d MiB\/s$/);
});

test('the echo of a throughput run is counted, and the list stays readable', async (t) => {
  const lab = await openConnectedLab(t);
  lab.mebibytes.edit('1');
  lab.measure();
  await shows('the whole echo', () => lab.traffic.receivedBytes === MEBIBYTE);
  assert.ok(lab.inbox.messages.length <= 100);
});

test('a throughput run ends with its connection', async (t) => {
  const lab = await openConnectedLab(t);
  lab.server.chooseMode(ServerMode.Discard);
  lab.mebibytes.edit('1024');
  lab.measure();
  lab.close();
  await shows('the end of the run', () => !lab.throughput.isRunning);
  assert.equal(lab.throughput.rate, 0);
  assert.equal(lab.throughput.bufferedAmount, 0);
  assert.notEqual(lab.throughput.sentBytes, 0);
  assert.equal(lab.traffic.sentBytes, lab.throughput.sentBytes);
});

test('a refused connection is an error, and the laboratory can connect again', async (t) => {
  const refusing = await TakenPort.ofTcp();
  t.after(() => refusing.close());
  const lab = openLab(t);
  lab.address.edit('127.0.0.1');
  lab.port.edit(`${refusing.port}`);
  lab.connect();
  assert.equal(lab.state, TcpState.Connecting);
  await shows('the closed connection', () => lab.state === TcpState.Closed);
  assert.equal(lab.traffic.errors, 1);
  const error = lab.log.events.find(({ kind }) => kind === EventKind.Error);
  assert.equal(textOf(error?.text), 'Error -4');
  assert.match(error?.detail ?? '', /refused or unreachable/);
  await lab.startServer();
  lab.connect();
  await shows('the connection', () => lab.state === TcpState.Connected);
});

test('an address that the library refuses is an error, and the laboratory can connect again', async (t) => {
  const lab = openLab(t);
  await lab.startServer();
  lab.address.edit('::1');
  lab.connect();
  await shows('the closed connection', () => lab.state === TcpState.Closed);
  assert.ok(events(lab).includes(`Connecting to [::1]:${lab.server.port}`));
  assert.match(lab.log.events[1]?.detail ?? '', /an IPv6 address and this an IPv4 socket/);
  lab.address.edit('127.0.0.1');
  lab.connect();
  await shows('the connection', () => lab.state === TcpState.Connected);
});

test('nothing happens while a field is wrong, and each wrong field says so', async (t) => {
  const lab = openLab(t);
  lab.timeout.edit('0');
  lab.connect();
  assert.equal(lab.state, TcpState.Closed);
  assert.equal(textOf(lab.address.problem), 'Enter an IP address or a host name');
  assert.equal(textOf(lab.port.problem), 'Enter a number from 1 to 65535');
  assert.equal(textOf(lab.timeout.problem), 'Enter a number from 1 to 3600');
  lab.timeout.edit('2');
  await lab.startServer();
  lab.connect();
  await shows('the connection', () => lab.state === TcpState.Connected);
  lab.payload.edit('');
  lab.write();
  lab.mebibytes.edit('1025');
  lab.measure();
  assert.equal(textOf(lab.payload.problem), 'Enter at least one byte');
  assert.equal(textOf(lab.mebibytes.problem), 'Enter a number from 1 to 1024');
  assert.equal(lab.traffic.sentBytes, 0);
});

test('a peer that hangs up ends the connection', async (t) => {
  const lab = await openConnectedLab(t);
  lab.write();
  await shows('the echo', () => lab.traffic.receivedBytes === 5);
  await lab.server.stop();
  assert.equal(lab.server.port, 0);
  await shows('the closed connection', () => lab.state === TcpState.Closed);
});

test('what comes while the server stops is not counted for the next one', async (t) => {
  const lab = await openConnectedLab(t);
  lab.server.chooseMode(ServerMode.Discard);
  lab.mebibytes.edit('64');
  lab.measure();
  await shows('bytes at the server', () => lab.server.receivedBytes > 0);
  await lab.server.stop();
  await shows('the closed connection', () => lab.state === TcpState.Closed);
  await lab.startServer();
  assert.equal(lab.server.receivedBytes, 0);
});

test('the server starts once, and not for a page that has gone', async (t) => {
  const lab = openLab(t);
  await Promise.all([lab.startServer(), lab.startServer()]);
  assert.equal(events(lab).length, 1);
  await lab.server.stop();
  const stopped = lab.startServer();
  await lab.server.stop();
  await Promise.all([stopped, lab.startServer()]);
  assert.equal(events(lab).length, 2);
  await lab.server.stop();
  const starting = lab.startServer();
  await lab.leave();
  await starting;
  assert.equal(lab.server.port, 0);
  assert.equal(events(lab).length, 2);
});

test('a server that cannot be started is an error, and can be tried again', async (t) => {
  const lab = openLab(t);
  for (const call of ['listen', 'getLocalAddress']) {
    const fault = faults.add({ kind: 'server', call, effect: { fails: 13 } });
    await lab.startServer();
    fault.remove();
    assert.equal(lab.server.port, 0);
    assert.equal(lab.log.events[0]?.kind, EventKind.Error);
    assert.notEqual(lab.log.events[0].detail, '');
  }
  await setImmediate();
  assert.ok(!process.getActiveResourcesInfo().includes('TCPServerWrap'), 'no server listens');
  await lab.startServer();
  assert.notEqual(lab.server.port, 0);
});

test('a page that goes away closes what it has opened', async (t) => {
  const lab = await openConnectedLab(t);
  await lab.leave();
  await shows('the closed connection', () => lab.state === TcpState.Closed);
  assert.equal(lab.server.port, 0);
  lab.write();
  lab.measure();
  lab.close();
  assert.equal(lab.traffic.sentBytes, 0);
});
