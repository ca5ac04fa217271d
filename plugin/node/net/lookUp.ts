import { lookUpHost } from 'taro-harmony-socket/library';
import { invalidArgValue } from '../shared/errors.ts';
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

const FAMILIES = new Map<unknown, 0 | 4 | 6>([
  [undefined, 0],
  [null, 0],
  [0, 0],
  [4, 4],
  ['IPv4', 4],
  [6, 6],
  ['IPv6', 6]
]);

/** 4, 6, or 0 for either. @throws as Node's `dns.lookup`, naming the option so */
export function familyOf(value: unknown, name = 'options.family'): 0 | 4 | 6 {
  const family = FAMILIES.get(value);
  if (family === undefined) throw invalidArgValue(name, value, 'must be one of: 0, 4, 6');
  return family;
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
  const families = family === 0 ? ([4, 6] as const) : ([family] as const);
  void Promise.all(families.map((family) => find(hostname, family))).then((found) => {
    const answer = detached(callback);
    const addresses = found.flat();
    const [first] = addresses;
    if (first === undefined) answer(lookUpException(hostname));
    else if (options.all === true) answer(null, addresses);
    else answer(null, first.address, first.family);
  });
};
