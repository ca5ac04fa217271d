import { systemErrorName, systemErrorText } from '../shared/systemErrors.ts';
import type { SystemException } from '../shared/systemException.ts';
import { type CodedError, withCode } from '../shared/errors.ts';

export function socketClosed(): CodedError {
  return withCode(new Error('Socket is closed'), 'ERR_SOCKET_CLOSED');
}

export function closedBeforeConnection(): CodedError {
  return withCode(
    new Error('Socket closed before the connection was established'),
    'ERR_SOCKET_CLOSED_BEFORE_CONNECTION'
  );
}

export function alreadyListening(): CodedError {
  return withCode(
    new Error('Listen method has been called more than once without closing.'),
    'ERR_SERVER_ALREADY_LISTEN'
  );
}

export function notRunning(): CodedError {
  return withCode(new Error('Server is not running.'), 'ERR_SERVER_NOT_RUNNING');
}

export function invalidIpAddress(address: unknown): CodedError {
  return withCode(new TypeError(`Invalid IP address: ${String(address)}`), 'ERR_INVALID_IP_ADDRESS');
}

export function invalidAddressFamily(family: unknown, host: unknown, port: unknown): CodedError & object {
  const text = `Invalid address family: ${String(family)} ${String(host)}:${String(port)}`;
  return Object.assign(withCode(new RangeError(text), 'ERR_INVALID_ADDRESS_FAMILY'), { host, port });
}

/** For what neither `@ohos.net.socket` nor the native companion can do. */
export function unavailable(feature: string, instead: string): CodedError {
  return withCode(
    new TypeError(`${feature} is not available with taro-harmony-socket: ${instead}`),
    'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM'
  );
}

/** What a server emits when it cannot listen: `listen EADDRINUSE: address already in use :::80`. */
export function listenException(errno: number, address: string, port: number): SystemException {
  const code = systemErrorName(errno);
  const endpoint = port > 0 ? `${address}:${port}` : address;
  const error = new Error(`listen ${code}: ${systemErrorText(errno)} ${endpoint}`);
  return Object.assign(error, {
    errno: -errno,
    code,
    syscall: 'listen',
    address,
    ...(port > 0 ? { port } : {})
  });
}

export function invalidSocketAddress(): CodedError {
  return withCode(new Error('Invalid socket address'), 'ERR_INVALID_ADDRESS');
}

export function missingPort(): CodedError {
  const text = 'The "options" or "port" or "path" argument must be specified';
  return withCode(new TypeError(text), 'ERR_MISSING_ARGS');
}
