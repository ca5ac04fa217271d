import type { NetAddress } from '../socket/address.ts';
import type { Network } from './networks.ts';
import { toNetAddress } from './netHandle.ts';

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
