import { type CodedError, withCode } from '../shared/errors.ts';

/** @param verb such as `set` or `write` */
export function headersSent(verb: string): CodedError {
  return withCode(
    new Error(`Cannot ${verb} headers after they are sent to the client`),
    'ERR_HTTP_HEADERS_SENT'
  );
}

export function invalidStatusCode(code: unknown): CodedError {
  return withCode(new RangeError(`Invalid status code: ${String(code)}`), 'ERR_HTTP_INVALID_STATUS_CODE');
}

/** @param kind such as `Header name` */
export function invalidToken(kind: string, value: unknown): CodedError {
  return withCode(
    new TypeError(`${kind} must be a valid HTTP token ["${String(value)}"]`),
    'ERR_INVALID_HTTP_TOKEN'
  );
}

export function invalidHeaderValue(name: string, value: unknown): CodedError {
  return withCode(
    new TypeError(`Invalid value "${String(value)}" for header "${name}"`),
    'ERR_HTTP_INVALID_HEADER_VALUE'
  );
}

/** @param what such as `header content` @param field the header's name */
export function invalidCharacter(what: string, field?: string): CodedError {
  const suffix = field === undefined ? '' : ` ["${field}"]`;
  return withCode(new TypeError(`Invalid character in ${what}${suffix}`), 'ERR_INVALID_CHAR');
}

export function unescapedPath(): CodedError {
  return withCode(new TypeError('Request path contains unescaped characters'), 'ERR_UNESCAPED_CHARACTERS');
}

export function invalidProtocol(given: string, expected: string): CodedError {
  return withCode(
    new TypeError(`Protocol "${given}" not supported. Expected "${expected}"`),
    'ERR_INVALID_PROTOCOL'
  );
}

export function writeAfterEnd(): CodedError {
  return withCode(new Error('write after end'), 'ERR_STREAM_WRITE_AFTER_END');
}

export function destroyedStream(call: string): CodedError {
  return withCode(new Error(`Cannot call ${call} after a stream was destroyed`), 'ERR_STREAM_DESTROYED');
}

export function finishedStream(call: string): CodedError {
  return withCode(
    new Error(`Cannot call ${call} after a stream was finished`),
    'ERR_STREAM_ALREADY_FINISHED'
  );
}

export function nullChunk(): CodedError {
  return withCode(new TypeError('May not write null values to stream'), 'ERR_STREAM_NULL_VALUES');
}

export function notReadable(): CodedError {
  return withCode(new Error('Cannot pipe, not readable'), 'ERR_STREAM_CANNOT_PIPE');
}

export function notImplemented(method: string): CodedError {
  return withCode(new Error(`The ${method} method is not implemented`), 'ERR_METHOD_NOT_IMPLEMENTED');
}

export function invalidTrailers(): CodedError {
  return withCode(new Error('Trailers are invalid with this transfer encoding'), 'ERR_HTTP_TRAILER_INVALID');
}

export function contentLengthMismatch(actual: number, expected: number): CodedError {
  return withCode(
    new Error(
      `Response body's content-length of ${actual} byte(s) does not match the content-length of ${expected} byte(s) set in header`
    ),
    'ERR_HTTP_CONTENT_LENGTH_MISMATCH'
  );
}

export function bodyNotAllowed(): CodedError {
  return withCode(
    new Error('Adding content for this request method or response status is not allowed.'),
    'ERR_HTTP_BODY_NOT_ALLOWED'
  );
}

export function socketAssigned(): CodedError {
  return withCode(new Error('ServerResponse has an already assigned socket'), 'ERR_HTTP_SOCKET_ASSIGNED');
}

export function socketEncoding(): CodedError {
  return withCode(
    new Error('Changing the socket encoding is not allowed per RFC7230 Section 3.'),
    'ERR_HTTP_SOCKET_ENCODING'
  );
}

export function requestTimeout(): CodedError {
  return withCode(new Error('Request timeout'), 'ERR_HTTP_REQUEST_TIMEOUT');
}

/** @param text `aborted` of a message, `socket hang up` of a request without an answer */
export function connectionReset(text: string): Error & { code: string } {
  return Object.assign(new Error(text), { code: 'ECONNRESET' });
}
