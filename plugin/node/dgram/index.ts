import type { Buffer } from 'buffer';
import type { RemoteInfo } from 'taro-harmony-socket/library';
import { callable } from '../shared/callable.ts';
import { SocketClass } from './Socket.ts';
import type { SocketOptions, SocketType } from './socketOptions.ts';

export type { AddressInfo } from './addressInfo.ts';
export type { SocketOptions, SocketType } from './socketOptions.ts';
export type { RemoteInfo } from 'taro-harmony-socket/library';

/** Made by {@link createSocket}, and extended by old and new classes. */
export const Socket = callable(SocketClass);

/**
 * Node's `dgram.createSocket`.
 *
 * @param listener for `message`
 */
export function createSocket(
  type: SocketType | SocketOptions,
  listener?: (message: Buffer, remoteInfo: RemoteInfo) => void
): SocketClass {
  return new Socket(type, listener);
}

export default { createSocket, Socket };
