import { isIP } from '../../net/ipAddress.ts';
import { invalidArgType, withCode } from '../../shared/errors.ts';
import { validateString } from '../../shared/validators.ts';

/** A name server. */
export interface Server {
  address: string;
  family: 4 | 6;
  port: number;
}

const DEFAULT_PORT = 53;
const WITH_PORT = /^(?:\[(?<six>[^[\]]*)\]|(?<four>[^:]+))(?::(?<port>\d+))?$/;

/** Reads what `setServers` takes: `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`. */
export function readServers(servers: unknown): Server[] {
  if (!Array.isArray(servers)) throw invalidArgType('servers', 'Array', servers);
  return servers.map((each: unknown, index) => {
    validateString(each, `servers[${index}]`);
    const { six, four, port = DEFAULT_PORT } = WITH_PORT.exec(each)?.groups ?? {};
    const address = isIP(each) === 0 ? (six ?? four ?? '') : each;
    const family = isIP(address);
    if (family !== 0) return { address, family, port: Number(port) };
    throw withCode(new TypeError(`Invalid IP address: ${each}`), 'ERR_INVALID_IP_ADDRESS');
  });
}

/** The text of a server, as `getServers` gives it. */
export function serverText({ address, family, port }: Server): string {
  if (port === DEFAULT_PORT) return address;
  return `${family === 6 ? `[${address}]` : address}:${port}`;
}
