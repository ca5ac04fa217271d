import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { inherits } from 'node:util';
import { sameAsNode } from './support/sideBySide.ts';

sameAsNode('Socket.call(this) with util.inherits', async (dgram, log) => {
  const parent = dgram.Socket as unknown as (this: unknown, type: string) => Socket;
  function Client(this: Socket): void {
    parent.call(this, 'udp4');
  }
  inherits(Client, parent);
  const socket = new (Client as unknown as new () => Socket)();
  log(socket instanceof dgram.Socket, socket instanceof Client);
  await once(socket.bind(0, '127.0.0.1'), 'listening');
  log(typeof JSON.stringify(socket), socket.address().address);
  socket.close();
  await once(socket, 'close');
});

sameAsNode('a class that extends Socket', async (dgram, log) => {
  const Parent = dgram.Socket as unknown as new (type: object) => Socket;
  class Named extends Parent {
    readonly name = 'mine';
  }
  const socket = new Named({ type: 'udp4' });
  await once(socket.bind(0, '127.0.0.1'), 'listening');
  log(socket.name, socket.address().family);
  socket.close();
});
