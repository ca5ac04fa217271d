import type { Buffer } from 'buffer';

/** A record of an answer, as `dns-packet` gives it: `data` is what its type is made of. */
export interface DnsRecord {
  type: string;
  ttl: number;
  data: unknown;
}

type Fields = Record<string, unknown>;

interface RecordKind {
  /** What Node calls the query in errors. */
  syscall: string;
  /** What Node gives for one record. */
  read: (data: unknown) => unknown;
  /** The same in the answer to a query for all types, where `type` comes beside it. */
  named: (data: unknown) => Fields;
}

/** A kind whose records are a name or an address. */
function plain(syscall: string, name: string): RecordKind {
  return { syscall, read: (data) => data, named: (data) => ({ [name]: data }) };
}

/** A kind whose records have fields. @param names the fields in Node's words, each with that of `dns-packet` */
function composed(syscall: string, names: Readonly<Record<string, string>>): RecordKind {
  const read = (data: unknown): Fields =>
    Object.fromEntries(Object.entries(names).map(([name, own]) => [name, textOf((data as Fields)[own])]));
  return { syscall, read, named: read };
}

function textOf(value: unknown): unknown {
  return value instanceof Uint8Array ? String(value) : value;
}

/** A text in pieces, as it stands in the record; Node gives a character for each byte. */
function pieces(data: unknown): string[] {
  return (data as Buffer[]).map((piece) => piece.toString('latin1'));
}

function authorization(data: unknown): Fields {
  const { issuerCritical, tag, value } = data as { issuerCritical: boolean; tag: string; value: string };
  return { critical: issuerCritical ? CRITICAL : 0, [tag]: value };
}

/** The flag of an authorization that has to be understood. */
const CRITICAL = 128;

/** The kinds of records that Node gives. */
const RECORDS: Readonly<Record<string, RecordKind>> = {
  A: plain('queryA', 'address'),
  AAAA: plain('queryAaaa', 'address'),
  CAA: { syscall: 'queryCaa', read: authorization, named: authorization },
  CNAME: plain('queryCname', 'value'),
  MX: composed('queryMx', { exchange: 'exchange', priority: 'preference' }),
  NAPTR: composed('queryNaptr', {
    flags: 'flags',
    service: 'services',
    regexp: 'regexp',
    replacement: 'replacement',
    order: 'order',
    preference: 'preference'
  }),
  NS: plain('queryNs', 'value'),
  PTR: plain('queryPtr', 'value'),
  SOA: composed('querySoa', {
    nsname: 'mname',
    hostmaster: 'rname',
    serial: 'serial',
    refresh: 'refresh',
    retry: 'retry',
    expire: 'expire',
    minttl: 'minimum'
  }),
  SRV: composed('querySrv', { name: 'target', port: 'port', priority: 'priority', weight: 'weight' }),
  TXT: { syscall: 'queryTxt', read: pieces, named: (data) => ({ entries: pieces(data) }) }
};

/** What a query for all types is called. */
export const ANY = 'ANY';

/** What Node calls a query in errors. @param type one of the above, or {@link ANY} */
export function syscallOf(type: string): string {
  return RECORDS[type]?.syscall ?? 'queryAny';
}

/** What Node gives for an answer; undefined where it has no record of the type that was asked for. */
export function readRecords(type: string, records: readonly DnsRecord[], withTtl: boolean): unknown {
  if (type === ANY) {
    const known = records.filter((each) => each.type in RECORDS);
    return known.length === 0 ? undefined : known.map(nameRecord);
  }
  const { read } = RECORDS[type] ?? plain('', '');
  const found = records.filter((each) => each.type === type);
  if (found.length === 0) return undefined;
  if (type === 'SOA') return read(found[0]?.data);
  if (!withTtl) return found.map(({ data }) => read(data));
  // An address holds no longer than the names that lead to it.
  const names = records.filter((each) => each.type === 'CNAME').map((each) => each.ttl);
  return found.map(({ data, ttl }) => ({ address: data, ttl: Math.min(ttl, ...names) }));
}

function nameRecord({ type, ttl, data }: DnsRecord): Fields {
  const isAddress = type === 'A' || type === 'AAAA';
  return { type, ...RECORDS[type]?.named(data), ...(isAddress ? { ttl } : {}) };
}
