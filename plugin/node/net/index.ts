import { Server, type ServerOptions } from './server.ts';
import { Socket, type SocketClass } from './socket.ts';
import type { SocketOptions } from './socketOptions.ts';
import { normalizeArguments } from './normalizeArguments.ts';

type SocketListener = (socket: SocketClass) => void;

/** A socket that connects: `(options | port, host?, listener?)`; its options count for the socket, too. */
export function connect(...args: unknown[]): SocketClass {
  const normalized = normalizeArguments(args);
  const { timeout } = normalized.options;
  const socket = new Socket(normalized.options as SocketOptions);
  if (timeout) socket.setTimeout(timeout as number);
  return socket.connect(normalized);
}

export { connect as createConnection };

export function createServer(
  options?: ServerOptions | SocketListener,
  listener?: SocketListener
): InstanceType<typeof Server> {
  return new Server(options, listener);
}

export {
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamily,
  setDefaultAutoSelectFamilyAttemptTimeout
} from './autoSelectFamily.ts';
export { isIP, isIPv4, isIPv6 } from './ipAddress.ts';
export { Server, Socket, Socket as Stream };
