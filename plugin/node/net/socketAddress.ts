import { invalidArgType, invalidArgValue, outOfRange } from '../shared/errors.ts';
import { validatePort, validateString } from '../shared/validators.ts';
import { isIP } from './ipAddress.ts';
import { invalidSocketAddress } from './netErrors.ts';

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

const ENDPOINT = /^(?:\[(.+)\]|([\d.]+))(?::(\d+))?$/;
const HIGHEST_PORT = 65535;
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

  /** Of `192.0.2.1:80` or `[2001:db8::1]:80`, whose port may be missing; undefined for any other text. */
  static parse(input: string): SocketAddress | undefined {
    validateString(input, 'input');
    const [, ipv6, ipv4, port = '0'] = ENDPOINT.exec(input) ?? [];
    const address = ipv6 ?? ipv4;
    const version = isIP(address);
    if (address === undefined || version !== (ipv6 === undefined ? 4 : 6) || Number(port) > HIGHEST_PORT) {
      return undefined;
    }
    return new SocketAddress({ address, port: Number(port), family: version === 4 ? 'ipv4' : 'ipv6' });
  }

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
