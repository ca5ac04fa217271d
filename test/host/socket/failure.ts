import { tlsErrorText } from '../tls/tlsErrors.ts';
import { errnoText } from './errno.ts';

/** What callbacks and rejections carry: a plain object, not an Error (docs/native-module.md, section 1). */
export interface ErrorObject {
  readonly code: number;
  readonly message: string;
}

/** The number that the errno is added to: listening and sending on accepted connections have one of their own. */
export const ErrorBase = { CLIENT: 2301000, SERVER: 2303100 } as const;
export type ErrorBase = (typeof ErrorBase)[keyof typeof ErrorBase];

const PARAMETER_ERROR: ErrorObject = { code: 401, message: 'Parameter error' };
const PERMISSION_DENIED: ErrorObject = { code: 201, message: 'Permission denied' };

/** The failure of one native call, thrown inside the host module and handed out as a plain object. */
export class Failure extends Error {
  readonly code: number;

  private constructor(reason: ErrorObject) {
    super(reason.message);
    this.code = reason.code;
  }

  /** @param errno Linux's number, or a pseudo number of `Errno` */
  static ofErrno(errno: number, base: ErrorBase = ErrorBase.CLIENT): Failure {
    return new Failure({ code: base + errno, message: errnoText(errno) });
  }

  static ofParameters(): Failure {
    return new Failure(PARAMETER_ERROR);
  }

  /** @param code one of the numbers that TLS sockets have */
  static ofTls(code: number): Failure {
    return new Failure({ code, message: tlsErrorText(code) });
  }

  static ofPermission(): Failure {
    return new Failure(PERMISSION_DENIED);
  }

  toObject(): ErrorObject {
    return { code: this.code, message: this.message };
  }
}

/** Ends a job with an errno; 0 is success. @throws Failure */
export function throwErrno(errno: number, base: ErrorBase = ErrorBase.CLIENT): void {
  if (errno !== 0) throw Failure.ofErrno(errno, base);
}

/** What the calls that check their arguments at once throw: a real Error with a string code. */
export function parameterException(): Error {
  return Object.assign(new Error(PARAMETER_ERROR.message), { code: String(PARAMETER_ERROR.code) });
}
