import { invalidArgType, invalidArgValue, outOfRange } from '../shared/errors.ts';
import { ipv4Number, ipv6Number } from './addressNumber.ts';
import { isIP } from './ipAddress.ts';
import { invalidSocketAddress } from './netErrors.ts';
import { type Family, requireFamily, SocketAddress } from './socketAddress.ts';

/** Addresses from the first to the last, as numbers. */
interface Rule {
  family: Family;
  first: bigint;
  last: bigint;
  text: string;
}

const BITS = { ipv4: 32, ipv6: 128 };
const NAMES = { ipv4: 'IPv4', ipv6: 'IPv6' };
/** A rule in words: its kind, the family, and one address or two, or one and the length of a prefix. */
const RULE = /^(Address|Range|Subnet): (IPv4|IPv6) ([^-/]+)(?:[-/](.+))?$/;
const IPV4_IN_IPV6 = 0xffffn << 32n;

function isOf(family: Family, address: string): boolean {
  return isIP(address) === (family === 'ipv4' ? 4 : 6);
}

function addressOf(address: unknown, family: unknown, name: string): SocketAddress {
  if (address instanceof SocketAddress) return address;
  if (typeof address !== 'string') throw invalidArgType(name, 'string', address);
  const checked = requireFamily(family ?? 'ipv4', 'family');
  if (!isOf(checked, address)) throw invalidSocketAddress();
  return new SocketAddress({ address, family: checked });
}

function numberOf({ family, address }: SocketAddress): bigint {
  return family === 'ipv4' ? ipv4Number(address) : ipv6Number(address);
}

/** Node's `net.BlockList`: rules for addresses, ranges and subnets. */
export class BlockList {
  readonly #rules: Rule[] = [];

  static isBlockList(value: unknown): boolean {
    return value instanceof BlockList;
  }

  /** The rules in words, the latest first. */
  get rules(): string[] {
    return this.#rules.map(({ text }) => text);
  }

  addAddress(address: string | SocketAddress, family?: string): void {
    const one = addressOf(address, family, 'address');
    this.#add(one, numberOf(one), numberOf(one), `Address: ${NAMES[one.family]} ${one.address}`);
  }

  addRange(start: string | SocketAddress, end: string | SocketAddress, family?: string): void {
    const from = addressOf(start, family, 'start');
    const to = addressOf(end, family, 'end');
    if (numberOf(from) > numberOf(to)) throw invalidArgValue('start', from.address, 'must come before end');
    this.#add(
      from,
      numberOf(from),
      numberOf(to),
      `Range: ${NAMES[from.family]} ${from.address}-${to.address}`
    );
  }

  /** @param prefix in bits, 0 to 32 or 128 */
  addSubnet(network: string | SocketAddress, prefix: number, family?: string): void {
    const one = addressOf(network, family, 'network');
    if (typeof prefix !== 'number') throw invalidArgType('prefix', 'number', prefix);
    const bits = BITS[one.family];
    if (!(Number.isInteger(prefix) && prefix >= 0 && prefix <= bits)) {
      throw outOfRange('prefix', `>= 0 && <= ${bits}`, prefix);
    }
    const size = 1n << BigInt(bits - prefix);
    const first = numberOf(one) - (numberOf(one) % size);
    this.#add(one, first, first + size - 1n, `Subnet: ${NAMES[one.family]} ${one.address}/${prefix}`);
  }

  /** What {@link fromJSON} takes: the rules in words. */
  toJSON(): string[] {
    return this.rules;
  }

  /** Adds rules that {@link toJSON} has given, as a list or as the text of one. Words that are no rule are left out. */
  fromJSON(data: string | readonly string[]): void {
    const rules: unknown = typeof data === 'string' ? JSON.parse(data) : data;
    if (!Array.isArray(rules) || !rules.every((rule) => typeof rule === 'string')) {
      throw invalidArgType('data', ['string', 'string[]'], data);
    }
    // They are written with the latest first.
    for (const rule of [...rules].reverse()) this.#addWritten(rule);
  }

  #addWritten(rule: string): void {
    const [, kind, name, from = '', to = ''] = RULE.exec(rule) ?? [];
    const family = name === NAMES.ipv4 ? 'ipv4' : 'ipv6';
    if (kind === 'Address') this.addAddress(from, family);
    else if (kind === 'Range') this.addRange(from, to, family);
    else if (kind === 'Subnet') this.addSubnet(from, Number(to), family);
  }

  #add({ family }: SocketAddress, first: bigint, last: bigint, text: string): void {
    this.#rules.unshift({ family, first, last, text });
  }

  /** Whether a rule holds for the address; IPv4 rules hold for IPv4-mapped addresses, too, and none for what is not of the family. */
  check(address: string | SocketAddress, family?: string): boolean {
    if (typeof address === 'string' && !isOf(requireFamily(family ?? 'ipv4', 'family'), address))
      return false;
    const one = addressOf(address, family, 'address');
    const number = numberOf(one);
    const mapped = one.family === 'ipv6' ? number - IPV4_IN_IPV6 : -1n;
    return this.#rules.some(
      (rule) =>
        (rule.family === one.family && rule.first <= number && number <= rule.last) ||
        (rule.family === 'ipv4' && rule.first <= mapped && mapped <= rule.last)
    );
  }
}
