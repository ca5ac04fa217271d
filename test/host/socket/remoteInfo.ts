import type { Endpoint } from './address.ts';

/** The sender in a `message` event. `size` is the length of the message in bytes. */
export interface RemoteInfo {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
  readonly size: number;
}

export function remoteInfoOf(remote: Endpoint, size: number): RemoteInfo {
  return { address: remote.address, family: remote.version === 6 ? 'IPv6' : 'IPv4', port: remote.port, size };
}
