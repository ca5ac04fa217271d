import { requireDuration } from '../net/idleTimer.ts';
import { invalidArgType } from '../shared/errors.ts';
import { validateNumber } from '../shared/validators.ts';
import { URL, urlToHttpOptions } from '../shims/url.ts';
import { type AgentClass, type ConnectionOptions } from './agent.ts';
import { isToken } from './headerChecks.ts';
import { invalidProtocol, invalidToken, unescapedPath } from './httpErrors.ts';
import type { HttpSocket } from './httpSocket.ts';
import type { IncomingMessageClass } from './incomingMessage.ts';
import type { GivenHeaders } from './messageHead.ts';

type OnResponse = (response: IncomingMessageClass) => void;

/** See Node's documentation of `http.request`. */
export interface RequestOptions extends ConnectionOptions {
  agent?: AgentClass | false | null | undefined;
  _defaultAgent?: AgentClass | undefined;
  protocol?: string | null | undefined;
  hostname?: string | null | undefined;
  defaultPort?: number | string | undefined;
  method?: string | null | undefined;
  headers?: GivenHeaders | undefined;
  auth?: string | null | undefined;
  setHost?: boolean | undefined;
  signal?: AbortSignal | undefined;
  maxHeaderSize?: number | undefined;
  insecureHTTPParser?: boolean | undefined;
  joinDuplicateHeaders?: boolean | undefined;
  uniqueHeaders?: readonly (string | readonly string[])[] | undefined;
  highWaterMark?: number | undefined;
  createConnection?:
    | ((
        options: ConnectionOptions,
        callback: (error: Error | null, socket?: HttpSocket) => void
      ) => HttpSocket | undefined)
    | undefined;
}

/** What `http.request` can be called with. */
export type RequestArguments = [
  input: string | URL | RequestOptions | null | undefined,
  options?: RequestOptions | OnResponse | undefined,
  callback?: OnResponse | undefined
];

/** A space or a control character in a path would end it. */
const NOT_IN_PATH = /[^\u0021-\u00ff]/;

/** @returns options of its own, so that those of the caller stay as they are */
export function requestOptions([input, second, third]: RequestArguments): {
  options: RequestOptions;
  callback: OnResponse | undefined;
} {
  if (typeof input === 'string' || isUrl(input)) {
    const fromUrl: RequestOptions = {
      ...urlToHttpOptions(typeof input === 'string' ? new URL(input) : input)
    };
    if (typeof second === 'function') return { options: fromUrl, callback: second };
    return { options: { ...fromUrl, ...second }, callback: third };
  }
  // Those of a prototype count, too.
  const options = Object.assign(input ? (Object.create(input) as RequestOptions) : {}, input);
  return { options, callback: (second ?? third) as OnResponse | undefined };
}

/** By its members: the runtime's own, where it has one, may be another class than the polyfill's. */
export function isUrl(value: unknown): value is URL {
  const { href, protocol, searchParams } = (value ?? {}) as Partial<URL>;
  return typeof href === 'string' && typeof protocol === 'string' && searchParams !== undefined;
}

/** @param fallback what requests get that name no agent @returns undefined for a connection without one */
export function agentOf(options: RequestOptions, fallback: AgentClass): AgentClass | undefined {
  const { agent } = options;
  if (agent === false) return Reflect.construct(fallback.constructor as new () => AgentClass, []);
  if (agent === null || agent === undefined) {
    return typeof options.createConnection === 'function' ? undefined : fallback;
  }
  if (typeof (agent as Partial<AgentClass>).addRequest !== 'function') {
    throw invalidArgType('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  return agent;
}

/** @throws if a request cannot be made of these @returns the method */
export function checkRequest(options: RequestOptions, expectedProtocol: string, protocol: string): string {
  const { path, method, maxHeaderSize, insecureHTTPParser, joinDuplicateHeaders, timeout } = options;
  if (path && NOT_IN_PATH.test(String(path))) throw unescapedPath();
  if (protocol !== expectedProtocol) throw invalidProtocol(protocol, expectedProtocol);
  requireHost(options.hostname, 'hostname');
  requireHost(options.host, 'host');
  if (timeout !== undefined) requireDuration(timeout, 'timeout');
  if (method !== null && method !== undefined && typeof method !== 'string') {
    throw invalidArgType('options.method', 'string', method);
  }
  if (method && !isToken(method)) throw invalidToken('Method', method);
  if (maxHeaderSize !== undefined) validateNumber(maxHeaderSize, 'maxHeaderSize');
  requireBoolean(insecureHTTPParser, 'options.insecureHTTPParser');
  requireBoolean(joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  return (method || 'GET').toUpperCase();
}

function requireHost(host: unknown, name: string): void {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw invalidArgType(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
}

export function requireBoolean(value: unknown, name: string): void {
  if (value !== undefined && typeof value !== 'boolean') throw invalidArgType(name, 'boolean', value);
}
