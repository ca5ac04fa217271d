// What clients do that were written before there were classes, and what is written by compilers for it.
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { inherits } from 'node:util';
import { closed, listening, type Net, sameAsNode, serving, textOf } from './support/sideBySide.ts';

/** A constructor as it was written before there were classes. */
type OldStyle<Made> = new (...args: unknown[]) => Made & { hello(): string };

function callOn(receiver: object, constructor: unknown, ...args: unknown[]): object | undefined {
  return (constructor as (this: object, ...args: unknown[]) => object | undefined).apply(receiver, args);
}

function oldStyle<Made>(parent: unknown, ...args: unknown[]): OldStyle<Made> {
  function Client(this: { name: string }): void {
    callOn(this, parent, ...args);
    this.name = 'old';
  }
  inherits(Client, parent);
  Object.assign(Client.prototype, {
    hello(this: { name: string }) {
      return this.name;
    }
  });
  return Client as unknown as OldStyle<Made>;
}

/** `class extends` as TypeScript writes it for ES5. */
function compiled<Made>(parent: unknown): OldStyle<Made> {
  function Client(this: object): object {
    const made = callOn(this, parent) ?? this;
    return Object.assign(made, { name: 'compiled' });
  }
  Object.setPrototypeOf(Client, parent as object);
  const { prototype } = parent as { prototype: object };
  Client.prototype = Object.create(prototype, { constructor: { value: Client } }) as object;
  Object.assign(Client.prototype, {
    hello(this: { name: string }) {
      return this.name;
    }
  });
  return Client as unknown as OldStyle<Made>;
}

for (const [name, make] of [
  ['util.inherits and Socket.call(this)', (net: Net) => oldStyle<Socket>(net.Socket)],
  ["TypeScript's output for ES5", (net: Net) => compiled<Socket>(net.Socket)]
] as const) {
  sameAsNode(`a subclass of Socket: ${name}`, async (net, log) => {
    const port = await serving(net, (peer) => peer.end('text'));
    const Client = make(net);
    const client = new Client();
    client.connect(port, '127.0.0.1');
    log(client.hello(), client instanceof net.Socket, client instanceof Client, await textOf(client));
    await closed(client);
  });
}

sameAsNode('the options of Socket.call(this, options)', (net, log) => {
  const Client = oldStyle<Socket>(net.Socket, { allowHalfOpen: true });
  const client = new Client();
  log(client.allowHalfOpen, client.readyState, client.writable);
});

sameAsNode('a subclass of Server: util.inherits and Server.call(this)', async (net, log) => {
  const OldServer = oldStyle<Server>(net.Server, (peer: Socket) => peer.end('bye'));
  const server = new OldServer();
  const port = await listening(server);
  const client = net.connect(port, '127.0.0.1');
  log(server.hello(), server instanceof net.Server, await textOf(client));
  await closed(client);
});

sameAsNode('an object with a socket as its prototype', async (net, log) => {
  const port = await serving(net, (peer) => peer.pipe(peer));
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const above = Object.create(socket) as Socket;
  above.setNoDelay(true).setTimeout(1000);
  above.write('text');
  log(above.remoteAddress, String(await once(above, 'data')), above.bytesRead);
  above.end();
  await closed(socket);
});

sameAsNode('JSON of sockets and of a server', async (net, log) => {
  const server = net.createServer();
  const port = await listening(server);
  const arrival = once(server, 'connection') as Promise<[Socket]>;
  const client = net.connect(port, '127.0.0.1').resume();
  const [[peer]] = await Promise.all([arrival, once(client, 'connect')]);
  const read = (each: Server | Socket): Record<string, unknown> =>
    JSON.parse(JSON.stringify(each)) as Record<string, unknown>;
  log(read(client).connecting, read(peer).allowHalfOpen, read(server).pauseOnConnect);
  peer.resume().end();
  client.end();
  await closed(client);
});
