import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import { hasNativeCompanion } from '../../library/Index.ets';
import { IpVersion } from '../../library/src/main/ets/base/IpAddress.ets';
import type { Companion } from '../../library/src/main/ets/system/Companion.ets';
import type { DatagramOwner } from '../../library/src/main/ets/system/DatagramHandle.ets';
import { DescriptorDatagram } from '../../library/src/main/ets/system/DescriptorDatagram.ets';
import { HostFailure } from '../../library/src/main/ets/system/HostFailure.ets';
import { openDatagram, Transport } from '../../library/src/main/ets/system/open.ets';
import companion from '../host/modules/libtaro_harmony_socket.so.ts';
import { closeAtEnd, closeOpened } from './support/opened.ts';
import { UdpPeer } from './support/udpPeer.ts';

const EAGAIN = 11;
const EADDRINUSE = 98;
const ADDRESS = '127.0.0.1';
const ANY_PORT = { address: ADDRESS, port: 0, reuseAddress: false, ipv6Only: false };

const NOBODY: DatagramOwner = {
  onDatagram: () => undefined,
  onHostError: () => undefined,
  onSent: (settle) => settle(0)
};

/** The companion with a send buffer that is full for the first datagram. */
function fullOnce(): Companion {
  const real = companion as Companion;
  let isFull = true;
  const sendDatagram: Companion['sendDatagram'] = (...args) => {
    const result = isFull ? -EAGAIN : real.sendDatagram(...args);
    isFull = false;
    return result;
  };
  return Object.setPrototypeOf({ sendDatagram }, real) as Companion;
}

function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer;
}

before(() => assert.ok(hasNativeCompanion(), 'run npm run build:native first'));
afterEach(closeOpened);

describe('a datagram that waits for room in the send buffer', () => {
  it('holds what it held when it was sent, and so does the one behind it', async () => {
    const peer = await UdpPeer.open();
    const handle = new DescriptorDatagram(IpVersion.IPv4, NOBODY, fullOnce());
    assert.equal(await handle.bind(ANY_PORT), undefined);
    closeAtEnd(() => new Promise<void>((resolve) => handle.close(resolve)));
    const messages = ['first', 'second'].map(bytesOf);
    const sent = messages.map(
      (message) => new Promise<void>((resolve) => handle.send(message, ADDRESS, peer.port, () => resolve()))
    );
    const hasBoth = new Promise<void>((resolve) => {
      peer.onReceived = () => {
        if (peer.received.length === messages.length) resolve();
      };
    });
    for (const message of messages) new Uint8Array(message).fill(0);
    await Promise.all([...sent, hasBoth]);
    assert.deepEqual(peer.texts, ['first', 'second']);
  });
});

it('an owner that throws: nobody catches it, and the next datagram arrives', async () => {
  const arrived: Array<(size: number) => void> = [];
  const [first, second] = [1, 2].map(() => new Promise<number>((resolve) => arrived.push(resolve)));
  const handle = new DescriptorDatagram(
    IpVersion.IPv4,
    {
      ...NOBODY,
      onDatagram: (message) => {
        arrived.shift()?.(message.byteLength);
        if (arrived.length === 1) throw new Error('of the owner');
      }
    },
    companion as Companion
  );
  assert.equal(await handle.bind(ANY_PORT), undefined);
  closeAtEnd(() => new Promise<void>((resolve) => handle.close(resolve)));
  handle.start();
  const uncaught = new Promise<unknown>((resolve) => process.setUncaughtExceptionCaptureCallback(resolve));
  try {
    handle.send(new ArrayBuffer(1), ADDRESS, handle.localAddress.port, () => undefined);
    assert.equal(await first, 1);
    assert.match(String(await uncaught), /of the owner/);
  } finally {
    process.setUncaughtExceptionCaptureCallback(null);
  }
  handle.send(new ArrayBuffer(2), ADDRESS, handle.localAddress.port, () => undefined);
  assert.equal(await second, 2);
});

it('a port that somebody else has got while the socket was disconnected: told', async () => {
  const real = companion as Companion;
  let isTaken = false;
  const bindDatagram: Companion['bindDatagram'] = (...args) =>
    isTaken ? -EADDRINUSE : real.bindDatagram(...args);
  const failures: number[] = [];
  const handle = new DescriptorDatagram(
    IpVersion.IPv4,
    { ...NOBODY, onHostError: ({ errno }) => failures.push(errno) },
    Object.setPrototypeOf({ bindDatagram }, real) as Companion
  );
  assert.equal(await handle.bind(ANY_PORT), undefined);
  closeAtEnd(() => new Promise<void>((resolve) => handle.close(resolve)));
  handle.connect(ADDRESS, handle.localAddress.port);
  isTaken = true;
  handle.disconnect();
  assert.deepEqual(failures, [EADDRINUSE]);
});

describe('a handle that was closed', () => {
  for (const [name, transport] of Object.entries({
    'the companion': Transport.Companion,
    'the module': Transport.Module
  })) {
    it(`and that ${name} served: names no descriptor, whose number is soon another's`, async () => {
      const handle = await openDatagram(ANY_PORT, IpVersion.IPv4, NOBODY, transport, false);
      assert.ok(!(handle instanceof HostFailure));
      assert.ok(handle.descriptor >= 0);
      await new Promise<void>((resolve) => handle.close(resolve));
      assert.equal(handle.descriptor, -1);
    });
  }
});
