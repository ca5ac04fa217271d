import { type AddressFilter, readBlockList } from '../shared/addressFilter.ts';
import { type LookUp, lookUp } from './lookUp.ts';
import { replacedLookUp } from '../shared/replacedLookUp.ts';
import { validateAbortSignal, validateFunction, validateUint32 } from '../shared/validators.ts';
import { badType } from './dgramErrors.ts';

export type SocketType = 'udp4' | 'udp6';

/** What `createSocket` takes. */
export interface SocketOptions {
  type: SocketType;
  reuseAddr?: boolean | undefined;
  ipv6Only?: boolean | undefined;
  recvBufferSize?: number | undefined;
  sendBufferSize?: number | undefined;
  lookup?: LookUp | undefined;
  signal?: AbortSignal | undefined;
  /** Of Node 22, as the next: a `BlockList` of addresses whose datagrams are dropped. */
  receiveBlockList?: AddressFilter | undefined;
  /** One of addresses that nothing is sent to. */
  sendBlockList?: AddressFilter | undefined;
}

/** The same, checked and complete. */
export interface CheckedOptions {
  readonly type: SocketType;
  readonly reuseAddress: boolean;
  readonly ipv6Only: boolean;
  readonly receiveBufferSize: number | undefined;
  readonly sendBufferSize: number | undefined;
  readonly lookup: LookUp;
  readonly signal: AbortSignal | undefined;
  readonly receiveBlockList: AddressFilter | undefined;
  readonly sendBlockList: AddressFilter | undefined;
}

function readBufferSize(value: unknown, name: string): number | undefined {
  if (!value) return undefined;
  validateUint32(value, name);
  return value;
}

function isType(value: unknown): value is SocketType {
  return value === 'udp4' || value === 'udp6';
}

/** @param given the type, or an object with it */
export function readSocketOptions(given: unknown): CheckedOptions {
  const options =
    typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : { type: given };
  const receiveBufferSize = readBufferSize(options.recvBufferSize, 'options.recvBufferSize');
  const sendBufferSize = readBufferSize(options.sendBufferSize, 'options.sendBufferSize');
  if (options.lookup !== undefined) validateFunction(options.lookup, 'lookup');
  if (!isType(options.type)) throw badType();
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  return {
    type: options.type,
    reuseAddress: Boolean(options.reuseAddr),
    ipv6Only: Boolean(options.ipv6Only),
    receiveBufferSize,
    sendBufferSize,
    lookup: (options.lookup as LookUp | undefined) ?? replacedLookUp() ?? lookUp,
    signal: options.signal,
    receiveBlockList: readBlockList(options.receiveBlockList, 'options.receiveBlockList'),
    sendBlockList: readBlockList(options.sendBlockList, 'options.sendBlockList')
  };
}
