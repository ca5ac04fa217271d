import polyfill from 'buffer/index.js';

/** The longest text that a JavaScript engine takes. */
const MAX_STRING_LENGTH = 2 ** 29 - 24;

const { Buffer, SlowBuffer, INSPECT_MAX_BYTES, kMaxLength } = polyfill;
const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH };

export { Buffer, constants, INSPECT_MAX_BYTES, kMaxLength, SlowBuffer };

/** The polyfill with what it lacks. */
export default {
  Buffer,
  constants,
  INSPECT_MAX_BYTES,
  kMaxLength,
  kStringMaxLength: MAX_STRING_LENGTH,
  SlowBuffer
};
