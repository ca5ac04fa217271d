import assert from 'node:assert/strict';
import nodeDgram, { type Socket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { faults, resetHost } from '../../host/control.ts';
import { bound, type Log, ours, sameAsNode, withoutCompanion } from './support/sideBySide.ts';

async function logNext(socket: Socket, log: Log): Promise<void> {
  const [message, info] = (await once(socket, 'message')) as [Buffer, unknown];
  log(Buffer.isBuffer(message), message.length, info);
}

// What `@ohos.net.socket` cannot do with its sockets, and the companion can.

for (const [name, message] of Object.entries({ text: '', list: [], bytes: Buffer.alloc(0) })) {
  sameAsNode(
    `an empty datagram arrives: ${name}`,
    async (dgram, log) => {
      const [receiver, sender] = [await bound(dgram), await bound(dgram)];
      sender.send(message, receiver.address().port, (...args) => log('sent', ...args));
      await logNext(receiver, log);
    },
    true
  );
}

sameAsNode(
  'a refusal is an error event of a connected socket, which goes on',
  async (dgram, log) => {
    const [socket, gone] = [await bound(dgram), await bound(nodeDgram)];
    const { port } = gone.address();
    gone.close();
    await once(gone, 'close');
    socket.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const refusal = new Promise((resolve) => socket.once('error', resolve));
    socket.send('anyone?');
    log(await refusal);
    const peer = dgram.createSocket('udp4');
    await once(peer.bind(port, '127.0.0.1'), 'listening');
    peer.send('here', socket.address().port, '127.0.0.1');
    await logNext(socket, log);
  },
  true
);

sameAsNode(
  'ipv6Only leaves the port to IPv4',
  async (dgram, log) => {
    const six = dgram.createSocket({ type: 'udp6', ipv6Only: true });
    await once(six.bind(0), 'listening');
    const four = dgram.createSocket('udp4');
    await once(four.bind(six.address().port), 'listening');
    log(four.address(), six.address());
  },
  true
);

sameAsNode(
  'datagrams are not cut to a small receive buffer',
  async (dgram, log) => {
    const [receiver, sender] = [await bound(dgram), await bound(dgram)];
    receiver.setRecvBufferSize(1000);
    sender.send(Buffer.alloc(9000), receiver.address().port);
    await logNext(receiver, log);
  },
  true
);

sameAsNode(
  'a listener that throws does not keep the socket from receiving',
  async (dgram, log) => {
    const [receiver, sender] = [await bound(dgram), await bound(dgram)];
    const thrown = new Promise((resolve) => process.setUncaughtExceptionCaptureCallback(resolve));
    receiver.once('message', () => {
      throw new Error('of the listener');
    });
    sender.send('first', receiver.address().port);
    log(await thrown);
    process.setUncaughtExceptionCaptureCallback(null);
    sender.send('second', receiver.address().port);
    await logNext(receiver, log);
  },
  true
);

test(
  'more than the send buffer holds leaves in order, all told once',
  { skip: withoutCompanion },
  async (t) => {
    const [receiver, sender] = [await bound(ours), await bound(ours)];
    t.after(() => [receiver, sender].map((socket) => socket.close()));
    sender.setSendBufferSize(1);
    const { port } = receiver.address();
    const told: number[] = [];
    await new Promise<void>((resolve) => {
      for (let index = 0; index < 200; index++) {
        sender.send(Buffer.alloc(1400), port, '127.0.0.1', (error, bytes) => {
          assert.equal(error, null);
          if (told.push(bytes) === 200) resolve();
        });
      }
    });
    assert.ok(told.every((bytes) => bytes === 1400));
  }
);

test(
  'where the module opens no descriptor it serves the socket itself',
  { skip: withoutCompanion },
  async (t) => {
    t.after(resetHost);
    faults.add({ kind: 'multicast', call: 'getSocketFd', effect: { fails: 9 }, times: 2 });
    const [receiver, sender] = await Promise.all([bound(ours), bound(ours)]);
    t.after(() => [receiver, sender].map((socket) => socket.close()));
    sender.setTTL(5);
    sender.send('through the module', receiver.address().port);
    const [message] = (await once(receiver, 'message')) as [Buffer];
    assert.equal(message.toString(), 'through the module');
    sender.connect(receiver.address().port, '0.0.0.0');
    await once(sender, 'connect');
    assert.equal(sender.remoteAddress().address, '127.0.0.1');
  }
);
