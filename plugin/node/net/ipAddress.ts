import { ipVersionOf } from 'taro-harmony-socket/library';

/** 4 or 6 for an IP literal of that version, 0 for anything else. */
export function isIP(input: unknown): 0 | 4 | 6 {
  return ipVersionOf(String(input));
}

/** Four decimal numbers without leading zeros. */
export function isIPv4(input: unknown): boolean {
  return isIP(input) === 4;
}

export function isIPv6(input: unknown): boolean {
  return isIP(input) === 6;
}
