import { ipVersionOf, lookUpHost } from 'taro-harmony-socket/library';
import { nextTick } from '../shared/nextTick.ts';
import { lookUpException } from '../shared/systemException.ts';
import { validateFunction } from '../shared/validators.ts';
import { missing } from './missing.ts';

type Version = 4 | 6;

interface LookUpOptions {
  /** 4, 6, or 0 for both; `'IPv4'` and `'IPv6'` mean the same. */
  family?: number | 'IPv4' | 'IPv6';
  /** Whether the answer is a list, which has one address here. */
  all?: boolean;
}

interface LookUpAddress {
  address: string;
  family: Version;
}

type Callback = (error: Error | null, found?: string | LookUpAddress[], family?: Version) => void;

const FAMILIES: Readonly<Record<string, Version[]>> = { 4: [4], IPv4: [4], 6: [6], IPv6: [6] };

/** Asks for one version after the other. */
function find(name: string, [version, ...others]: Version[], found: (result?: LookUpAddress) => void): void {
  if (version === undefined) return found();
  lookUpHost(name, version, (address) =>
    address === undefined ? find(name, others, found) : found({ address, family: version })
  );
}

/** Node's `dns.lookup` over the library's resolver. */
function lookup(hostname: string, options: LookUpOptions | number | Callback, callback?: Callback): void {
  const done = typeof options === 'function' ? options : callback;
  validateFunction(done, 'callback');
  const { family = 0, all = false } =
    typeof options === 'object' ? options : { family: typeof options === 'number' ? options : 0 };
  const settle = (result?: LookUpAddress): void => {
    if (result === undefined) done(lookUpException(hostname));
    else if (all) done(null, [result]);
    else done(null, result.address, result.family);
  };
  const literal = ipVersionOf(hostname);
  if (literal === 0) find(hostname, FAMILIES[family] ?? [4, 6], settle);
  else nextTick(() => settle({ address: hostname, family: literal }));
}

function lookUpPromise(
  hostname: string,
  options: LookUpOptions = {}
): Promise<LookUpAddress | LookUpAddress[]> {
  return new Promise((resolve, reject) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return reject(error);
      const addresses = found as LookUpAddress[];
      resolve(options.all === true ? addresses : (addresses[0] as LookUpAddress));
    })
  );
}

/** Names become addresses; records of other kinds are asked for over UDP, for example with `dns-packet`. */
export const promises = missing('dns.promises', { lookup: lookUpPromise });

export default missing('dns', { lookup, promises });
