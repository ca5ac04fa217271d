import { createTCPSocket, createUDPSocket } from '../../../library/Index.ets';
import type { TCPSocket, UDPSocket } from '../../../library/Index.ets';
import { type Contender, type Opener, LOOPBACK } from './contender.ts';

const CONNECT_TIMEOUT_S = 30;
/** Another process has just taken the port that `bind` chose: an app binds again. */
const ADDRESS_IN_USE = 98;

/** The library, as an app uses it. */
export const library: Contender = {
  name: 'library',
  udp: datagrams(true),
  tcp: stream(() => createTCPSocket()),
  tls: stream((ca) => createTCPSocket({ tls: { ca } }))
};

/** The same with UDP sockets that are not bound: the first send binds them, and all wait for that. */
export const unboundLibrary: Contender = { ...library, udp: datagrams(false) };

function datagrams(isBound: boolean): Opener {
  return async ({ listeners, onFailure, host: address = LOOPBACK, port }) => {
    const socket = createUDPSocket();
    socket.onError(({ errno, errMsg }) =>
      errno === ADDRESS_IN_USE ? socket.bind() : onFailure(new Error(errMsg))
    );
    for (const listener of listeners) socket.onMessage(({ message }) => listener(message));
    const bound = new Promise<void>((resolve) => socket.onListening(() => resolve()));
    if (isBound) {
      socket.bind();
      await bound;
    }
    return { send: (message) => socket.send({ address, port, message }), close: () => closed(socket) };
  };
}

function stream(create: (ca: string) => TCPSocket): Opener {
  return async ({ listeners, onFailure, port, ca = '' }) => {
    const socket = create(ca);
    socket.onError(({ errMsg }) => onFailure(new Error(errMsg)));
    for (const listener of listeners) socket.onMessage(({ message }) => listener(message));
    await new Promise<void>((resolve) => {
      socket.onConnect(() => resolve());
      socket.connect({ address: LOOPBACK, port, timeout: CONNECT_TIMEOUT_S });
    });
    return { send: (message) => socket.write(message), close: () => closed(socket) };
  };
}

function closed(socket: TCPSocket | UDPSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.onClose(() => resolve());
    socket.close();
  });
}
