import net from 'node:net';
import type { NetAddress } from '../socket/address.ts';
import { hosts } from './hosts.ts';
import { type Network, networks } from './networks.ts';
import { permissions } from './permissions.ts';
import { answerLater, type Outcome } from './systemCall.ts';
import { SystemFailure } from './systemFailure.ts';

/** An address as the module gives it. */
export function toNetAddress(address: string): NetAddress {
  return { address, family: net.isIPv6(address) ? 2 : 1, port: 0 };
}

/**
 * Looks a name up in the table of `hosts`: no resolver is ever asked.
 *
 * @returns the addresses of both families, in the table's order
 */
export function findAddresses(host: unknown): Outcome<NetAddress[]> {
  if (typeof host !== 'string') return { failure: SystemFailure.parameterError };
  if (!permissions.has('ohos.permission.INTERNET')) return { failure: SystemFailure.permissionDenied };
  if (host === '') return { failure: SystemFailure.invalidParameter };
  if (net.isIP(host) !== 0) return { value: [toNetAddress(host)] };
  const isLocal = host.toLowerCase() === 'localhost';
  if (networks.default === undefined && !isLocal) return { failure: SystemFailure.internalError };
  const addresses = hosts.lookUpAll(host);
  if (addresses.length === 0) return { failure: SystemFailure.operationFailed };
  return { value: addresses.map(toNetAddress) };
}

/** `NetHandle` of `@ohos.net.connection`. */
export class NetHandle {
  /** 0 stands for no network. */
  readonly netId: number;

  constructor(netId: number) {
    this.netId = netId;
  }

  bindSocket(socket: unknown): Promise<void> {
    return answerLater<void>(() => {
      const fd: unknown =
        typeof socket === 'object' && socket !== null ? Reflect.get(socket, 'socketFd') : undefined;
      // Below 0 where Node knows no descriptors, as on Windows.
      if (typeof fd !== 'number') return { failure: SystemFailure.parameterError };
      if (!permissions.has('ohos.permission.GET_NETWORK_INFO'))
        return { failure: SystemFailure.permissionDenied };
      return networks.bindSocket(this.netId, fd)
        ? { value: undefined }
        : { failure: SystemFailure.invalidParameter };
    });
  }
}

/** `ConnectionProperties` of `@ohos.net.connection`, as far as the declarations have it. */
export interface ConnectionProperties {
  readonly interfaceName: string;
  readonly linkAddresses: readonly { readonly address: NetAddress; readonly prefixLength: number }[];
}

export function toConnectionProperties({ interfaceName, addresses }: Network): ConnectionProperties {
  const linkAddresses = addresses.map(({ address, prefixLength }) => ({
    address: toNetAddress(address),
    prefixLength
  }));
  return { interfaceName, linkAddresses };
}
