import { invalidArgValue } from '../shared/errors.ts';
import { type HeaderValue, validateHeaderName, validateHeaderValue } from './headerChecks.ts';
import { invalidTrailers } from './httpErrors.ts';

/** Headers as apps give them: an object, or a list of pairs, or names and values in turn. */
export type GivenHeaders =
  | Readonly<Record<string, HeaderValue | undefined>>
  | readonly (HeaderValue | undefined)[]
  | readonly (readonly [string, HeaderValue])[];

/** What decides about the headers that a message gets besides those of the app. */
export interface Framing {
  chunkedEncoding: boolean;
  shouldKeepAlive: boolean;
  readonly useChunkedEncodingByDefault: boolean;
  readonly sendDate: boolean;
  readonly maxRequestsOnConnectionReached: boolean;
  readonly statusCode?: number;
  readonly agent?: object | null | false;
  _contentLength: number | null;
  readonly _hasBody: boolean;
  readonly _removedConnection: boolean;
  readonly _removedContLen: boolean;
  readonly _removedTE: boolean;
  /** Milliseconds; 0 for no header `Keep-Alive`. */
  readonly _keepAliveTimeout: number;
  readonly _maxRequestsPerSocket: number;
  /** Whether the connection ends with this message. */
  _last: boolean;
}

/** Which headers the app has given itself. */
type Given = Set<string>;

const LINE_END = '\r\n';
const NO_CONTENT = [204, 304];

/** @returns names and values, one by one @throws if a list has a name without a value */
export function headerPairs(headers: GivenHeaders): [string, HeaderValue | undefined][] {
  if (!Array.isArray(headers)) return Object.entries(headers as Record<string, HeaderValue | undefined>);
  const list = headers as readonly unknown[];
  if (list.length > 0 && Array.isArray(list[0])) return list as [string, HeaderValue][];
  if (list.length % 2 !== 0) throw invalidArgValue('headers', list, 'is invalid');
  return list.flatMap((name, index) =>
    index % 2 === 0 ? [[name as string, list[index + 1] as HeaderValue]] : []
  );
}

/** One line for each value; @param joined names in lower case of which the values share a line */
export function headerLines(name: string, value: HeaderValue, joined: ReadonlySet<string>): string {
  if (!Array.isArray(value)) return `${name}: ${String(value)}${LINE_END}`;
  const field = name.toLowerCase();
  const isOneLine = joined.has(field) || (field === 'cookie' && value.length > 1);
  const values = (isOneLine ? [value.join('; ')] : value) as readonly string[];
  return values.map((each) => `${name}: ${each}${LINE_END}`).join('');
}

/** The head of a message as it goes out, and whether the peer is asked before the body is sent. */
export function composeHead(
  message: Framing,
  firstLine: string,
  headers: GivenHeaders,
  joined: ReadonlySet<string>
): { text: string; expectsContinue: boolean } {
  const given: Given = new Set();
  let lines = firstLine;
  for (const [name, value] of headerPairs(headers)) {
    validateHeaderName(name);
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      validateHeaderValue(name, each);
    }
    note(message, given, name.toLowerCase(), String(value));
    lines += headerLines(name, value as HeaderValue, joined);
  }
  if (message.sendDate && !given.has('date')) lines += `Date: ${new Date().toUTCString()}${LINE_END}`;
  if (message.chunkedEncoding && NO_CONTENT.includes(message.statusCode ?? 0)) {
    message.chunkedEncoding = false;
    message.shouldKeepAlive = false;
  }
  lines += connectionLines(message, given) + lengthLines(message, given);
  if (!message.chunkedEncoding && given.has('trailer')) throw invalidTrailers();
  return { text: lines + LINE_END, expectsContinue: given.has('expect') };
}

/** What the app has set decides about the message, too. */
function note(message: Framing, given: Given, field: string, value: string): void {
  given.add(field);
  if (field === 'connection') {
    if (/(?:^|\W)close(?:$|\W)/i.test(value)) message._last = true;
    else message.shouldKeepAlive = true;
  } else if (field === 'transfer-encoding') {
    if (/(?:^|\W)chunked(?:$|\W)/i.test(value)) message.chunkedEncoding = true;
  } else if (field === 'content-length') {
    message._contentLength = Number(value);
  }
}

function connectionLines(message: Framing, given: Given): string {
  if (message._removedConnection && !given.has('connection')) {
    message._last = !message.shouldKeepAlive;
    return '';
  }
  if (given.has('connection')) return '';
  const hasEnd = given.has('content-length') || message.useChunkedEncodingByDefault || Boolean(message.agent);
  if (!message.shouldKeepAlive || !hasEnd) {
    message._last = true;
    return `Connection: close${LINE_END}`;
  }
  if (message.maxRequestsOnConnectionReached) return `Connection: close${LINE_END}`;
  const limits =
    message._keepAliveTimeout && !given.has('keep-alive')
      ? `Keep-Alive: timeout=${Math.floor(message._keepAliveTimeout / 1000)}${maximum(message)}${LINE_END}`
      : '';
  return `Connection: keep-alive${LINE_END}${limits}`;
}

function maximum({ _maxRequestsPerSocket }: Framing): string {
  return _maxRequestsPerSocket > 0 ? `, max=${_maxRequestsPerSocket}` : '';
}

/** Where the body ends: by its length, by chunks, or with the connection. */
function lengthLines(message: Framing, given: Given): string {
  if (given.has('content-length') || given.has('transfer-encoding')) return '';
  if (!message._hasBody) {
    message.chunkedEncoding = false;
    return '';
  }
  if (!message.useChunkedEncodingByDefault) {
    message._last = true;
    return '';
  }
  if (!given.has('trailer') && !message._removedContLen && message._contentLength !== null) {
    return `Content-Length: ${message._contentLength}${LINE_END}`;
  }
  if (message._removedTE) {
    message._last = true;
    return '';
  }
  message.chunkedEncoding = true;
  return `Transfer-Encoding: chunked${LINE_END}`;
}
