// Written with URI coding because HarmonyOS has no global TextEncoder and TextDecoder.

/** The UTF-8 bytes of `text`; half of a surrogate pair becomes U+FFFD, as everywhere in the web. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
  const bytes: number[] = [];
  for (let index = 0; index < escaped.length; index += 1) {
    if (escaped[index] === '%') {
      bytes.push(Number.parseInt(escaped.slice(index + 1, index + 3), 16));
      index += 2;
    } else {
      bytes.push(escaped.charCodeAt(index));
    }
  }
  return Uint8Array.from(bytes);
}

/** The text that `bytes` spell in UTF-8, or `null` when they are no valid UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}
