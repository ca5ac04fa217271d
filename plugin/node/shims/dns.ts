import { lookUp } from '../net/lookUp.ts';
import { isIP } from '../net/ipAddress.ts';
import { nextTick } from '../shared/nextTick.ts';
import { isFunction, validateFunction, validateString } from '../shared/validators.ts';
import { missing } from './missing.ts';

type Version = 4 | 6;

interface LookUpOptions {
  /** 4, 6, or 0 for both; `'IPv4'` and `'IPv6'` mean the same. */
  family?: number | 'IPv4' | 'IPv6';
  /** Whether the answer is a list: one address of each family at most. */
  all?: boolean;
}

interface LookUpAddress {
  address: string;
  family: number;
}

type Callback = (error: Error | null, found?: string | readonly LookUpAddress[], family?: number) => void;
type ListCallback = (error: Error | null, addresses?: readonly string[]) => void;

const FAMILIES: Readonly<Record<string, Version>> = { 4: 4, IPv4: 4, 6: 6, IPv6: 6 };

/** Node's `dns.lookup` over the system's resolver. */
function lookup(hostname: string, options: LookUpOptions | number | Callback, callback?: Callback): void {
  const done = isFunction(options) ? (options as Callback) : callback;
  validateFunction(done, 'callback');
  const { family = 0, all = false } =
    typeof options === 'object' ? options : { family: typeof options === 'number' ? options : 0 };
  const literal = isIP(hostname);
  if (literal === 0) {
    lookUp(hostname, { family: FAMILIES[family] ?? 0, hints: 0, all }, done);
  } else if (all) {
    nextTick(() => done(null, [{ address: hostname, family: literal }]));
  } else {
    nextTick(() => done(null, hostname, literal));
  }
}

/** What a name server would be asked for: here the system is. */
function resolver(
  version: Version
): (hostname: string, options: object | ListCallback, callback?: ListCallback) => void {
  return (hostname, options, callback) => {
    validateString(hostname, 'name');
    const done = isFunction(options) ? (options as ListCallback) : callback;
    validateFunction(done, 'callback');
    lookUp(hostname, { family: version, hints: 0, all: true }, (error, found) => {
      if (!error) {
        done(
          null,
          (found as readonly LookUpAddress[]).map(({ address }) => address)
        );
        return;
      }
      const syscall = version === 4 ? 'queryA' : 'queryAaaa';
      done(Object.assign(error, { message: `${syscall} ENOTFOUND ${hostname}`, errno: undefined, syscall }));
    });
  };
}

const resolve4 = resolver(4);
const resolve6 = resolver(6);

function resolve(hostname: string, type: string | ListCallback, callback?: ListCallback): void {
  const done = isFunction(type) ? (type as ListCallback) : callback;
  validateFunction(done, 'callback');
  if (isFunction(type) || type === 'A') resolve4(hostname, done);
  else if (type === 'AAAA') resolve6(hostname, done);
  else {
    const text = `dns.resolve() of ${String(type)} is not there: the system answers for A and AAAA; ask a server over dgram, for example with dns-packet`;
    nextTick(() => done(Object.assign(new Error(text), { code: 'ENOTIMP' })));
  }
}

type Call = (...args: never[]) => void;

/** The same with promises. */
function promised(call: Call): (...args: unknown[]) => Promise<unknown> {
  return (...args) =>
    new Promise((settle, reject) => {
      const done = (error: Error | null, value: unknown): void =>
        error === null ? settle(value) : reject(error);
      Reflect.apply(call, undefined, [...args, done]);
    });
}

async function lookUpPromise(hostname: string, options: LookUpOptions = {}): Promise<unknown> {
  const addresses = (await promised(lookup)(hostname, { ...options, all: true })) as LookUpAddress[];
  return options.all === true ? addresses : addresses[0];
}

export const promises = missing('dns.promises', {
  lookup: lookUpPromise,
  resolve: promised(resolve),
  resolve4: promised(resolve4),
  resolve6: promised(resolve6)
});

/** As Node's, of which apps see nothing: the system has its own order. */
const constants = { ADDRCONFIG: 32, V4MAPPED: 8, ALL: 16, NODATA: 'ENODATA', NOTFOUND: 'ENOTFOUND' };

/** Names become addresses; records of other kinds are asked for over UDP, for example with `dns-packet`. */
export default missing('dns', { ...constants, lookup, promises, resolve, resolve4, resolve6 });
