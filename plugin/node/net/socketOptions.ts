import type { AddressFilter } from '../shared/addressFilter.ts';
import { invalidArgType, invalidArgValue, outOfRange } from '../shared/errors.ts';
import { validateAbortSignal, validateFunction, validateNumber } from '../shared/validators.ts';
import type { StreamChannel } from 'taro-harmony-socket/library';
import { unavailable } from './netErrors.ts';

/** Takes what is received out of one buffer that is used again and again, instead of `data` events. */
export interface OnReadOptions {
  buffer: Uint8Array | (() => Uint8Array);
  /** @returns false to pause */
  callback: (this: void, bytesRead: number, buffer: Uint8Array) => boolean | undefined;
}

/** What a socket can be made with. */
export interface SocketOptions {
  allowHalfOpen?: boolean;
  noDelay?: boolean;
  keepAlive?: boolean;
  /** Milliseconds; the system's own delay is used. */
  keepAliveInitialDelay?: number;
  highWaterMark?: number;
  readableHighWaterMark?: number;
  writableHighWaterMark?: number;
  signal?: AbortSignal;
  onread?: OnReadOptions | null;
  /** Of Node 22: a `BlockList` of addresses that the socket does not connect to. */
  blockList?: AddressFilter;
}

/** What a server makes a socket with. */
export interface AcceptedSocketOptions extends SocketOptions {
  /** Clients hand over options of which they have none: `null`, `''`. */
  handle: StreamChannel | null;
  pauseOnCreate: boolean;
}

const OBJECT_MODES = ['objectMode', 'readableObjectMode', 'writableObjectMode'];

function requireDescriptor(fd: unknown): void {
  if (typeof fd !== 'number') throw invalidArgType('fd', 'number', fd);
  if (!(fd >= 0)) throw outOfRange('fd', '>= 0 && <= 2147483647', fd);
}

/** @throws as Node does, and for descriptors */
export function checkSocketOptions(options: unknown): AcceptedSocketOptions | SocketOptions {
  if (typeof options === 'number') throw unavailable('fd', 'sockets are made by connect or by a server');
  if (options === undefined || options === null) return {};
  const given = options as Record<string, unknown>;
  for (const name of OBJECT_MODES) {
    if (given[name]) throw invalidArgValue(`options.${name}`, given[name], 'is not supported');
  }
  if (given.fd !== undefined) requireDescriptor(given.fd);
  if (given.fd !== undefined) throw unavailable('options.fd', 'sockets are made by connect or by a server');
  if (given.signal) validateAbortSignal(given.signal, 'signal');
  if (given.keepAliveInitialDelay !== undefined) {
    validateNumber(given.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
  }
  return given;
}

/** @returns undefined where it is not given as a whole, as in Node */
export function checkOnRead(onread: OnReadOptions | null | undefined): OnReadOptions | undefined {
  if (typeof onread !== 'object' || onread === null) return undefined;
  const { buffer, callback } = onread;
  if (typeof buffer !== 'function' && !ArrayBuffer.isView(buffer)) {
    throw invalidArgType('options.onread.buffer', ['Buffer', 'Uint8Array', 'Function'], buffer);
  }
  validateFunction(callback, 'options.onread.callback');
  return onread;
}
