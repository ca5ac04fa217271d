import type { Buffer } from 'buffer';
import type { RemoteInfo } from 'taro-harmony-socket/library';
import { Socket } from './Socket.ts';
import type { SocketOptions, SocketType } from './socketOptions.ts';

export { Socket };
export type { AddressInfo } from './addressInfo.ts';
export type { SocketOptions, SocketType } from './socketOptions.ts';
export type { RemoteInfo } from 'taro-harmony-socket/library';

/**
 * Node's `dgram.createSocket`.
 *
 * @param listener for `message`
 */
export function createSocket(
  type: SocketType | SocketOptions,
  listener?: (message: Buffer, remoteInfo: RemoteInfo) => void
): Socket {
  return new Socket(type, listener);
}

export default { createSocket, Socket };
