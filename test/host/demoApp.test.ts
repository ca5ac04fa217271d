import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EchoRoundTrip } from '../../entry/src/main/ets/model/EchoRoundTrip.ets';

test('the demo app shows the text that came back', { timeout: 10_000 }, async (t) => {
  const line = await new Promise<string>((resolve) => {
    const roundTrip = new EchoRoundTrip(resolve);
    t.after(() => roundTrip.close());
    roundTrip.start('Hello, 你好');
  });
  assert.match(line, /^“Hello, 你好” came back from port \d+$/);
});
