import { type CodedError, withCode } from '../shared/errors.ts';
import { systemErrorName, systemErrorText } from '../shared/systemErrors.ts';

export function alreadyBound(): CodedError {
  return withCode(new Error('Socket is already bound'), 'ERR_SOCKET_ALREADY_BOUND');
}

export function notRunning(): CodedError {
  return withCode(new Error('Not running'), 'ERR_SOCKET_DGRAM_NOT_RUNNING');
}

export function isConnected(): CodedError {
  return withCode(new Error('Already connected'), 'ERR_SOCKET_DGRAM_IS_CONNECTED');
}

export function notConnected(): CodedError {
  return withCode(new Error('Not connected'), 'ERR_SOCKET_DGRAM_NOT_CONNECTED');
}

export function badType(): CodedError {
  const text = 'Bad socket type specified. Valid types are: udp4, udp6';
  return withCode(new TypeError(text), 'ERR_SOCKET_BAD_TYPE');
}

export function badBufferSize(): CodedError {
  const text = 'Buffer size must be a positive integer';
  return withCode(new TypeError(text), 'ERR_SOCKET_BAD_BUFFER_SIZE');
}

/** @param name what is outside: `offset` or `length` */
export function outOfBounds(name: string): CodedError {
  return withCode(new RangeError(`"${name}" is outside of buffer bounds`), 'ERR_BUFFER_OUT_OF_BOUNDS');
}

/** Descriptors of the system cannot be given to `@ohos.net.socket`. */
export function descriptorUnavailable(): CodedError {
  const text = 'bind({ fd }) is not available: @ohos.net.socket takes no file descriptor; bind to a port';
  return withCode(new TypeError(text), 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM');
}

/** @param syscall `uv_recv_buffer_size` or `uv_send_buffer_size`, as Node names them */
export function bufferSizeFailure(errno: number, syscall: string, detail: string): CodedError {
  const code = systemErrorName(errno);
  const text = systemErrorText(errno);
  const prefix = 'Could not get or set buffer size';
  const message = `${prefix}: ${syscall} returned ${code} (${text})${detail === '' ? '' : `: ${detail}`}`;
  const info = { errno: -errno, code, message: text, syscall };
  const error = withCode(new Error(message), 'ERR_SOCKET_BUFFER_SIZE');
  Object.defineProperty(error, 'name', { value: 'SystemError', configurable: true, writable: true });
  return Object.assign(error, { info, errno: -errno, syscall });
}
