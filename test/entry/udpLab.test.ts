import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { shows, textOf } from './support/arkUi.ts';
import { hasNativeCompanion } from '../../library/Index.ets';
import { PayloadFormat } from '../../entry/src/main/ets/viewmodel/bytes.ets';
import { EventKind } from '../../entry/src/main/ets/viewmodel/EventLog.ets';
import { UdpLab, UdpState } from '../../entry/src/main/ets/viewmodel/UdpLab.ets';

function openLab(context: TestContext): UdpLab {
  const lab = new UdpLab();
  context.after(() => close(lab));
  return lab;
}

async function close(lab: UdpLab): Promise<void> {
  lab.close();
  await shows('the closed socket', () => lab.state === UdpState.Closed);
}

async function openBoundLab(context: TestContext): Promise<UdpLab> {
  const lab = openLab(context);
  lab.bind();
  await shows('the bound socket', () => lab.state === UdpState.Bound);
  return lab;
}

function events(lab: UdpLab): (string | undefined)[] {
  return lab.log.events.map(({ text }) => textOf(text)).reverse();
}

test('a socket sends to itself, and everything about it can be seen', async (t) => {
  const lab = await openBoundLab(t);
  lab.aimAtItself();
  lab.payload.edit('Hello, 你好');
  lab.send();
  await shows('the datagram', () => lab.inbox.messages.length === 1);
  const [datagram] = lab.inbox.messages;
  assert.equal(datagram?.preview(PayloadFormat.Text), 'Hello, 你好');
  assert.equal(datagram.sender, `127.0.0.1:${lab.boundPort}`);
  assert.equal(datagram.size, 13);
  const { sentMessages, sentBytes, receivedMessages, receivedBytes, errors } = lab.traffic;
  assert.deepEqual([sentMessages, sentBytes, receivedMessages, receivedBytes, errors], [1, 13, 1, 13, 0]);
  assert.deepEqual(events(lab), [
    `Listening on port ${lab.boundPort}`,
    `Sent 13 bytes to 127.0.0.1:${lab.boundPort}`
  ]);
});

test('hexadecimal payloads go to a connected peer, and only its datagrams come', async (t) => {
  const lab = await openBoundLab(t);
  const peer = await openBoundLab(t);
  lab.address.edit('127.0.0.1');
  lab.remotePort.edit(`${peer.boundPort}`);
  lab.connect();
  assert.equal(lab.peer, `127.0.0.1:${peer.boundPort}`);
  lab.payload.chooseFormat(PayloadFormat.Hex);
  lab.payload.edit('00 ff');
  lab.write();
  await shows('the datagram at the peer', () => peer.inbox.messages.length === 1);
  assert.equal(peer.inbox.messages[0]?.preview(PayloadFormat.Hex), '00 ff');
  assert.equal(peer.inbox.messages[0].sender, `127.0.0.1:${lab.boundPort}`);
});

test('nothing is sent while a field is wrong, and each wrong field says so', async (t) => {
  const lab = await openBoundLab(t);
  lab.payload.edit('');
  lab.send();
  assert.equal(textOf(lab.address.problem), 'Enter an IP address or a host name');
  assert.equal(textOf(lab.remotePort.problem), 'Enter a number from 1 to 65535');
  assert.equal(textOf(lab.payload.problem), 'Enter at least one byte');
  lab.connect();
  lab.write();
  lab.ttl.edit('256');
  lab.setTtl();
  assert.equal(textOf(lab.ttl.problem), 'Enter a number from 1 to 255');
  assert.equal(lab.traffic.sentMessages, 0);
  assert.equal(lab.peer, '');
});

test('a port in use is an error, and the next bind can succeed', async (t) => {
  const owner = await openBoundLab(t);
  const lab = openLab(t);
  lab.port.edit(`${owner.boundPort}`);
  lab.bind();
  await shows('the error', () => lab.traffic.errors === 1);
  await shows('the closed socket', () => lab.state === UdpState.Closed);
  const error = lab.log.events.find(({ kind }) => kind === EventKind.Error);
  assert.match(error?.detail ?? '', /UDPSocket\.bind:fail errno:98/);
  lab.port.edit('');
  lab.bind();
  await shows('the bound socket', () => lab.state === UdpState.Bound);
  assert.notEqual(lab.boundPort, owner.boundPort);
});

test('a port that is no port is refused before there is a socket', () => {
  const lab = new UdpLab();
  lab.port.edit('70000');
  lab.bind();
  assert.equal(lab.state, UdpState.Closed);
  assert.equal(textOf(lab.port.problem), 'Enter a number from 1 to 65535');
});

test('a broadcast goes out while the switch is on', async (t) => {
  const lab = await openBoundLab(t);
  // The broadcast address of the loopback network.
  lab.address.edit('127.255.255.255');
  lab.remotePort.edit(`${lab.boundPort}`);
  lab.send();
  await shows('the error', () => lab.traffic.errors === 1);
  assert.match(lab.log.events[0]?.detail ?? '', /errno:13/);
  lab.isBroadcast = true;
  lab.send();
  await shows('the datagram', () => lab.inbox.messages.length === 1);
});

test('a peer whose name cannot be found is no peer', async (t) => {
  const lab = await openBoundLab(t);
  lab.remotePort.edit('9');
  for (const host of ['no-such-host.invalid', `${'long.'.repeat(20)}invalid`]) {
    const errors = lab.traffic.errors;
    lab.address.edit(host);
    lab.connect();
    await shows('the error', () => lab.traffic.errors > errors);
    assert.equal(lab.peer, '');
  }
});

test('the peer that is shown is the one that the socket has', async (t) => {
  const lab = await openBoundLab(t);
  const peer = await openBoundLab(t);
  const peers = [`127.0.0.1:${peer.boundPort}`];
  lab.remotePort.edit(`${peer.boundPort}`);
  const connect = (address: string): void => {
    lab.address.edit(address);
    lab.connect();
  };
  connect('127.0.0.1');
  connect('999.1.1.1');
  await shows('the refusal', () => lab.traffic.errors === 1);
  peers.push(lab.peer);
  connect('no-such-host.invalid');
  connect('127.0.0.1');
  await shows('that the name cannot be found', () => lab.traffic.errors === 2);
  peers.push(lab.peer);
  assert.equal(new Set(peers).size, 1, peers.join());
});

test('the TTL is set, or the log says that it cannot be', async (t) => {
  const lab = await openBoundLab(t);
  lab.ttl.edit('3');
  lab.setTtl();
  lab.aimAtItself();
  lab.send();
  await shows('the datagram', () => lab.inbox.messages.length === 1);
  assert.equal(lab.traffic.errors, hasNativeCompanion() ? 0 : 1);
  // Whether it has come to that, only the socket's errors tell.
  assert.ok(events(lab).includes('Setting the TTL to 3'));
});

test('a UDP socket for IPv6 talks to itself', async (t) => {
  const lab = openLab(t);
  lab.type = 'udp6';
  lab.bind();
  await shows('the bound socket', () => lab.state === UdpState.Bound);
  lab.aimAtItself();
  lab.send();
  await shows('the datagram or the error', () => lab.inbox.messages.length + lab.traffic.errors === 1);
  if (lab.traffic.errors === 1) {
    t.skip(`this machine has no ::1: ${lab.log.events[0]?.detail}`);
    return;
  }
  const itself = `[::1]:${lab.boundPort}`;
  assert.equal(lab.inbox.messages[0]?.sender, itself);
  lab.connect();
  assert.equal(lab.peer, itself);
  assert.deepEqual(events(lab).slice(-2), [`Sent 5 bytes to ${itself}`, `Connecting to the peer ${itself}`]);
});

test('a socket that is closed while it binds is closed, and nothing works after that', async () => {
  const lab = new UdpLab();
  lab.bind();
  lab.bind();
  lab.close();
  lab.close();
  await shows('the closed socket', () => lab.state === UdpState.Closed);
  lab.aimAtItself();
  lab.remotePort.edit('9');
  lab.send();
  lab.write();
  lab.setTtl();
  lab.connect();
  assert.equal(lab.traffic.sentMessages, 0);
  assert.deepEqual(events(lab).slice(-1), ['Closed']);
});
