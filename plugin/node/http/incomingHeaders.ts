/** By names in lower case; only `set-cookie` is a list. */
export type IncomingHeaders = Record<string, string | string[] | undefined>;

/** Headers of which a message has one: the first that came. */
const SINGLE = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent'
]);

/** Adds a header as Node's documentation of `message.headers` says. @param joinsAll also those that a message has once */
export function addHeader(to: IncomingHeaders, field: string, value: string, joinsAll: boolean): void {
  const name = field.toLowerCase();
  const known = to[name];
  if (name === 'set-cookie') {
    if (Array.isArray(known)) known.push(value);
    else to[name] = [value];
  } else if (typeof known !== 'string') {
    to[name] = value;
  } else if (joinsAll || !SINGLE.has(name)) {
    to[name] = `${known}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
}

/** @param raw names and values in turn */
export function joinHeaders(raw: readonly string[], joinsAll: boolean): IncomingHeaders {
  const headers: IncomingHeaders = {};
  for (const [name, value] of pairsOf(raw)) addHeader(headers, name, value, joinsAll);
  return headers;
}

/** All values of each header. Without a prototype, as Node's: a header may be called `constructor`. */
export function distinctHeaders(raw: readonly string[]): Record<string, string[]> {
  const headers = Object.create(null) as Record<string, string[]>;
  for (const [field, value] of pairsOf(raw)) (headers[field.toLowerCase()] ??= []).push(value);
  return headers;
}

function* pairsOf(raw: readonly string[]): Generator<[string, string]> {
  for (let index = 0; index + 1 < raw.length; index += 2) yield [raw[index] ?? '', raw[index + 1] ?? ''];
}
