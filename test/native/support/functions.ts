import { companion } from './addons.ts';

interface CompanionFunction {
  /** Arguments of the right types; the first one is no descriptor that is open, where it is one. */
  readonly right: readonly unknown[];
  /** What its first argument is the descriptor of: a UDP socket, a TCP socket, either of them, or nothing. */
  readonly of: 'udp' | 'tcp' | 'socket' | 'none';
}

/** Every function of the companion. */
export const FUNCTIONS: Readonly<Record<string, CompanionFunction>> = {
  setTtl: { right: [-1, 1], of: 'udp' },
  setUnicastTtl: { right: [-1, 1], of: 'udp' },
  setMulticastTtl: { right: [-1, 1], of: 'udp' },
  setBroadcast: { right: [-1, 1], of: 'udp' },
  setMulticastLoopback: { right: [-1, 1], of: 'udp' },
  setMulticastInterface: { right: [-1, '127.0.0.1'], of: 'udp' },
  joinGroup: { right: [-1, '224.0.0.1', '127.0.0.1', '127.0.0.1'], of: 'udp' },
  leaveGroup: { right: [-1, '224.0.0.1', '127.0.0.1', '127.0.0.1'], of: 'udp' },
  sendDatagram: { right: [-1, new ArrayBuffer(1), '127.0.0.1', 1], of: 'udp' },
  bindDatagram: { right: [-1, '127.0.0.1', 0, 0], of: 'udp' },
  connectDatagram: { right: [-1, '127.0.0.1', 1], of: 'udp' },
  disconnectDatagram: { right: [-1], of: 'udp' },
  receiveDatagram: { right: [-1], of: 'udp' },
  getTtl: { right: [-1], of: 'udp' },
  getMulticastTtl: { right: [-1], of: 'udp' },
  getSendBufferSize: { right: [-1], of: 'socket' },
  setSendBufferSize: { right: [-1, 1], of: 'socket' },
  getReceiveBufferSize: { right: [-1], of: 'socket' },
  setReceiveBufferSize: { right: [-1, 1], of: 'socket' },
  pendingBytes: { right: [-1], of: 'tcp' },
  takenBytes: { right: [-1], of: 'tcp' },
  writableBytes: { right: [-1], of: 'tcp' },
  shutDown: { right: [-1, 1], of: 'tcp' },
  resetConnection: { right: [-1], of: 'tcp' },
  setNoDelay: { right: [-1, 1], of: 'tcp' },
  setKeepAlive: { right: [-1, 1], of: 'tcp' },
  connectTo: { right: [-1, '127.0.0.1', 1], of: 'tcp' },
  connectionError: { right: [-1], of: 'tcp' },
  sendBytes: { right: [-1, new ArrayBuffer(1)], of: 'tcp' },
  receiveBytes: { right: [-1], of: 'tcp' },
  watchReadable: { right: [(): void => undefined], of: 'none' },
  awaitReadable: { right: [-1, 1], of: 'socket' },
  watchWritable: { right: [(): void => undefined], of: 'none' },
  awaitWritable: { right: [-1, 1], of: 'socket' },
  reservePort: { right: [4, '127.0.0.1', 0], of: 'none' },
  reserveStreamPort: { right: [4, '127.0.0.1', 0], of: 'none' },
  reservedPort: { right: [-1], of: 'none' },
  offerPort: { right: [-1], of: 'none' },
  confirmPort: { right: [-1, -1], of: 'none' },
  takeDatagram: { right: [-1], of: 'none' },
  releasePort: { right: [-1], of: 'none' }
};

export function call(name: string, args: readonly unknown[]): unknown {
  return (companion as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args);
}
