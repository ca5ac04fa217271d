import { parseHex } from './hex';
import { encodeUtf8 } from './utf8';

export type Notation = 'text' | 'hex';

/** What is sent: the value for the socket, and its bytes for the log. */
export interface Payload {
  message: string | ArrayBuffer;
  bytes: Uint8Array;
}

/**
 * Reads what the user typed.
 *
 * @throws Error when nothing was typed or `typed` is no valid hex.
 */
export function readPayload(notation: Notation, typed: string): Payload {
  const bytes = notation === 'hex' ? parseHex(typed) : encodeUtf8(typed);
  if (bytes.length === 0) {
    throw new Error('There is nothing to send: type a message first');
  }
  return { message: notation === 'hex' ? bytes.buffer : typed, bytes };
}

/**
 * Reads a port number.
 *
 * @throws Error when `typed` is no whole number from `lowest` to 65535.
 */
export function readPort(typed: string, lowest: 0 | 1 = 1): number {
  const port = Number(typed);
  if (!/^\d{1,5}$/.test(typed.trim()) || port < lowest || port > 65535) {
    throw new Error(`"${typed}" is no port: type a number from ${lowest} to 65535`);
  }
  return port;
}

/** The same payload as a line of its own. */
export function withLineFeed({ message, bytes }: Payload): Payload {
  const line = Uint8Array.from([...bytes, 0x0a]);
  return {
    message: typeof message === 'string' ? `${message}\n` : line.buffer,
    bytes: line
  };
}
