import { descriptorUnavailable } from './dgramErrors.ts';
import { badPort } from '../shared/errors.ts';
import type { SocketType } from './socketOptions.ts';

const HIGHEST_PORT = 0xffff;

/** What a call of `bind` asks for. */
export interface BindRequest {
  /** A literal or a name. */
  readonly address: string;
  readonly port: number;
}

/**
 * The forms of `bind`: `bind([port][, address][, callback])` and `bind(options[, callback])`.
 *
 * @throws ERR_SOCKET_BAD_PORT for a number that is no port, of which Node would bind the lower bits
 */
export function readBindArguments(port: unknown, address: unknown, type: SocketType): BindRequest {
  const options =
    typeof port === 'object' && port !== null ? (port as Record<string, unknown>) : { port, address };
  if (Number.isInteger(options.fd) && Number(options.fd) > 0) throw descriptorUnavailable();
  const number = Number(options.port);
  if (number < 0 || number > HIGHEST_PORT) throw badPort('options.port', options.port, true);
  const given = options.address;
  const everywhere = type === 'udp4' ? '0.0.0.0' : '::';
  return {
    address: typeof given === 'function' || !given ? everywhere : `${given as string}`,
    // As Node: what is no number is 0.
    port: number >>> 0
  };
}
