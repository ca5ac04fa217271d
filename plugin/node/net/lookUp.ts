import { lookUpHost } from 'taro-harmony-socket/library';
import { lookUpException } from '../shared/systemException.ts';
import { detached } from './detached.ts';

/** An address that a name has. */
export interface LookUpAddress {
  address: string;
  family: number;
}

/** What a look-up is asked for: addresses of one family (0 is any), one of them or all. */
export interface LookUpOptions {
  family?: number | 'IPv4' | 'IPv6' | undefined;
  hints?: number;
  all?: boolean;
}

type LookUpCallback = (
  error: Error | null,
  address?: string | readonly LookUpAddress[],
  family?: number
) => void;

/** 4, 6, or 0 for either. */
export function familyOf(value: unknown): number {
  if (value === 'IPv4') return 4;
  if (value === 'IPv6') return 6;
  return Number(value ?? 0);
}

/** As Node's `dns.lookup`. */
export type LookUp = (hostname: string, options: LookUpOptions, callback: LookUpCallback) => void;

const MAPPED_PREFIX = '::ffff:';

function find(hostname: string, family: 4 | 6): Promise<LookUpAddress[]> {
  return new Promise((resolve) => {
    lookUpHost(hostname, family, (address) => {
      // A name without an IPv6 address gives its IPv4 one, mapped: for IPv6 sockets that is not the same.
      const isFound = address !== undefined && !address.startsWith(MAPPED_PREFIX);
      resolve(isFound ? [{ address, family }] : []);
    });
  });
}

/** Asks the system: at most one address of each family, IPv4 first. */
export const lookUp: LookUp = (hostname, options, callback) => {
  const family = familyOf(options.family);
  const families = family === 4 || family === 6 ? ([family] as const) : ([4, 6] as const);
  void Promise.all(families.map((family) => find(hostname, family))).then((found) => {
    const answer = detached(callback);
    const addresses = found.flat();
    const [first] = addresses;
    if (first === undefined) answer(lookUpException(hostname));
    else if (options.all === true) answer(null, addresses);
    else answer(null, first.address, first.family);
  });
};
