import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { LOOPBACK } from '../peer/services.ts';
import type { Contender, DatagramEnd, EndEvents, StreamEnd } from './contender.ts';

/** Plain Node sockets: what the same machine does without `@ohos.net.socket` and its stand-in. */
export const node: Contender = {
  name: 'node',

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

  async connectStream(
    port: number,
    { listeners, onFailure }: EndEvents,
    noDelay = false
  ): Promise<StreamEnd> {
    const socket = net.connect({ host: LOOPBACK, port, noDelay });
    socket.on('error', onFailure);
    for (const listener of listeners) socket.on('data', (bytes) => listener(bytes));
    await once(socket, 'connect');
    return {
      write: (message) => socket.write(bytesOf(message)),
      close: async () => {
        const closed = once(socket, 'close');
        socket.destroy();
        await closed;
      }
    };
  }
};

function bytesOf(message: string | ArrayBuffer): string | Uint8Array {
  return typeof message === 'string' ? message : new Uint8Array(message);
}
