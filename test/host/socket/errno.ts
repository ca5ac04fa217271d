import { getSystemErrorName } from 'node:util';

/** Linux's error numbers that the native module hands on, and its two pseudo numbers. */
export const Errno = {
  /** "Unknown": `close` of a socket that is not open. */
  UNKNOWN: -1,
  /** A send that timed out, a server closed before it listened: the errno of the thread was 0. */
  NONE: 0,
  EBADF: 9,
  EAGAIN: 11,
  EACCES: 13,
  EINVAL: 22,
  EPIPE: 32,
  EMSGSIZE: 90,
  EAFNOSUPPORT: 97,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ENETDOWN: 100,
  ENETUNREACH: 101,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  EISCONN: 106,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
  EALREADY: 114,
  EINPROGRESS: 115
} as const;

/**
 * The texts that musl, OpenHarmony's libc, gives for error numbers. Only those that a socket call can end with are
 * listed.
 */
const MUSL_TEXTS: ReadonlyMap<number, string> = new Map([
  [Errno.UNKNOWN, 'Unknown Other Error'],
  [Errno.NONE, 'No error information'],
  [1, 'Operation not permitted'],
  [4, 'Interrupted system call'],
  [5, 'I/O error'],
  [Errno.EBADF, 'Bad file descriptor'],
  [Errno.EAGAIN, 'Resource temporarily unavailable'],
  [12, 'Out of memory'],
  [Errno.EACCES, 'Permission denied'],
  [14, 'Bad address'],
  [Errno.EINVAL, 'Invalid argument'],
  [23, 'Too many open files in system'],
  [24, 'No file descriptors available'],
  [Errno.EPIPE, 'Broken pipe'],
  [88, 'Not a socket'],
  [89, 'Destination address required'],
  [Errno.EMSGSIZE, 'Message too large'],
  [91, 'Protocol wrong type for socket'],
  [92, 'Protocol not available'],
  [93, 'Protocol not supported'],
  [94, 'Socket type not supported'],
  [95, 'Not supported'],
  [Errno.EAFNOSUPPORT, 'Address family not supported by protocol'],
  [Errno.EADDRINUSE, 'Address in use'],
  [Errno.EADDRNOTAVAIL, 'Address not available'],
  [Errno.ENETDOWN, 'Network is down'],
  [Errno.ENETUNREACH, 'Network unreachable'],
  [102, 'Connection reset by network'],
  [Errno.ECONNABORTED, 'Connection aborted'],
  [Errno.ECONNRESET, 'Connection reset by peer'],
  [105, 'No buffer space available'],
  [Errno.EISCONN, 'Socket is connected'],
  [Errno.ENOTCONN, 'Socket not connected'],
  [108, 'Cannot send after socket shutdown'],
  [Errno.ETIMEDOUT, 'Operation timed out'],
  [Errno.ECONNREFUSED, 'Connection refused'],
  [112, 'Host is down'],
  [Errno.EHOSTUNREACH, 'Host is unreachable'],
  [Errno.EALREADY, 'Operation already in progress'],
  [Errno.EINPROGRESS, 'Operation in progress']
]);

/** The text for an error number; numbers without one are "No error information", as in musl. */
export function errnoText(errno: number): string {
  return MUSL_TEXTS.get(errno) ?? 'No error information';
}

/** Linux's error number of an error that Node made from a failed system call. */
export function errnoOf(error: unknown): number {
  const { code = '', errno } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (errno === undefined) throw error;
  return numberOf(code) ?? Math.abs(errno);
}

/** Linux's error number of what a failed call of libuv gave: the system's own number, which elsewhere is another one, negated. */
export function errnoOfResult(result: number): number {
  return (result < 0 ? numberOf(getSystemErrorName(result)) : undefined) ?? Math.abs(result);
}

function numberOf(name: string): number | undefined {
  return (Errno as Readonly<Record<string, number>>)[name];
}
