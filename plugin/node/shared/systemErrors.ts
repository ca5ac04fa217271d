/** Linux's error numbers that a socket can end with, by name, each with libuv's text. */
const SYSTEM_ERRORS: Readonly<Record<string, readonly [errno: number, text: string]>> = {
  EPERM: [1, 'operation not permitted'],
  EINTR: [4, 'interrupted system call'],
  EIO: [5, 'i/o error'],
  EBADF: [9, 'bad file descriptor'],
  EAGAIN: [11, 'resource temporarily unavailable'],
  ENOMEM: [12, 'not enough memory'],
  EACCES: [13, 'permission denied'],
  EFAULT: [14, 'bad address in system call argument'],
  ENODEV: [19, 'no such device'],
  EINVAL: [22, 'invalid argument'],
  ENFILE: [23, 'file table overflow'],
  EMFILE: [24, 'too many open files'],
  EPIPE: [32, 'broken pipe'],
  ENOTSOCK: [88, 'socket operation on non-socket'],
  EDESTADDRREQ: [89, 'destination address required'],
  EMSGSIZE: [90, 'message too long'],
  EPROTOTYPE: [91, 'protocol wrong type for socket'],
  ENOPROTOOPT: [92, 'protocol not available'],
  EPROTONOSUPPORT: [93, 'protocol not supported'],
  ENOTSUP: [95, 'operation not supported on socket'],
  EAFNOSUPPORT: [97, 'address family not supported'],
  EADDRINUSE: [98, 'address already in use'],
  EADDRNOTAVAIL: [99, 'address not available'],
  ENETDOWN: [100, 'network is down'],
  ENETUNREACH: [101, 'network is unreachable'],
  ECONNABORTED: [103, 'software caused connection abort'],
  ECONNRESET: [104, 'connection reset by peer'],
  ENOBUFS: [105, 'no buffer space available'],
  EISCONN: [106, 'socket is already connected'],
  ENOTCONN: [107, 'socket is not connected'],
  ESHUTDOWN: [108, 'cannot send after transport endpoint shutdown'],
  ETIMEDOUT: [110, 'connection timed out'],
  ECONNREFUSED: [111, 'connection refused'],
  EHOSTDOWN: [112, 'host is down'],
  EHOSTUNREACH: [113, 'host is unreachable'],
  EALREADY: [114, 'connection already in progress'],
  EINPROGRESS: [115, 'operation now in progress'],
  ECANCELED: [125, 'operation canceled']
};

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(SYSTEM_ERRORS).map(([name, [errno]]) => [errno, name])
);

/** @param errno Linux's number, positive */
export function systemErrorName(errno: number): string {
  return NAMES.get(errno) ?? `Unknown system error ${-errno}`;
}

/** libuv's text for it. */
export function systemErrorText(errno: number): string {
  return SYSTEM_ERRORS[systemErrorName(errno)]?.[1] ?? 'unknown error';
}

/** Linux's number, positive. @param name one of those above */
export function errnoOf(name: string): number {
  return SYSTEM_ERRORS[name]?.[0] ?? 0;
}

/** All of these names with their numbers: Node's `os.constants.errno`. */
export function errnoNumbers(): Record<string, number> {
  return Object.fromEntries(Object.entries(SYSTEM_ERRORS).map(([name, [errno]]) => [name, errno]));
}
