import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Log, sameAsNode, thrownBy } from './support/sideBySide.ts';

/** Writes each event of the socket down. */
function watch(socket: Socket, log: Log, name = ''): Socket {
  for (const event of ['listening', 'connect', 'close', 'error'] as const) {
    socket.on(event, (error?: unknown) => log(name + event, error));
  }
  return socket;
}

const closed = (socket: Socket): Promise<unknown> => once(socket, 'close');

async function end(...sockets: Socket[]): Promise<void> {
  const ends = sockets.map(closed);
  for (const socket of sockets) socket.close();
  await Promise.all(ends);
}

sameAsNode('bind: the call, its event and its callback, in this order', async (dgram, log) => {
  const socket = watch(dgram.createSocket('udp4'), log);
  const result = socket.bind(0, '127.0.0.1', function (this: Socket) {
    log('callback', this === socket, socket.address());
    socket.close();
  });
  log(
    'returned',
    result === socket,
    thrownBy(() => socket.address())
  );
  await closed(socket);
});

for (const [form, args] of Object.entries<unknown[]>({
  'bind()': [],
  'bind(port)': [0],
  'bind(undefined, address)': [undefined, '127.0.0.1'],
  'bind(port, localhost)': [0, 'localhost'],
  'bind(port, null)': [0, null],
  'bind({})': [{}],
  'bind({ address, exclusive })': [{ port: 0, address: '127.0.0.1', exclusive: true }],
  'bind(text)': ['0', '127.0.0.1'],
  'bind(an address of the other version)': [0, '::1'],
  'bind(an address of another device)': [0, '203.0.113.1'],
  'bind(a port of the system)': [1, '127.0.0.2']
})) {
  sameAsNode(form, async (dgram, log) => {
    const socket = watch(dgram.createSocket('udp4'), log);
    (socket.bind as (...args: unknown[]) => Socket)(...args);
    await Promise.race([
      once(socket, 'listening').then(() => log(socket.address())),
      once(socket, 'error')
    ]).catch(() => undefined);
    await end(socket);
  });
}

for (const type of ['udp4', 'udp6'] as const) {
  sameAsNode(`${type}: a port in use, and another try`, async (dgram, log) => {
    const first = dgram.createSocket(type);
    await once(first.bind(0), 'listening');
    const second = watch(dgram.createSocket(type), log);
    second.bind(first.address().port, () => log('not called'));
    await once(second, 'error').catch(() => undefined);
    second.bind(0);
    await once(second, 'listening');
    log(second.address());
    await end(first, second);
  });

  sameAsNode(`${type}: reuseAddr shares a port`, async (dgram, log) => {
    const first = watch(dgram.createSocket({ type, reuseAddr: true }), log, 'first ');
    await once(first.bind(0), 'listening');
    const second = watch(dgram.createSocket({ type, reuseAddr: true }), log, 'second ');
    await once(second.bind(first.address().port), 'listening');
    log(first.address().port === second.address().port);
    await end(first, second);
  });
}

sameAsNode('two addresses of the device have a port each', async (dgram, log) => {
  const first = watch(dgram.createSocket('udp4'), log, 'first ');
  await once(first.bind(0, '127.0.0.1'), 'listening');
  const second = watch(dgram.createSocket('udp4'), log, 'second ');
  await once(second.bind(first.address().port, '127.0.0.2'), 'listening');
  await end(first, second);
});

sameAsNode('a port can be bound again in the turn of the close', async (dgram, log) => {
  const first = dgram.createSocket('udp4');
  await once(first.bind(0), 'listening');
  const { port } = first.address();
  first.close();
  const second = watch(dgram.createSocket('udp4'), log);
  await once(second.bind(port), 'listening');
  log(second.address().port === port);
  await end(second);
});

sameAsNode('bind while binding, when bound, and after the close', async (dgram, log) => {
  const socket = dgram.createSocket('udp4').bind();
  log(thrownBy(() => socket.bind()));
  await once(socket, 'listening');
  log(thrownBy(() => socket.bind(0)));
  await end(socket);
  log(thrownBy(() => socket.bind()));
});

sameAsNode('a look-up that fails: for bind, connect and send', async (dgram, log) => {
  const lookup = (
    _name: string,
    _options: unknown,
    callback: (error: Error | null, address: string, family: number) => void
  ): void =>
    process.nextTick(callback, Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '', 4);
  const failing = watch(dgram.createSocket({ type: 'udp4', lookup }), log);
  failing.bind(0, 'name');
  await once(failing, 'error').catch(() => undefined);
  let calls = 0;
  const bound = watch(
    dgram.createSocket({
      type: 'udp4',
      lookup: (name, options, callback) =>
        calls++ === 0 ? process.nextTick(callback, null, '127.0.0.1', 4) : lookup(name, options, callback)
    }),
    log
  );
  await once(bound.bind(), 'listening');
  await new Promise<void>((resolve) => {
    bound.connect(9, 'name', (error?: Error) => resolve(log('connect callback', error)));
  });
  await new Promise<void>((resolve) =>
    bound.send('x', 9, 'name', (...args) => resolve(log('send callback', ...args)))
  );
  bound.send('x', 9, 'name');
  await once(bound, 'error').catch(() => undefined);
  bound.connect(9, 'name');
  await once(bound, 'error').catch(() => undefined);
  await end(failing, bound);
});

sameAsNode('what a lookup of one’s own is called with', async (dgram, log) => {
  for (const [type, address] of [
    ['udp4', '127.0.0.1'],
    ['udp6', '::1']
  ] as const) {
    const socket = dgram.createSocket({
      type,
      lookup: (name, family, callback) => {
        log(name, family);
        process.nextTick(callback, null, name === 'peer' ? address : name, 4);
      }
    });
    socket.bind();
    await once(socket, 'listening');
    await new Promise<void>((resolve) => socket.send('x', socket.address().port, () => resolve()));
    await new Promise<void>((resolve) => socket.connect(9, 'peer', resolve));
    log(socket.remoteAddress());
    await end(socket);
  }
});

sameAsNode(
  'connect, remoteAddress and disconnect',
  async (dgram, log) => {
    const socket = watch(dgram.createSocket('udp4'), log);
    log(
      thrownBy(() => socket.remoteAddress()),
      thrownBy(() => socket.disconnect())
    );
    socket.connect(9, 'localhost', () => log('callback'));
    log(
      thrownBy(() => socket.connect(9)),
      thrownBy(() => socket.remoteAddress())
    );
    await once(socket, 'connect');
    log(socket.address(), socket.remoteAddress());
    log(
      thrownBy(() => socket.connect(9)),
      thrownBy(() => socket.send('x', 9)),
      thrownBy(() => socket.send('x', 0, 1, 9))
    );
    socket.disconnect();
    log(
      thrownBy(() => socket.remoteAddress()),
      thrownBy(() => socket.disconnect())
    );
    socket.connect(10);
    await once(socket, 'connect');
    log(socket.remoteAddress());
    await end(socket);
  },
  true
);

sameAsNode(
  'connect: addresses that cannot be',
  async (dgram, log) => {
    for (const [type, address] of [
      ['udp4', '::1'],
      ['udp6', '127.0.0.1'],
      ['udp4', '255.255.255.255'],
      ['udp4', '0.0.0.0'],
      ['udp6', '::']
    ] as const) {
      const socket = dgram.createSocket(type);
      const error = await new Promise((resolve) => socket.connect(9, address, resolve as () => void));
      log(type, address, error, error instanceof Error || [socket.address(), socket.remoteAddress()]);
      await end(socket);
    }
  },
  true
);

sameAsNode('close: never inside the call, with its callback, once', async (dgram, log) => {
  const socket = watch(dgram.createSocket('udp4'), log);
  const result = socket.close(() => log('callback'));
  log(
    'returned',
    result === socket,
    thrownBy(() => socket.close())
  );
  await closed(socket);
});

sameAsNode('close while binding', async (dgram, log) => {
  const socket = watch(dgram.createSocket('udp4'), log);
  socket.bind(() => log('not called'));
  socket.close();
  await closed(socket);
  await new Promise((resolve) => setTimeout(resolve, 20));
});

sameAsNode('close after a send that waits for the bind', async (dgram, log) => {
  const socket = watch(dgram.createSocket('udp4'), log);
  socket.send('x', 9, () => log('not called'));
  log(socket.close() === socket);
  await closed(socket);
});

sameAsNode('close in listening, and what is called afterwards', async (dgram, log) => {
  const socket = watch(dgram.createSocket('udp4'), log);
  socket.on('listening', () => socket.close());
  socket.bind();
  await closed(socket);
  for (const call of [
    () => socket.close(),
    () => socket.address(),
    () => socket.remoteAddress(),
    () => socket.send('x', 9),
    () => socket.addMembership('239.1.2.3'),
    () => socket.dropMembership('239.1.2.3'),
    () => socket.setMulticastInterface('0.0.0.0'),
    () => socket.ref() === socket,
    () => socket.unref() === socket
  ]) {
    log(thrownBy(call));
  }
});

sameAsNode('Symbol.asyncDispose', async (dgram, log) => {
  const socket = watch(dgram.createSocket('udp4').bind(), log);
  await once(socket, 'listening');
  log(await socket[Symbol.asyncDispose]());
  log(await socket[Symbol.asyncDispose]());
});

sameAsNode('a signal closes the socket', async (dgram, log) => {
  const controller = new AbortController();
  const socket = watch(dgram.createSocket({ type: 'udp4', signal: controller.signal }).bind(), log);
  await once(socket, 'listening');
  controller.abort();
  log(thrownBy(() => socket.address()));
  await closed(socket);
  const late = watch(dgram.createSocket({ type: 'udp4', signal: controller.signal }), log, 'late ');
  await closed(late);
});

sameAsNode('what is called before the bind', (dgram, log) => {
  const socket = dgram.createSocket('udp4');
  for (const call of [
    () => socket.address(),
    () => socket.setBroadcast(true),
    () => socket.setTTL(1),
    () => socket.setMulticastTTL(1),
    () => socket.setMulticastLoopback(true),
    () => socket.setMulticastInterface('127.0.0.1'),
    () => socket.getRecvBufferSize(),
    () => socket.setSendBufferSize(1000),
    () => socket.getSendQueueSize(),
    () => socket.getSendQueueCount(),
    () => socket.ref() === socket && socket.unref() === socket,
    () => socket.dropMembership('239.1.2.3')
  ]) {
    log(thrownBy(call));
  }
  socket.close();
});
