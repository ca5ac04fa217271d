import { invalidArgType, outOfRange } from '../shared/errors.ts';
import { validatePort, validateString } from '../shared/validators.ts';
import { isIP } from './ipAddress.ts';
import { invalidArgValue, invalidSocketAddress } from './netErrors.ts';

export type Family = 'ipv4' | 'ipv6';

/** What a {@link SocketAddress} is made of. */
export interface SocketAddressOptions {
  /** 127.0.0.1 or :: when absent. */
  address?: string;
  family?: string;
  /** For IPv6, 0 to 2^20 - 1. */
  flowlabel?: number;
  port?: number;
}

const HIGHEST_FLOW_LABEL = 2 ** 20 - 1;

export function requireFamily(value: unknown, name: string): Family {
  const family = typeof value === 'string' ? value.toLowerCase() : value;
  if (family === 'ipv4' || family === 'ipv6') return family;
  throw invalidArgValue(name, value, 'is invalid');
}

/** Node's `net.SocketAddress`. */
export class SocketAddress {
  readonly address: string;
  readonly family: Family;
  readonly flowlabel: number;
  readonly port: number;

  static isSocketAddress(value: unknown): boolean {
    return value instanceof SocketAddress;
  }

  constructor(options: SocketAddressOptions = {}) {
    if (typeof options !== 'object') throw invalidArgType('options', 'Object', options);
    this.family = requireFamily(options.family ?? 'ipv4', 'options.family');
    const address = options.address ?? (this.family === 'ipv4' ? '127.0.0.1' : '::');
    validateString(address, 'options.address');
    if (isIP(address) !== (this.family === 'ipv4' ? 4 : 6)) throw invalidSocketAddress();
    this.address = address;
    this.port = validatePort(options.port ?? 0, 'options.port', true);
    const flowlabel = options.flowlabel ?? 0;
    if (!(flowlabel >= 0 && flowlabel <= HIGHEST_FLOW_LABEL)) {
      throw outOfRange('options.flowlabel', `>= 0 && <= ${HIGHEST_FLOW_LABEL}`, flowlabel);
    }
    this.flowlabel = flowlabel;
  }

  toJSON(): { address: string; port: number; family: Family; flowlabel: number } {
    return { address: this.address, port: this.port, family: this.family, flowlabel: this.flowlabel };
  }
}
