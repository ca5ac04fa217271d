/** What calls of TLS sockets are refused with; of the causes they tell nearly nothing (docs/native-module.md). */
export const TlsError = {
  /** There is no SSL object yet: nobody listens, the name is unknown, or a text of the options cannot be read. */
  NO_SSL: 2303501,
  /** The handshake took too long, or there is nothing to read. */
  WANT_READ: 2303502,
  /** Whatever went wrong on the wire, and certificates that are not trusted. */
  SYSTEM: 2303505,
  /** The peer refused with an alert, or has closed. */
  CLOSED: 2303506,
  NOT_BOUND: 2303600,
  INVALID_DESCRIPTOR: 2303601
} as const;
export type TlsError = (typeof TlsError)[keyof typeof TlsError];

/** 2303100 + EBADF: what a connection that is gone answers. */
export const GONE = 2303109;

/** The text that the module makes of a code, which says nothing of the cause. */
export function tlsErrorText(code: number): string {
  const number = (code - 2303100).toString(16).toUpperCase().padStart(8, '0');
  return `error:${number}:lib(0)::reason(${code - 2303100})`;
}
