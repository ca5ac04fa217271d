import net from 'node:net';
import { type Options, stringOption, uint32Option } from './arguments.ts';
import { hosts } from '../network/hosts.ts';

/** 4 or 6: the family of a socket. */
export type IpVersion = 4 | 6;

/** Where a socket is, or where it shall go: `port` 0 to 65535. */
export interface Endpoint {
  readonly address: string;
  readonly version: IpVersion;
  readonly port: number;
}

/** The `NetAddress` form: family 1 is IPv4, 2 is IPv6. */
export interface NetAddress {
  readonly address: string;
  readonly family: 1 | 2;
  readonly port: number;
}

const FAMILY_IPV6 = 2;
const FAMILY_DOMAIN = 3;
const LOCALHOST: Readonly<Record<IpVersion, string>> = { 4: '127.0.0.1', 6: '::1' };
/** What the native module uses in the place of a name that cannot be resolved. */
export const UNRESOLVED_ADDRESS = '255.255.255.255';

export function toNetAddress(endpoint: Endpoint): NetAddress {
  return { address: endpoint.address, family: endpoint.version === 6 ? 2 : 1, port: endpoint.port };
}

/** The unbound address of a family, as `getsockname` gives it. */
export function unspecified(version: IpVersion): Endpoint {
  return { address: version === 6 ? '::' : '0.0.0.0', version, port: 0 };
}

function versionOption(options: Options): IpVersion {
  return uint32Option(options, 'family') === FAMILY_IPV6 ? 6 : 4;
}

/** Ports are cut to 16 bits; whatever is no number is 0 (docs/native-module.md, section 2). */
function portOption(options: Options): number {
  return uint32Option(options, 'port') & 0xffff;
}

function isIpv6Literal(address: string): boolean {
  return net.isIPv6(address) && !address.includes('%');
}

function withoutZone(address: string): string {
  const zone = address.indexOf('%');
  return zone < 0 ? address : address.slice(0, zone);
}

/** A decimal number names the four address bytes in memory order, the first one lowest. */
function fromRawNumber(address: string): string | undefined {
  if (!/^\s*\+?\d+$/.test(address)) return undefined;
  const number = Number(address);
  if (number > 0xffffffff) return undefined;
  return [0, 8, 16, 24].map((shift) => (number >>> shift) & 0xff).join('.');
}

function localLiteral(address: string, version: IpVersion): string | undefined {
  if (address === 'localhost') return LOCALHOST[version];
  if (version === 4) return net.isIPv4(address) ? address : fromRawNumber(address);
  return isIpv6Literal(withoutZone(address)) ? withoutZone(address) : undefined;
}

/**
 * The address of `bind` and `listen`: a literal of the family, `localhost`, or a decimal number; no other names.
 *
 * @returns undefined for what the native module refuses with 401
 */
export function readLocalEndpoint(options: Options): Endpoint | undefined {
  const version = versionOption(options);
  const address = stringOption(options, 'address');
  const literal =
    uint32Option(options, 'family') === FAMILY_DOMAIN ? undefined : localLiteral(address, version);
  return literal === undefined ? undefined : { address: literal, version, port: portOption(options) };
}

/** The address of `addMembership`: as for `bind`, but what cannot be read is left to the kernel to refuse. */
export function readGroup(options: Options): Endpoint {
  const version = versionOption(options);
  const address = localLiteral(stringOption(options, 'address'), version) ?? UNRESOLVED_ADDRESS;
  return { address, version, port: portOption(options) };
}

/** A destination as it was given: the host is not resolved yet. */
export interface Destination {
  readonly host: string;
  readonly version: IpVersion;
  readonly port: number;
}

/**
 * The address of `send` and `connect`: a literal of the family or a name.
 *
 * @returns undefined for what the native module refuses with 401
 */
export function readDestination(options: Options): Destination | undefined {
  const version = versionOption(options);
  const host = stringOption(options, 'address');
  if (host === '' || isOfOtherFamily(options)) return undefined;
  return { host, version, port: portOption(options) };
}

/** Whether the address is a literal that the family contradicts. Such a call ignores its callback. */
export function isOfOtherFamily(options: Options): boolean {
  const host = stringOption(options, 'address');
  return versionOption(options) === 6 ? net.isIPv4(host) : isIpv6Literal(host);
}

/** Resolves a destination as the native module does, blocking. Undefined: there is no such name. */
export function resolveDestination(destination: Destination): Endpoint | undefined {
  const { host, version, port } = destination;
  const address = net.isIP(host) !== 0 ? withoutZone(host) : hosts.lookUp(host, version);
  return address === undefined ? undefined : { address, version, port };
}
