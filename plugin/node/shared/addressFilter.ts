import { invalidArgType, withCode, type CodedError } from './errors.ts';

/** What sockets ask a `net.BlockList`. */
export interface AddressFilter {
  check(address: string, family?: string): boolean;
}

/**
 * The block list of an option. It is known by its members: the class would come with `dgram` into apps that have no `net`.
 *
 * @throws ERR_INVALID_ARG_TYPE for anything else that is true
 */
export function readBlockList(value: unknown, name: string): AddressFilter | undefined {
  if (!value) return undefined;
  const { check, rules } = value as { check?: unknown; rules?: unknown };
  if (typeof check !== 'function' || !Array.isArray(rules)) {
    throw invalidArgType(name, 'net.BlockList', value);
  }
  return value as AddressFilter;
}

export function isBlocked(
  filter: AddressFilter | undefined,
  address: string,
  version: number | 'IPv4' | 'IPv6'
): boolean {
  const family = version === 4 || version === 'IPv4' ? 'ipv4' : 'ipv6';
  return filter?.check(address, family) === true;
}

export function blockedAddress(address: string): CodedError {
  return withCode(new Error(`IP(${address}) is blocked by net.BlockList`), 'ERR_IP_BLOCKED');
}
