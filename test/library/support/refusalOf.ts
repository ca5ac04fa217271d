import assert from 'node:assert/strict';
import { ArgumentError } from '../../../library/src/main/ets/wechat/arguments/ArgumentError.ets';

/** The ArgumentError that a check throws; whatever it gives or throws besides fails the test. */
export function refusalOf(check: () => unknown): ArgumentError {
  let given: unknown;
  try {
    given = check();
  } catch (error) {
    assert.ok(error instanceof ArgumentError, `threw ${String(error)}`);
    return error;
  }
  return assert.fail(`was taken: ${String(given)}`);
}
