// What DevEco's byte-code compiler refuses or reads otherwise, for the build, which says it in other words, and for the check.

/** Code that has none of what the build says otherwise does not match; a look at all of the code takes longer than that. */
export const MAY_BE_REFUSED: RegExp =
  /\basync\b|\b[gs]et\s*[=;}\n]|:\s*try\b|(?<!\d)\.\d+\s*\.|(?<!\|)\|(?![|=])|\bdelete\b[^;{}]*\?\.|\bfor\s*\(\s*yield\b/;

/** Names that take no default in a pattern. */
export const HALF_KEYWORD: RegExp = /^(?:async|get|set)$/;

/** Names that a field of a class cannot have. */
export const ACCESSOR_KEYWORD: RegExp = /^[gs]et$/;

/** A number of which no property can be taken. */
export const POINT_NUMBER: RegExp = /^\.[\d_]+$/;

/** How what comes first in a `for` cannot begin. */
export const YIELD_KEYWORD: RegExp = /^yield\b/;
