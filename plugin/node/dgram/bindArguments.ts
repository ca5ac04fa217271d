import { descriptorUnavailable } from './dgramErrors.ts';
import type { SocketType } from './socketOptions.ts';

const PORT_MASK = 0xffff;

/** What a call of `bind` asks for. */
export interface BindRequest {
  /** A literal or a name. */
  readonly address: string;
  readonly port: number;
}

/** The forms of `bind`: `bind([port][, address][, callback])` and `bind(options[, callback])`. */
export function readBindArguments(port: unknown, address: unknown, type: SocketType): BindRequest {
  const options =
    typeof port === 'object' && port !== null ? (port as Record<string, unknown>) : { port, address };
  if (Number.isInteger(options.fd) && Number(options.fd) > 0) throw descriptorUnavailable();
  const given = options.address;
  const everywhere = type === 'udp4' ? '0.0.0.0' : '::';
  return {
    address: typeof given === 'function' || !given ? everywhere : `${given as string}`,
    // As Node, which lets the system cut the number: -1 is 65535, and what is no number is 0.
    port: (Number(options.port) >>> 0) & PORT_MASK
  };
}
