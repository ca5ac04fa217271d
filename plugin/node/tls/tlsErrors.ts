import { SecureCause, type SecureSession, TlsOptionError } from 'taro-harmony-socket/library';
import { type CodedError, withCode } from '../shared/errors.ts';
import type { NodeCertificate } from './nodeCertificate.ts';

/** What Node gives for a certificate that is not the host's. */
export function altNameInvalid(
  host: string,
  reason: string,
  cert: NodeCertificate | undefined
): CodedError & object {
  const text = `Hostname/IP does not match certificate's altnames: ${reason}`;
  const error = withCode(new Error(text), SecureCause.NameMismatch);
  return Object.assign(error, { reason, host, cert });
}

/** Why a session has no connection; undefined if TLS had no part in it. */
export function sessionError(session: SecureSession, cert: NodeCertificate | undefined): Error | undefined {
  const { cause, failure } = session;
  if (cause === undefined || failure === undefined) return undefined;
  return cause === SecureCause.NameMismatch
    ? altNameInvalid(session.identity, failure.text, cert)
    : withCode(new Error(failure.text), cause);
}

/** An option that cannot be, as Node's errors are. */
export function optionError(error: unknown): unknown {
  return error instanceof TlsOptionError
    ? withCode(new TypeError(error.message), 'ERR_INVALID_ARG_VALUE')
    : error;
}
