import { once } from 'node:events';
import tls from 'node:tls';
import { createTCPSocket } from '../../../library/Index.ets';
import { LOOPBACK } from '../peer/services.ts';
import { callEach, type Contender, type ContenderName, type EndEvents, type StreamEnd } from './contender.ts';
import { connectTcpSocket } from './library.ts';
import { nativeModule } from './nativeModule.ts';
import { streamOfNode } from './node.ts';
import { closed, failure, type NativeError, IPV4 } from './raw.ts';

type ConnectStream = Contender['connectStream'];

/** The same contender with TLS. @param ca who has issued the certificate of the peer: PEM */
export function overTls(contender: Contender, ca: string): Contender {
  const connect: Record<ContenderName, (port: number, events: EndEvents) => Promise<StreamEnd>> = {
    library: (port, events) => connectTcpSocket(createTCPSocket({ tls: { ca } }), port, events),
    raw: (port, events) => connectRaw(port, events, ca),
    node: async (port, events) => {
      const socket = tls.connect({ host: LOOPBACK, port, ca });
      await once(socket, 'secureConnect');
      return streamOfNode(socket, events);
    }
  };
  const connectStream: ConnectStream = (port, events) => connect[contender.name](port, events);
  return { ...contender, connectStream };
}

/**
 * What the module asks for and no more: it verifies the chain, and nobody the name. Sends wait for each other, as those that do not
 * may leave in another order (measured).
 */
async function connectRaw(port: number, { listeners, onFailure }: EndEvents, ca: string): Promise<StreamEnd> {
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
