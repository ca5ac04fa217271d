import {
  callEach,
  type Contender,
  type DatagramEnd,
  type EndEvents,
  LOOPBACK,
  type StreamEnd
} from './contender.ts';
import { nativeModule } from './nativeModule.ts';

const IPV4 = 1;
const CONNECT_TIMEOUT_MS = 30000;

/** What the native module answers and reports failures with. */
interface NativeError {
  code: number;
  message?: string;
}

/** The calls of `@ohos.net.socket` that do the same and no more; in callback style, which is the faster one. */
export const raw: Contender = {
  name: 'raw',

  async bindDatagram({ listeners, onFailure }: EndEvents): Promise<DatagramEnd> {
    const socket = nativeModule.constructUDPSocketInstance();
    const settled = (error: NativeError | undefined): void => {
      if (error !== undefined) onFailure(failure('send', error));
    };
    const dispatch = callEach(listeners);
    socket.on('message', ({ message }) => dispatch(message));
    socket.on('error', (error: NativeError) => onFailure(failure('error event', error)));
    await socket.bind({ address: '0.0.0.0', port: 0, family: IPV4 });
    await socket.getLocalAddress();
    return {
      send: (message, address, port) =>
        socket.send({ data: message, address: { address, port, family: IPV4 } }, settled),
      close: () => closed((callback) => socket.close(callback))
    };
  },

  async connectStream(
    port: number,
    { listeners, onFailure }: EndEvents,
    noDelay = false
  ): Promise<StreamEnd> {
    const socket = nativeModule.constructTCPSocketInstance();
    const settled = (error: NativeError | undefined): void => {
      if (error !== undefined) onFailure(failure('send', error));
    };
    const dispatch = callEach(listeners);
    socket.on('message', ({ message }) => dispatch(message));
    socket.on('error', (error: NativeError) => onFailure(failure('error event', error)));
    await socket.connect({ address: { address: LOOPBACK, port, family: IPV4 }, timeout: CONNECT_TIMEOUT_MS });
    if (noDelay) await socket.setExtraOptions({ TCPNoDelay: true });
    return {
      write: (message) => socket.send({ data: message }, settled),
      close: () => closed((callback) => socket.close(callback))
    };
  },

  /**
   * What the module asks for and no more: it verifies the chain, and nobody the name. Sends wait for each other, as those that do
   * not may leave in another order (measured).
   */
  async connectSecurely(port: number, { listeners, onFailure }: EndEvents, ca: string): Promise<StreamEnd> {
    const socket = nativeModule.constructTLSSocketInstance();
    await socket.bind({ address: '0.0.0.0', port: 0, family: IPV4 });
    const dispatch = callEach(listeners);
    socket.on('message', ({ message }) => dispatch(message));
    socket.on('error', (error: NativeError) => onFailure(failure('error event', error)));
    await socket.connect({ address: { address: LOOPBACK, port, family: IPV4 }, secureOptions: { ca } });
    const waiting: (string | ArrayBuffer)[] = [];
    let isSending = false;
    const sendNext = (error?: NativeError): void => {
      if (error !== undefined) onFailure(failure('send', error));
      const message = waiting.shift();
      isSending = message !== undefined;
      if (message !== undefined) socket.send(message, sendNext);
    };
    return {
      write: (message) => {
        waiting.push(message);
        if (!isSending) sendNext();
      },
      close: () => closed((callback) => socket.close(callback))
    };
  }
};

function closed(close: (callback: (error: NativeError | undefined) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    close((error) => (error === undefined ? resolve() : reject(failure('close', error))));
  });
}

function failure(call: string, { code, message }: NativeError): Error {
  return new Error(`native ${call}: ${code} ${message ?? ''}`);
}
