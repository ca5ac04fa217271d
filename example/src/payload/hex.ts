/** `de ad be ef`: two lower-case digits for each byte, a space between bytes. */
export function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/**
 * The bytes that `text` spells in hex. Spaces, line breaks, commas and colons may stand between bytes.
 *
 * @throws Error that names the first character that is no hex digit, or the digit that lacks its second half.
 */
export function parseHex(text: string): Uint8Array {
  const bytes: number[] = [];
  let position = 0;
  while (position < text.length) {
    if (/[\s,:]/.test(text[position])) {
      position += 1;
      continue;
    }
    const pair = text.slice(position, position + 2);
    if (!/^[0-9a-f]/i.test(pair)) {
      throw new Error(`"${pair[0]}" at position ${position + 1} is no hex digit`);
    }
    if (!/^[0-9a-f]{2}$/i.test(pair)) {
      throw new Error(`"${pair[0]}" at position ${position + 1} lacks a second digit`);
    }
    bytes.push(Number.parseInt(pair, 16));
    position += 2;
  }
  return Uint8Array.from(bytes);
}
