import ponyfill from '@ungap/structured-clone';
import DOMException from './domException.ts';

/** What it says of values that no clone can be made of, by a TypeError. */
const REFUSED = /^unable to serialize/;

function clone<Value>(value: Value): Value {
  try {
    return ponyfill(value);
  } catch (error) {
    if (error instanceof TypeError && REFUSED.test(error.message))
      throw new DOMException(error.message, 'DataCloneError');
    throw error;
  }
}

/** The runtime's own where it has one. */
export default typeof structuredClone === 'undefined' ? clone : structuredClone;
