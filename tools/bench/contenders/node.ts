import * as dgram from 'node:dgram';
import { once } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';
import * as ownDgram from 'taro-harmony-socket/dgram';
import * as ownNet from 'taro-harmony-socket/net';
import * as ownTls from 'taro-harmony-socket/tls';
import { type Contender, type End, LOOPBACK, type Message, type SocketOptions } from './contender.ts';

/** Plain Node sockets: what the same machine does without `@ohos.net.socket` and its stand-in. */
export const node: Contender = contenderOf('node', dgram, net, tls);

/** The library as a program for Node uses it: the package's own `dgram`, `net` and `tls`. */
export const ownModules: Contender = contenderOf(
  'library',
  ownDgram as unknown as typeof dgram,
  ownNet as unknown as typeof net,
  ownTls as unknown as typeof tls
);

/** @param dgram where programs for Node get their sockets from */
function contenderOf(
  name: string,
  { createSocket }: typeof dgram,
  { connect }: typeof net,
  { connect: connectSecurely }: typeof tls
): Contender {
  return {
    name,
    async udp({ listeners, onFailure, host = LOOPBACK, port }) {
      const socket = createSocket('udp4');
      const settled = (error: Error | null): void => {
        if (error !== null) onFailure(error);
      };
      socket.setMaxListeners(0);
      socket.on('error', onFailure);
      for (const listener of listeners) socket.on('message', (bytes) => listener(bytes));
      socket.bind(0);
      await once(socket, 'listening');
      return {
        send: (message) => socket.send(bytesOf(message), port, host, settled),
        close: () => new Promise((resolve) => socket.close(resolve))
      };
    },
    tcp: ({ port, noDelay = false, ...options }) =>
      streamOf(connect({ host: LOOPBACK, port, noDelay }), 'connect', options),
    tls: ({ port, ca, ...options }) =>
      streamOf(connectSecurely({ host: LOOPBACK, port, ca }), 'secureConnect', options)
  };
}

async function streamOf(
  socket: net.Socket,
  connected: 'connect' | 'secureConnect',
  { listeners, onFailure }: Pick<SocketOptions, 'listeners' | 'onFailure'>
): Promise<End> {
  await once(socket, connected);
  socket.on('error', onFailure);
  for (const listener of listeners) socket.on('data', (bytes) => listener(bytes));
  return {
    send: (message) => socket.write(bytesOf(message)),
    close: async () => {
      const closed = once(socket, 'close');
      socket.destroy();
      await closed;
    }
  };
}

function bytesOf(message: Message): string | Uint8Array {
  return typeof message === 'string' ? message : new Uint8Array(message);
}
