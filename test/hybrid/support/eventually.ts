import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 300_000;
const STEP_MS = 20;

/** Waits for what no event tells of: that something outside has gone. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await delay(STEP_MS)) {
    if (await isSo()) return;
  }
  assert.fail(`not so within ${LIMIT_MS} ms: ${isSo.toString()}`);
}
