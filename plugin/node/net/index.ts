import { announce } from '../shared/diagnostics.ts';
import {
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamily,
  setDefaultAutoSelectFamilyAttemptTimeout
} from './autoSelectFamily.ts';
import { BlockList } from './blockList.ts';
import { isIP, isIPv4, isIPv6 } from './ipAddress.ts';
import { SocketAddress } from './socketAddress.ts';
import { Server, type ServerOptions } from './server.ts';
import { Socket, type SocketClass } from './socket.ts';
import type { SocketOptions } from './socketOptions.ts';
import { normalizeArguments } from './normalizeArguments.ts';

type SocketListener = (socket: SocketClass) => void;

/** A socket that connects: `(options | port, host?, listener?)`; its options count for the socket, too. */
export function connect(...args: unknown[]): SocketClass {
  const normalized = normalizeArguments(args);
  const options: SocketOptions & { timeout?: number } = normalized.options;
  const socket = new Socket(options);
  announce('net.client.socket', () => ({ socket }));
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

export { connect as createConnection };

export function createServer(
  options?: ServerOptions | SocketListener,
  listener?: SocketListener
): InstanceType<typeof Server> {
  return new Server(options, listener);
}

const net = {
  BlockList,
  connect,
  createConnection: connect,
  createServer,
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  isIP,
  isIPv4,
  isIPv6,
  Server,
  setDefaultAutoSelectFamily,
  setDefaultAutoSelectFamilyAttemptTimeout,
  Socket,
  SocketAddress,
  Stream: Socket
};

export {
  BlockList,
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  isIP,
  isIPv4,
  isIPv6,
  Server,
  setDefaultAutoSelectFamily,
  setDefaultAutoSelectFamilyAttemptTimeout,
  Socket,
  Socket as Stream,
  SocketAddress
};
export default net;
