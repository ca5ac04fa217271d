import polyfill from 'buffer/index.js';
import DOMException from './domException.ts';

const { Buffer } = polyfill;

const BEYOND_LATIN1 = /[^\0-\xff]/;
const ASCII_WHITESPACE = /[\t\n\f\r ]+/g;
const PADDING = /={1,2}$/;
const BASE64 = /^[A-Za-z\d+/]*$/;

function invalidCharacter(): Error {
  return new DOMException('Invalid character', 'InvalidCharacterError');
}

/** Base64 of a text whose characters are bytes, as Node and browsers have it and the engine of HarmonyOS has not. */
export function btoa(text: unknown): string {
  const bytes = String(text);
  if (BEYOND_LATIN1.test(bytes)) throw invalidCharacter();
  return Buffer.from(bytes, 'latin1').toString('base64');
}

/** The text of Base64, each of whose characters is a byte. */
export function atob(text: unknown): string {
  const padded = String(text).replace(ASCII_WHITESPACE, '');
  const data = padded.length % 4 === 0 ? padded.replace(PADDING, '') : padded;
  if (data.length % 4 === 1 || !BASE64.test(data)) throw invalidCharacter();
  return Buffer.from(data, 'base64').toString('latin1');
}
