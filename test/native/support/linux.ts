import { constants } from 'node:os';

/** Numbers of Linux's socket calls, the same on all of OpenHarmony's architectures. */
export const linux = {
  unix: 1,
  ipv4: 2,
  ipv6: 10,
  stream: 1,
  datagram: 2,

  /** Levels of options. */
  socketLevel: 1,
  ipLevel: 0,
  tcpLevel: 6,
  ipv6Level: 41,

  reuseAddress: 2,
  sendBuffer: 7,
  receiveBuffer: 8,
  keepAlive: 9,
  linger: 13,
  ipTtl: 2,
  ipReceiveTtl: 12,
  ipMulticastInterface: 32,
  ipv6MulticastInterface: 17,
  ipv6Only: 26,
  ipv6ReceiveHopLimit: 51,
  tcpNoDelay: 1,
  tcpMaximumSegment: 2,
  tcpUnsentLimit: 25,

  pollOut: 4
} as const;

/** What a call answers that fails with that error. */
export function failure(name: keyof typeof constants.errno): number {
  return -constants.errno[name];
}
