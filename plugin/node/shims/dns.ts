import { familyOf, lookUp } from '../net/lookUp.ts';
import { isIP } from '../net/ipAddress.ts';
import { nextTick } from '../shared/nextTick.ts';
import { replacedLookUp, replaceLookUp } from '../shared/replacedLookUp.ts';
import { invalidArgType, invalidArgValue } from '../shared/errors.ts';
import { isFunction, validateFunction, validateString } from '../shared/validators.ts';
import { ERROR_CODES } from './dns/dnsErrors.ts';
import { METHODS, Resolver } from './dns/Resolver.ts';
import { missing } from './missing.ts';
import { PROMISIFIED } from './promisified.ts';

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

type Callback = (
  error: Error | null,
  found?: string | readonly LookUpAddress[] | null,
  family?: number
) => void;

/** @throws as Node's `dns.lookup` does */
function readOptions(options: unknown): { family: 0 | 4 | 6; all: boolean } {
  if (typeof options === 'number') return { family: familyOf(options, 'family'), all: false };
  if (options === undefined || options === null || isFunction(options)) return { family: 0, all: false };
  if (typeof options !== 'object') throw invalidArgType('options', ['integer', 'object'], options);
  const { family, all = false }: LookUpOptions = options;
  return { family: familyOf(family), all };
}

/** Node's `dns.lookup` over the system's resolver. No name gives no address. */
function lookup(
  hostname: string,
  options: LookUpOptions | number | Callback | null | undefined,
  callback?: Callback
): void {
  if (hostname) validateString(hostname, 'hostname');
  const done = isFunction(options) ? (options as Callback) : callback;
  validateFunction(done, 'callback');
  const { family, all } = readOptions(options);
  const literal = isIP(hostname);
  if (!hostname) {
    nextTick(() => (all ? done(null, []) : done(null, null, family === 6 ? 6 : 4)));
  } else if (literal === 0) {
    lookUp(hostname, { family, hints: 0, all }, done);
  } else if (all) {
    nextTick(() => done(null, [{ address: hostname, family: literal }]));
  } else {
    nextTick(() => done(null, hostname, literal));
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

async function lookUpPromise(hostname: string, given?: LookUpOptions | number | null): Promise<unknown> {
  const options = readOptions(given);
  const addresses = (await promised(lookup)(hostname, { ...options, all: true })) as LookUpAddress[];
  return options.all ? addresses : addresses[0];
}

Object.assign(lookup, { [PROMISIFIED]: lookUpPromise });

const ASKING = ['resolve', 'reverse', ...Object.keys(METHODS)];

/** All functions of a resolver that ask, by name. @param form what is made of each */
function asking<Form>(resolver: Resolver, form: (call: Call) => Form): Record<string, Form> {
  return Object.fromEntries(
    ASKING.map((name) => [name, form((Reflect.get(resolver, name) as Call).bind(resolver))])
  );
}

/** Node's `dns.promises.Resolver`. */
class PromiseResolver {
  readonly #resolver: Resolver;

  constructor(options?: ConstructorParameters<typeof Resolver>[0]) {
    this.#resolver = new Resolver(options);
    Object.assign(this, asking(this.#resolver, promised));
  }

  getServers(): string[] {
    return this.#resolver.getServers();
  }

  setServers(servers: readonly string[]): void {
    this.#resolver.setServers(servers);
  }

  cancel(): void {
    this.#resolver.cancel();
  }
}

const defaultResolver = new Resolver();
const servers = {
  getServers: (): string[] => defaultResolver.getServers(),
  setServers: (given: readonly string[]): void => defaultResolver.setServers(given)
};

const ORDERS = ['verbatim', 'ipv4first', 'ipv6first'];
let order = 'verbatim';

/** Kept for those who ask; the system has its own order. */
const resultOrder = {
  getDefaultResultOrder: (): string => order,
  setDefaultResultOrder: (given: string): void => {
    if (!ORDERS.includes(given))
      throw invalidArgValue(
        'dnsOrder',
        given,
        `must be one of: ${ORDERS.map((each) => `'${each}'`).join(', ')}`
      );
    order = given;
  }
};

export const promises = missing('dns.promises', {
  ...ERROR_CODES,
  ...resultOrder,
  ...servers,
  ...asking(defaultResolver, promised),
  lookup: lookUpPromise,
  Resolver: PromiseResolver
});

/** As Node's, of which apps see nothing: the system has its own order. */
const HINTS = { ADDRCONFIG: 32, V4MAPPED: 8, ALL: 16 };

/** Names become addresses by the system; servers that the app names are asked for everything. */
export default missing('dns', {
  ...HINTS,
  ...ERROR_CODES,
  ...resultOrder,
  ...servers,
  ...asking(defaultResolver, (call) => call),
  get lookup(): unknown {
    return replacedLookUp() ?? lookup;
  },
  set lookup(given: unknown) {
    replaceLookUp(given === lookup ? undefined : (given as ReturnType<typeof replacedLookUp>));
  },
  promises,
  Resolver
});
