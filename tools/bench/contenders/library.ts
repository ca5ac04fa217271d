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
    async udp(options) {
      const socket = datagramSocket(options);
      await new Promise<void>((resolve) => {
        socket.onListening(() => resolve());
        socket.bind();
      });
      return datagramEnd(socket, options);
    },
    tcp: (options) => connect(createTCPSocket(), options),
    tls: (options) => connect(createTCPSocket({ tls: { ca: options.ca ?? '' } }), options)
  }
};

/** The same with UDP sockets that are not bound: the first send binds them, and all wait for that. */
export const unboundLibrary: Contender = {
  ...library,
  open: {
    ...library.open,
    udp: (options) => Promise.resolve(datagramEnd(datagramSocket(options), options))
  }
};

function datagramSocket({ listeners, onFailure }: SocketOptions): UDPSocket {
  const socket = createUDPSocket();
  socket.onError(({ errno, errMsg }) =>
    errno === ADDRESS_IN_USE ? socket.bind() : onFailure(new Error(errMsg))
  );
  for (const listener of listeners) socket.onMessage(({ message }) => listener(message));
  return socket;
}

function datagramEnd(socket: UDPSocket, { host: address = LOOPBACK, port }: SocketOptions): End {
  return { send: (message) => socket.send({ address, port, message }), close: () => closed(socket) };
}

async function connect(socket: TCPSocket, { listeners, onFailure, port }: SocketOptions): Promise<End> {
  socket.onError(({ errMsg }) => onFailure(new Error(errMsg)));
  for (const listener of listeners) socket.onMessage(({ message }) => listener(message));
  await new Promise<void>((resolve) => {
    socket.onConnect(() => resolve());
    socket.connect({ address: LOOPBACK, port, timeout: CONNECT_TIMEOUT_S });
  });
  return { send: (message) => socket.write(message), close: () => closed(socket) };
}

function closed(socket: TCPSocket | UDPSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.onClose(() => resolve());
    socket.close();
  });
}
