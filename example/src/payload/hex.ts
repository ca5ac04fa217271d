const SEPARATOR = /[\s,:]/;
const HEX_DIGIT = /[0-9a-f]/i;

/** `de ad be ef`: two lower-case digits for each byte, a space between bytes. */
export function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/**
 * The bytes that `text` spells in hex. Spaces, line breaks, commas and colons may stand between bytes.
 *
 * @throws Error that names the first character that is no hex digit, or the digit that lacks its second half.
 */
export function parseHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let position = 0;
  while (position < text.length) {
    if (SEPARATOR.test(text[position])) {
      position += 1;
      continue;
    }
    const [first, second = ' '] = text.slice(position, position + 2);
    if (!HEX_DIGIT.test(first)) {
      throw new Error(`"${first}" at position ${position + 1} is no hex digit`);
    }
    if (SEPARATOR.test(second)) {
      throw new Error(`"${first}" at position ${position + 1} lacks a second digit`);
    }
    if (!HEX_DIGIT.test(second)) {
      throw new Error(`"${second}" at position ${position + 2} is no hex digit`);
    }
    bytes.push(Number.parseInt(first + second, 16));
    position += 2;
  }
  return Uint8Array.from(bytes);
}
