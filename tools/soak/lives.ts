import { createTCPSocket, createUDPSocket, type TCPSocket, type UDPSocket } from '../../library/Index.ets';
import type { Behaviour, Peers } from './peers.ts';
import { liveOfDgram, liveOfNet } from './nodeLives.ts';
import { type Heard, Witness } from './witness.ts';

const LOOPBACK = '127.0.0.1';
/** A name that the host knows, and one that it does not. */
export const KNOWN_NAME = 'peer.test';
const UNKNOWN_NAME = 'nobody.test';
/** Nobody listens there (tcpmux). */
const CLOSED_PORT = 1;
/** Several native sends. */
const LARGE = new ArrayBuffer(200_000);
const CONNECT_TIMEOUT_S = 0.5;
/** How long a socket waits for an answer before it is closed, in milliseconds: some faults keep it back. */
const LONGEST_WAIT_MS = 2000;
/** How long a close may take with every fault that there is: look-ups, flush, a native close that is given up. */
const LONGEST_CLOSE_MS = 30_000;

type Use<Socket> = (socket: Socket, peers: Peers, witness: Witness) => void | Promise<void>;

const UDP_USES: readonly Use<UDPSocket>[] = [
  () => undefined,
  (socket) => void socket.bind(),
  (socket) => {
    socket.onListening(() => socket.close());
    socket.bind();
  },
  (socket, { udpPort }) => socket.send({ address: LOOPBACK, port: udpPort, message: 'at once' }),
  async (socket, { udpPort }, witness) => {
    socket.bind();
    for (const message of ['1', '2', '3']) socket.send({ address: LOOPBACK, port: udpPort, message });
    await witness.hears(LONGEST_WAIT_MS);
  },
  async (socket, { udpPort }, witness) => {
    socket.connect({ address: KNOWN_NAME, port: udpPort });
    for (const message of ['1', '2']) socket.write({ message });
    await witness.hears(LONGEST_WAIT_MS);
  },
  async (socket, { udpPort }, witness) => {
    const message = 'x'.repeat(9000);
    socket.send({ address: LOOPBACK, port: udpPort, message, setBroadcast: true });
    await witness.hears(LONGEST_WAIT_MS);
  },
  (socket, { udpPort }) => socket.send({ address: UNKNOWN_NAME, port: udpPort, message: 'lost' })
];

function connectTo(behaviour: Behaviour, ...data: readonly (string | ArrayBuffer)[]): Use<TCPSocket> {
  return async (socket, peers, witness) => {
    socket.connect({ address: LOOPBACK, port: peers.tcpPort(behaviour), timeout: CONNECT_TIMEOUT_S });
    for (const each of data) socket.write(each);
    await witness.hears(LONGEST_WAIT_MS);
  };
}

const TCP_USES: readonly Use<TCPSocket>[] = [
  () => undefined,
  connectTo('echo', 'request'),
  connectTo('echo', 'small', LARGE, 'small again'),
  connectTo('greetAndEnd'),
  connectTo('greetAndEnd', 'request'),
  connectTo('resetOnData', 'request', LARGE),
  (socket, peers) => {
    socket.connect({ address: KNOWN_NAME, port: peers.tcpPort('echo'), timeout: CONNECT_TIMEOUT_S });
  },
  (socket) => socket.connect({ address: LOOPBACK, port: CLOSED_PORT, timeout: CONNECT_TIMEOUT_S }),
  (socket) => {
    socket.connect({ address: UNKNOWN_NAME, port: CLOSED_PORT, timeout: CONNECT_TIMEOUT_S });
    socket.write('lost');
  }
];

/** Opens, uses and closes one socket, or those of both ends. @param choice any natural number: which kind, and which use */
export async function live(choice: number, peers: Peers): Promise<Heard> {
  const use = Math.floor(choice / 4);
  if (choice % 4 === 0) return liveAs(createUDPSocket(), UDP_USES[use % UDP_USES.length], peers);
  if (choice % 4 === 1) return liveAs(createTCPSocket(), TCP_USES[use % TCP_USES.length], peers);
  return choice % 4 === 2 ? liveOfNet(LONGEST_WAIT_MS) : liveOfDgram(LONGEST_WAIT_MS);
}

async function liveAs<Socket extends UDPSocket | TCPSocket>(
  socket: Socket,
  use: Use<Socket> | undefined,
  peers: Peers
): Promise<Witness> {
  const witness = new Witness(socket);
  await use?.(socket, peers, witness);
  socket.close();
  await witness.closes(LONGEST_CLOSE_MS);
  return witness;
}
