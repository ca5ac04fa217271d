import { detached } from '../../net/detached.ts';
import { isIP } from '../../net/ipAddress.ts';
import { lookUp, type LookUpAddress } from '../../net/lookUp.ts';
import { invalidArgValue, outOfRange } from '../../shared/errors.ts';
import { errnoException } from '../../shared/systemException.ts';
import { errnoOf } from '../../shared/systemErrors.ts';
import { isFunction, validateFunction, validateNumber, validateString } from '../../shared/validators.ts';
import { askServers } from './askServers.ts';
import { queryException } from './dnsErrors.ts';
import type { Asking } from './question.ts';
import { ANY, readRecords, syscallOf } from './records.ts';
import { reverseName } from './reverseName.ts';
import { readServers, type Server, serverText } from './servers.ts';

type Callback = (error: Error | null, answer?: unknown) => void;

interface ResolverOptions {
  /** Milliseconds for the first answer of a server; -1 for 5 s. */
  timeout?: number;
  /** How often the servers are asked. */
  tries?: number;
}

/** Milliseconds, as c-ares has them in Node 20. */
const TIMEOUT = 5000;
const TRIES = 4;
const HIGHEST_INT32 = 0x7fffffff;

/** Node's functions for one type of records each. */
export const METHODS: Readonly<Record<string, string>> = {
  resolve4: 'A',
  resolve6: 'AAAA',
  resolveAny: ANY,
  resolveCaa: 'CAA',
  resolveCname: 'CNAME',
  resolveMx: 'MX',
  resolveNaptr: 'NAPTR',
  resolveNs: 'NS',
  resolvePtr: 'PTR',
  resolveSoa: 'SOA',
  resolveSrv: 'SRV',
  resolveTxt: 'TXT'
};

const TYPES = new Set(Object.values(METHODS));

/** What each of these functions does: `resolveMx(hostname[, options], callback)`. */
type Resolve = (hostname: string, options: object | Callback, callback?: Callback) => void;

/** Node's `dns.Resolver`: asks the servers that it is given, and the system for addresses as long as it has none. */
export class Resolver {
  #servers: readonly Server[] = [];
  readonly #timeout: number;
  readonly #tries: number;
  readonly #running = new Set<Asking>();

  constructor({ timeout = -1, tries = TRIES }: ResolverOptions = {}) {
    validateInt32('options.timeout', timeout, -1);
    validateInt32('options.tries', tries, 1);
    this.#timeout = timeout === -1 ? TIMEOUT : timeout;
    this.#tries = tries;
  }

  getServers(): string[] {
    return this.#servers.map(serverText);
  }

  setServers(servers: readonly string[]): void {
    this.#servers = readServers(servers);
  }

  /** Ends all questions that wait for an answer with `ECANCELLED`. */
  cancel(): void {
    for (const asking of this.#running) asking.cancel?.();
  }

  /** @param type of the records, such as `MX`; `A` when absent */
  resolve(hostname: string, type?: unknown, callback?: Callback): void {
    const rrtype = isFunction(type) || type === undefined ? 'A' : type;
    validateString(rrtype, 'rrtype');
    if (!TYPES.has(rrtype)) throw invalidArgValue('rrtype', rrtype, 'is invalid');
    this.ask(rrtype, hostname, isFunction(type) ? type : {}, callback);
  }

  /** Names of an address. */
  reverse(address: string, callback: Callback): void {
    validateString(address, 'name');
    validateFunction(callback, 'callback');
    if (isIP(address) === 0) {
      const error = errnoException(errnoOf('EINVAL'), REVERSE);
      throw Object.assign(error, { message: `${error.message} ${address}`, hostname: address });
    }
    this.#query('PTR', reverseName(address), REVERSE, address, detached(callback), false);
  }

  /** What all of {@link METHODS} do. */
  protected ask(type: string, hostname: string, options: object | Callback, callback?: Callback): void {
    validateString(hostname, 'name');
    const done = isFunction(options) ? (options as Callback) : callback;
    validateFunction(done, 'callback');
    const version = type === 'A' ? 4 : type === 'AAAA' ? 6 : undefined;
    const withTtl = version !== undefined && !isFunction(options) && 'ttl' in options && options.ttl === true;
    if (version === undefined || this.#servers.length > 0) {
      this.#query(type, hostname, syscallOf(type), hostname, detached(done), withTtl);
      return;
    }
    lookUp(hostname, { family: version, hints: 0, all: true }, (error, found) => {
      if (error) {
        done(queryException('ENOTFOUND', syscallOf(type), hostname));
        return;
      }
      const addresses = found as readonly LookUpAddress[];
      // The system tells no time.
      done(
        null,
        addresses.map(({ address }) => (withTtl ? { address, ttl: 0 } : address))
      );
    });
  }

  #query(type: string, name: string, syscall: string, shown: string, done: Callback, withTtl: boolean): void {
    if (this.#servers.length === 0) {
      done(queryException('ENOTIMP', syscall, shown, NO_SERVER));
      return;
    }
    const asking: Asking = { cancel: undefined };
    this.#running.add(asking);
    const question = { name, type, servers: this.#servers, timeout: this.#timeout, tries: this.#tries };
    void askServers(question, asking).then(({ failure, answers }) => {
      this.#running.delete(asking);
      const answer = failure === undefined ? readRecords(type, answers, withTtl) : undefined;
      if (answer !== undefined) done(null, answer);
      // As Node, which looks into a file of hosts afterwards and finds nothing there.
      else if (syscall === REVERSE && failure !== 'ECANCELLED')
        done(queryException('ENOTFOUND', syscall, shown));
      else done(queryException(failure ?? 'ENODATA', syscall, shown));
    });
  }

  static {
    for (const [method, type] of Object.entries(METHODS)) {
      const value: Resolve = function (this: Resolver, hostname, options, callback) {
        this.ask(type, hostname, options, callback);
      };
      Object.defineProperty(this.prototype, method, { value, writable: true, configurable: true });
    }
  }
}

/** What Node calls a question for names. */
const REVERSE = 'getHostByAddr';

const NO_SERVER =
  'the system answers for addresses only; dns.setServers([address]) names a server that is asked for the rest';

function validateInt32(name: string, value: unknown, lowest: number): void {
  validateNumber(value, name);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < lowest || value > HIGHEST_INT32) {
    throw outOfRange(name, `>= ${lowest} && <= ${HIGHEST_INT32}`, value);
  }
}
