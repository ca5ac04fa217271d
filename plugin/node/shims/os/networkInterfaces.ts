import { networkAddresses } from 'taro-harmony-socket/library/device';
import { isIPv4 } from '../../net/ipAddress.ts';
import { withCode } from '../../shared/errors.ts';

/** Node's description of an address; the scope of an IPv6 one is the number of its interface, 0 where it needs none. */
export interface InterfaceAddress {
  address: string;
  netmask: string;
  family: 'IPv4' | 'IPv6';
  /** Apps are not told of any. */
  mac: string;
  internal: boolean;
  cidr: string;
  scopeid?: number;
}

const MAC = '00:00:00:00:00:00';

/** Every device has it, and the system does not list it. */
function loopback(): InterfaceAddress[] {
  return [describe('127.0.0.1', 8, true), describe('::1', 128, true)];
}

function describe(text: string, prefixLength: number, internal: boolean): InterfaceAddress {
  const [address = ''] = text.split('%');
  const isFour = isIPv4(address);
  const shared = { mac: MAC, internal, cidr: `${address}/${prefixLength}` };
  return isFour
    ? { address, netmask: ipv4Mask(prefixLength), family: 'IPv4', ...shared }
    : { address, netmask: ipv6Mask(prefixLength), family: 'IPv6', ...shared, scopeid: 0 };
}

/** Parts of a mask, each of so many bits, of which the first `prefixLength` are set. */
function parts(count: number, bits: number, prefixLength: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const set = Math.max(0, Math.min(bits, prefixLength - index * bits));
    return 2 ** bits - 2 ** (bits - set);
  });
}

function ipv4Mask(prefixLength: number): string {
  return parts(4, 8, prefixLength).join('.');
}

/** As inet_ntop(3) writes it: a mask's zeros are all at its end. */
function ipv6Mask(prefixLength: number): string {
  const groups = parts(8, 16, prefixLength).filter((group) => group !== 0);
  const text = groups.map((group) => group.toString(16)).join(':');
  if (groups.length === 8) return text;
  return groups.length === 7 ? `${text}:0` : `${text}::`;
}

/**
 * By interface the addresses that the device has, the loopback's first.
 *
 * @throws ERR_SYSTEM_ERROR as in Node, if the system does not tell them: it wants `ohos.permission.GET_NETWORK_INFO`
 */
export function networkInterfaces(): Record<string, InterfaceAddress[]> {
  const { addresses, failure } = networkAddresses();
  if (failure !== undefined) {
    const { text: reason, permission } = failure;
    const need = permission === undefined ? '' : `: the app needs ${permission}`;
    const text = `A system error occurred: uv_interface_addresses: ${reason}${need}`;
    throw withCode(new Error(text), 'ERR_SYSTEM_ERROR');
  }
  const byName: Record<string, InterfaceAddress[]> = { lo: loopback() };
  for (const { interfaceName, address, prefixLength } of addresses) {
    (byName[interfaceName] ??= []).push(describe(address, prefixLength, false));
  }
  return byName;
}
