import type socket from '@ohos.net.socket';
import { X509Certificate } from 'node:crypto';
import { type Contender, LOOPBACK, type Message, type SocketOptions } from './contender.ts';

/** The module that the library itself talks to: the host module, or the one that OHOS_NET_SOCKET names. */
const source = process.env.OHOS_NET_SOCKET
  ? '../../../test/host/loader/nativeSocket.ts'
  : '../../../test/host/modules/@ohos.net.socket.ts';
const { default: nativeModule } = (await import(source)) as { default: typeof socket };

const IPV4 = 1;
const CONNECT_TIMEOUT_MS = 30000;
const ANY_PORT = { address: '0.0.0.0', port: 0, family: IPV4 };

/** What the native module answers and reports failures with. */
interface NativeError {
  code: number;
  message?: string;
}
type Settle = (error?: NativeError) => void;

/** The calls of `@ohos.net.socket` that do the same and no more; in callback style, which is the faster one. */
export const raw: Contender = {
  name: 'raw',

  async udp(options) {
    const socket = nativeModule.constructUDPSocketInstance();
    const { settled, close } = attach(socket, options);
    const { host: address = LOOPBACK, port } = options;
    await socket.bind(ANY_PORT);
    await socket.getLocalAddress();
    return {
      send: (message) => socket.send({ data: message, address: { address, port, family: IPV4 } }, settled),
      close
    };
  },

  async tcp(options) {
    const socket = nativeModule.constructTCPSocketInstance();
    const { settled, close } = attach(socket, options);
    await socket.connect({ address: peerOf(options), timeout: CONNECT_TIMEOUT_MS });
    if (options.noDelay === true) await socket.setExtraOptions({ TCPNoDelay: true });
    return { send: (message) => socket.send({ data: message }, settled), close };
  },

  /**
   * The module verifies the chain alone, so the identity is compared here, by Node's own code. Sends wait for each other, as
   * those that do not may leave in another order (measured), and what waits is copied, as `send` itself copies in the call.
   */
  async tls(options) {
    const socket = nativeModule.constructTLSSocketInstance();
    await socket.bind(ANY_PORT);
    const { settled, close } = attach(socket, options);
    await socket.connect({ address: peerOf(options), secureOptions: { ca: options.ca ?? '' } });
    const shown = new X509Certificate((await socket.getRemoteCertificate()).data);
    if (shown.checkIP(LOOPBACK) === undefined) throw new Error('the certificate is for another address');
    const waiting: Message[] = [];
    let isSending = false;
    const sendNext: Settle = (error) => {
      settled(error);
      const message = waiting.shift();
      isSending = message !== undefined;
      if (message !== undefined) socket.send(message, sendNext);
    };
    return {
      send: (message) => {
        waiting.push(isSending && typeof message !== 'string' ? message.slice(0) : message);
        if (!isSending) sendNext();
      },
      close
    };
  }
};

function peerOf({ port }: SocketOptions) {
  return { address: LOOPBACK, port, family: IPV4 };
}

/** Lets the listeners hear, and gives what ends each send and the socket. */
function attach(
  socket: socket.UDPSocket | socket.TCPSocket | socket.TLSSocket,
  { listeners, onFailure }: SocketOptions
) {
  // What an app writes over an interface that has one listener for an event.
  socket.on('message', ({ message }) => {
    for (const listener of listeners) listener(message);
  });
  socket.on('error', (error: NativeError) => onFailure(failure('error event', error)));
  const settled: Settle = (error) => {
    if (error !== undefined) onFailure(failure('send', error));
  };
  const close = (): Promise<void> =>
    new Promise((resolve, reject) => {
      socket.close((error: NativeError | undefined) =>
        error === undefined ? resolve() : reject(failure('close', error))
      );
    });
  return { settled, close };
}

function failure(call: string, { code, message = '' }: NativeError): Error {
  return new Error(`native ${call}: ${code} ${message}`);
}
