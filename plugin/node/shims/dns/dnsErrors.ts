/** Node's names for what a query ends with, each with a code that has an E in front. */
const NAMES = [
  'NODATA',
  'FORMERR',
  'SERVFAIL',
  'NOTFOUND',
  'NOTIMP',
  'REFUSED',
  'BADQUERY',
  'BADNAME',
  'BADFAMILY',
  'BADRESP',
  'CONNREFUSED',
  'TIMEOUT',
  'EOF',
  'FILE',
  'NOMEM',
  'DESTRUCTION',
  'BADSTR',
  'BADFLAGS',
  'NONAME',
  'BADHINTS',
  'NOTINITIALIZED',
  'LOADIPHLPAPI',
  'ADDRGETNETWORKPARAMS',
  'CANCELLED'
];

/** `dns.NODATA` and its like: what the `code` of an error is compared with. */
export const ERROR_CODES: Readonly<Record<string, string>> = Object.fromEntries(
  NAMES.map((name) => [name, name === 'EOF' ? name : `E${name}`])
);

/**
 * A query that failed, as Node tells it: `queryMx ENOTFOUND lamp.test`.
 *
 * @param detail more than the code tells, for what is refused here and works in Node
 */
export function queryException(code: string, syscall: string, hostname: string, detail = ''): Error {
  const name = hostname === '' ? '' : ` ${hostname}`;
  const error = new Error(`${syscall} ${code}${name}${detail === '' ? '' : `: ${detail}`}`);
  return Object.assign(error, { errno: undefined, code, syscall, ...(hostname === '' ? {} : { hostname }) });
}
