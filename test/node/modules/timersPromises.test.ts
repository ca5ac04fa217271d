import assert from 'node:assert/strict';
import { test } from 'node:test';
import nodeTimers from 'node:timers/promises';
import shim from '../../../plugin/node/shims/timers/promises.ts';

for (const [title, timers] of [
  ["Node's timers/promises", nodeTimers],
  ["timers/promises of this package, as Node's", shim as unknown as typeof nodeTimers]
] as const) {
  test(title, async () => {
    assert.equal(await timers.setTimeout(1, 'value'), 'value');
    assert.equal(await timers.setImmediate('at once'), 'at once');
    const seen: unknown[] = [];
    for await (const value of timers.setInterval(1, 'again')) if (seen.push(value) === 2) break;
    assert.deepEqual(seen, ['again', 'again']);
    await timers.scheduler.wait(1);

    const controller = new AbortController();
    const waiting = timers.setTimeout(2 ** 30, undefined, { signal: controller.signal });
    const done = timers.setTimeout(1, 'done', { signal: controller.signal });
    assert.equal(await done, 'done');
    controller.abort('why');
    const aborted = { name: 'AbortError', code: 'ABORT_ERR', cause: 'why' };
    await assert.rejects(waiting, aborted);
    await assert.rejects(timers.setTimeout(2 ** 30, undefined, { signal: controller.signal }), aborted);
  });
}
