export { isDeepStrictEqual } from 'assert/build/internal/util/comparisons.js';
