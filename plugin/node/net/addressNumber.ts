/** @param text an IPv4 literal */
export function ipv4Number(text: string): bigint {
  return text.split('.').reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
}

function groupsOf(text: string): bigint[] {
  return text === '' ? [] : text.split(':').map((group) => BigInt(`0x${group}`));
}

/** @param text an IPv6 literal, whose zone does not count */
export function ipv6Number(text: string): bigint {
  const [plain = ''] = text.split('%');
  const end = plain.lastIndexOf(':') + 1;
  const ipv4 = plain.includes('.') ? ipv4Number(plain.slice(end)) : undefined;
  const groups =
    ipv4 === undefined
      ? plain
      : `${plain.slice(0, end)}${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`;
  const [left = '', right] = groups.split('::');
  const before = groupsOf(left);
  const after = groupsOf(right ?? '');
  const zeros = new Array<bigint>(8 - before.length - after.length).fill(0n);
  return [...before, ...zeros, ...after].reduce((sum, group) => (sum << 16n) + group, 0n);
}
