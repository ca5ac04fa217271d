import * as dgram from 'node:dgram';
import { once } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';
import * as ownDgram from 'taro-harmony-socket/dgram';
import * as ownNet from 'taro-harmony-socket/net';
import * as ownTls from 'taro-harmony-socket/tls';
import {
  type Contender,
  type ContenderName,
  type DatagramEnd,
  type EndEvents,
  LOOPBACK,
  type StreamEnd
} from './contender.ts';

/** What programs for Node get their sockets from. */
interface SocketModules {
  dgram: typeof dgram;
  net: typeof net;
  tls: typeof tls;
}

/** Plain Node sockets: what the same machine does without `@ohos.net.socket` and its stand-in. */
export const node: Contender = contenderOf('node', { dgram, net, tls });

/** The library as a program for Node uses it: the package's own `dgram`, `net` and `tls`. */
export const ownModules: Contender = contenderOf('library', {
  dgram: ownDgram as unknown as typeof dgram,
  net: ownNet as unknown as typeof net,
  tls: ownTls as unknown as typeof tls
});

function contenderOf(name: ContenderName, { dgram, net, tls }: SocketModules): Contender {
  return {
    name,

    async bindDatagram({ listeners, onFailure }: EndEvents): Promise<DatagramEnd> {
      const socket = dgram.createSocket('udp4');
      const settled = (error: Error | null): void => {
        if (error !== null) onFailure(error);
      };
      socket.setMaxListeners(0);
      socket.on('error', onFailure);
      for (const listener of listeners) socket.on('message', (bytes) => listener(bytes));
      socket.bind(0);
      await once(socket, 'listening');
      return {
        send: (message, host, port) => socket.send(bytesOf(message), port, host, settled),
        close: () => new Promise((resolve) => socket.close(resolve))
      };
    },

    async connectStream(port: number, events: EndEvents, noDelay = false): Promise<StreamEnd> {
      const socket = net.connect({ host: LOOPBACK, port, noDelay });
      await once(socket, 'connect');
      return streamOf(socket, events);
    },

    async connectSecurely(port: number, events: EndEvents, ca: string): Promise<StreamEnd> {
      const socket = tls.connect({ host: LOOPBACK, port, ca });
      await once(socket, 'secureConnect');
      return streamOf(socket, events);
    }
  };
}

/** @param socket is connected */
function streamOf(socket: net.Socket, { listeners, onFailure }: EndEvents): StreamEnd {
  socket.on('error', onFailure);
  for (const listener of listeners) socket.on('data', (bytes) => listener(bytes));
  return {
    write: (message) => socket.write(bytesOf(message)),
    close: async () => {
      const closed = once(socket, 'close');
      socket.destroy();
      await closed;
    }
  };
}

function bytesOf(message: string | ArrayBuffer): string | Uint8Array {
  return typeof message === 'string' ? message : new Uint8Array(message);
}
