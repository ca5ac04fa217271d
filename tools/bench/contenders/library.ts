import { createTCPSocket, createUDPSocket } from '../../../library/Index.ets';
import type { TCPSocket, UDPSocket } from '../../../library/Index.ets';
import { type Contender, type End, LOOPBACK, type SocketOptions } from './contender.ts';

const CONNECT_TIMEOUT_S = 30;
/** Another process has just taken the port that `bind` chose: an app binds again. */
const ADDRESS_IN_USE = 98;

/** The library, as an app uses it. */
export const library: Contender = {
  name: 'library',
  open: {
    async udp({ listeners, onFailure, host: address = LOOPBACK, port = 0 }) {
      const socket = createUDPSocket();
      socket.onError(({ errno, errMsg }) =>
        errno === ADDRESS_IN_USE ? socket.bind() : onFailure(new Error(errMsg))
      );
      for (const listener of listeners) socket.onMessage(({ message }) => listener(message));
      await new Promise<void>((resolve) => {
        socket.onListening(() => resolve());
        socket.bind();
      });
      return {
        send: (message) => socket.send({ address, port, message }),
        close: () => closeSocket(socket)
      };
    },
    tcp: (options) => connect(createTCPSocket(), options),
    tls: (options) => connect(createTCPSocket({ tls: { ca: options.ca ?? '' } }), options)
  }
};

async function connect(socket: TCPSocket, { listeners, onFailure, port = 0 }: SocketOptions): Promise<End> {
  socket.onError(({ errMsg }) => onFailure(new Error(errMsg)));
  for (const listener of listeners) socket.onMessage(({ message }) => listener(message));
  await new Promise<void>((resolve) => {
    socket.onConnect(() => resolve());
    socket.connect({ address: LOOPBACK, port, timeout: CONNECT_TIMEOUT_S });
  });
  return { send: (message) => socket.write(message), close: () => closeSocket(socket) };
}

/** Resolves when the socket says that it is closed. */
export function closeSocket(socket: TCPSocket | UDPSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.onClose(() => resolve());
    socket.close();
  });
}
