import { createTCPSocket, createUDPSocket } from '../../../library/Index.ets';
import type { SocketError, TCPSocket } from '../../../library/Index.ets';
import { type Contender, type DatagramEnd, type EndEvents, LOOPBACK, type StreamEnd } from './contender.ts';

const CONNECT_TIMEOUT_S = 30;
/** Another process has just taken the port that `bind` chose: an app binds again. */
const ADDRESS_IN_USE = 98;

/** The library, as an app uses it. */
export const library: Contender = {
  name: 'library',

  async bindDatagram({ listeners, onFailure }: EndEvents): Promise<DatagramEnd> {
    const socket = createUDPSocket();
    socket.onError((error) => (error.errno === ADDRESS_IN_USE ? socket.bind() : onFailure(failure(error))));
    for (const listener of listeners) socket.onMessage(({ message }) => listener(message));
    await new Promise<void>((resolve) => {
      socket.onListening(() => resolve());
      socket.bind();
    });
    return {
      send: (message, address, port) => socket.send({ address, port, message }),
      close: () =>
        new Promise((resolve) => {
          socket.onClose(() => resolve());
          socket.close();
        })
    };
  },

  connectStream: (port: number, events: EndEvents): Promise<StreamEnd> =>
    connected(createTCPSocket(), port, events),

  connectSecurely: (port: number, events: EndEvents, ca: string): Promise<StreamEnd> =>
    connected(createTCPSocket({ tls: { ca } }), port, events)
};

async function connected(
  socket: TCPSocket,
  port: number,
  { listeners, onFailure }: EndEvents
): Promise<StreamEnd> {
  socket.onError((error) => onFailure(failure(error)));
  for (const listener of listeners) socket.onMessage(({ message }) => listener(message));
  await new Promise<void>((resolve) => {
    socket.onConnect(() => resolve());
    socket.connect({ address: LOOPBACK, port, timeout: CONNECT_TIMEOUT_S });
  });
  return {
    write: (message) => socket.write(message),
    close: () =>
      new Promise((resolve) => {
        socket.onClose(() => resolve());
        socket.close();
      })
  };
}

function failure({ errMsg }: SocketError): Error {
  return new Error(errMsg);
}
