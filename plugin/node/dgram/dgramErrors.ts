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

/** What a failed call of the system has told. */
interface SystemErrorInfo {
  errno: number;
  code: string;
  message: string;
  syscall: string;
}

type Inspect = (value: unknown, options: object) => string;

/** Node's class for what is described in `info`, and shows of it what a reader needs first. */
class SystemError extends Error {
  readonly code: string;
  readonly info: SystemErrorInfo;

  constructor(code: string, message: string, info: SystemErrorInfo) {
    super(message);
    this.code = code;
    this.info = info;
    for (const name of ['errno', 'syscall'] as const) {
      Object.defineProperty(this, name, {
        get: () => info[name],
        set: (value: never) => {
          info[name] = value;
        },
        enumerable: true,
        configurable: true
      });
    }
  }

  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: object, inspect: Inspect): string {
    return inspect(this, { ...options, getters: true, customInspect: false });
  }
}

// Before an instance exists, whose stack begins with it.
Object.defineProperty(SystemError.prototype, 'name', { value: 'SystemError' });

/** @param syscall `uv_recv_buffer_size` or `uv_send_buffer_size`, as Node names them */
export function bufferSizeFailure(errno: number, syscall: string, detail: string): CodedError {
  const code = systemErrorName(errno);
  const text = systemErrorText(errno);
  const prefix = 'Could not get or set buffer size';
  const message = `${prefix}: ${syscall} returned ${code} (${text})${detail === '' ? '' : `: ${detail}`}`;
  const info = { errno: -errno, code, message: text, syscall };
  const ownCode = 'ERR_SOCKET_BUFFER_SIZE';
  return withCode(new SystemError(ownCode, message, info), ownCode);
}
