import { once } from 'node:events';
import { type Dgram, sameAsNode, thrownBy } from './support/sideBySide.ts';

type AnySocket = Record<string, (...args: unknown[]) => unknown>;

/** Values of every type. */
const VALUES = [undefined, null, true, 0, -1, 1.5, NaN, 70000, 2 ** 33, 'text', '', 7n, {}, [], Symbol('s')];

function socketOf(dgram: Dgram, type: 'udp4' | 'udp6' = 'udp4'): AnySocket {
  return dgram.createSocket(type) as unknown as AnySocket;
}

/** Calls a method with each value in one place of its arguments, on a bound socket. */
function checked(method: string, before: unknown[] = [], after: unknown[] = []): void {
  sameAsNode(
    `${method}(${[...before, 'any', ...after].join(', ')})`,
    async (dgram, log) => {
      const socket = dgram.createSocket('udp4');
      await once(socket.bind(0, '127.0.0.1'), 'listening');
      const refusing = VALUES.map((value) =>
        thrownBy(() => (socket as unknown as AnySocket)[method]?.(...before, value, ...after))
      );
      refusing.forEach((refusal, index) => log(typeof VALUES[index], refusal));
      socket.close();
    },
    true
  );
}

sameAsNode('createSocket: types', (dgram, log) => {
  const create = dgram.createSocket as unknown as (...args: unknown[]) => unknown;
  for (const value of VALUES)
    log(
      thrownBy(() => create(value)),
      thrownBy(() => create({ type: value }))
    );
});

for (const option of ['recvBufferSize', 'sendBufferSize', 'lookup', 'signal']) {
  sameAsNode(`createSocket: option ${option}`, (dgram, log) => {
    const create = dgram.createSocket as unknown as (options: unknown) => { close(): void };
    for (const value of VALUES) log(thrownBy(() => create({ type: 'udp4', [option]: value }).close()));
  });
}

sameAsNode('send: messages and ports, unconnected', (dgram, log) => {
  const socket = socketOf(dgram);
  for (const value of VALUES) {
    if (typeof value !== 'string' && !Array.isArray(value)) log(thrownBy(() => socket.send?.(value, 9)));
    const isPort = typeof value === 'number' && value === 1.5;
    if (!isPort) log(thrownBy(() => socket.send?.('x', value)));
    log(thrownBy(() => socket.send?.([value === 'text' ? 1 : value === '' ? 2 : value], 9)));
  }
  socket.close?.();
});

sameAsNode('send: windows and addresses', (dgram, log) => {
  const socket = socketOf(dgram);
  const bytes = Buffer.from('message');
  log(thrownBy(() => socket.send?.(bytes, 8, 1, 9, '127.0.0.1')));
  log(thrownBy(() => socket.send?.(bytes, 1, 7, 9, '127.0.0.1')));
  log(thrownBy(() => socket.send?.(bytes, -1, 1, 9)));
  log(thrownBy(() => socket.send?.([bytes], 0, 1, 9)));
  log(thrownBy(() => socket.send?.(7, 0, 1, 9)));
  for (const value of VALUES) {
    if (value !== undefined && value !== null && typeof value !== 'string') {
      log(thrownBy(() => socket.send?.(bytes, 9, value)));
    }
  }
  log(thrownBy(() => socket.sendto?.(bytes, '0', 1, 9, 'a')));
  log(thrownBy(() => socket.sendto?.(bytes, 0, '1', 9, 'a')));
  log(thrownBy(() => socket.sendto?.(bytes, 0, 1, '9', 'a')));
  log(thrownBy(() => socket.sendto?.(bytes, 0, 1, 9, 7)));
  socket.close?.();
});

sameAsNode('connect: ports and addresses', (dgram, log) => {
  const socket = socketOf(dgram);
  for (const value of VALUES) {
    if (value !== 1.5) log(thrownBy(() => socket.connect?.(value)));
    if (value !== undefined && typeof value !== 'string') log(thrownBy(() => socket.connect?.(9, value)));
  }
  socket.close?.();
});

checked('setTTL');
checked('setMulticastTTL');
checked('setRecvBufferSize');
checked('setSendBufferSize');
checked('setMulticastInterface');
checked('addMembership');
checked('dropMembership');
checked('addSourceSpecificMembership', [], ['232.1.1.1']);
checked('addSourceSpecificMembership', ['127.0.0.1']);
checked('dropSourceSpecificMembership', ['127.0.0.1']);
