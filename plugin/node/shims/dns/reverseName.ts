import { ipv6Number } from '../../net/addressNumber.ts';
import { isIPv4 } from '../../net/ipAddress.ts';

/** Hexadecimal digits of an IPv6 address. */
const DIGITS = 32;

/** The name under which an address's names stand: `1.2.0.192.in-addr.arpa`. */
export function reverseName(address: string): string {
  if (isIPv4(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  const digits = ipv6Number(address).toString(16).padStart(DIGITS, '0');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}
