import { invalidCharacter, invalidHeaderValue, invalidToken } from './httpErrors.ts';

/** What a header can be set to; a number is sent as a text, and each text of a list as a line of its own. */
export type HeaderValue = string | number | readonly string[];

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FORBIDDEN = /[^\t\x20-\x7e\x80-\xff]/;

/** Whether a text may be a method or the name of a header. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Whether a header's value or a status message must not have this text. */
export function hasForbiddenCharacter(text: string): boolean {
  return FORBIDDEN.test(text);
}

/** @param kind what it is called in the error @throws ERR_INVALID_HTTP_TOKEN */
export function validateHeaderName(name: unknown, kind = 'Header name'): asserts name is string {
  if (typeof name !== 'string' || !isToken(name)) throw invalidToken(kind, name);
}

/** @throws ERR_HTTP_INVALID_HEADER_VALUE for undefined, ERR_INVALID_CHAR for a character that HTTP cannot carry */
export function validateHeaderValue(name: string, value: unknown): asserts value is HeaderValue {
  if (value === undefined) throw invalidHeaderValue(name, value);
  const given = value as HeaderValue;
  if (hasForbiddenCharacter(String(given))) throw invalidCharacter('header content', name);
}
