import { systemErrorName } from './systemErrors.ts';

/** An error of the system in Node's form. */
export interface SystemException extends Error {
  /** Linux's number, negated as in libuv. */
  errno: number;
  code: string;
  syscall: string;
  address?: string | undefined;
  port?: number;
  hostname?: string;
}

/**
 * What Node throws or emits when a system call fails: `setTTL EINVAL`.
 *
 * @param errno Linux's number, positive
 * @param detail more than the code tells, for what is refused here and works in Node
 */
export function errnoException(errno: number, syscall: string, detail = ''): SystemException {
  const code = systemErrorName(errno);
  const error = new Error(`${syscall} ${code}${detail === '' ? '' : `: ${detail}`}`);
  return Object.assign(error, { errno: -errno, code, syscall });
}

/** The same for a call that concerns an endpoint: `bind EADDRINUSE 127.0.0.1:5353`. */
export function endpointException(
  errno: number,
  syscall: string,
  address: string | undefined,
  port: number | undefined,
  detail = ''
): SystemException {
  const code = systemErrorName(errno);
  const endpoint = port !== undefined && port > 0 ? ` ${address}:${port}` : address ? ` ${address}` : '';
  const error = new Error(`${syscall} ${code}${endpoint}${detail === '' ? '' : `: ${detail}`}`);
  const isPortKnown = port !== undefined && port !== 0;
  return Object.assign(error, { errno: -errno, code, syscall, address, ...(isPortKnown ? { port } : {}) });
}

/** What libuv gives for a name that does not exist. */
const NO_SUCH_NAME = -3008;

/** A name that cannot be resolved, as `dns.lookup` tells it. */
export function lookUpException(hostname: string): SystemException {
  const syscall = 'getaddrinfo';
  const error = new Error(`${syscall} ENOTFOUND ${hostname}`);
  return Object.assign(error, { errno: NO_SUCH_NAME, code: 'ENOTFOUND', syscall, hostname });
}
