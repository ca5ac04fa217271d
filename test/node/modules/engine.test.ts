import assert from 'node:assert/strict';
import { test } from 'node:test';

test('the source of a pattern is what it was made of, where the engine puts a backslash more before each slash', async () => {
  const own = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source') as PropertyDescriptor & {
    get: () => string;
  };
  try {
    // As OpenHarmony 5.0.0 has it.
    Object.defineProperty(RegExp.prototype, 'source', {
      ...own,
      get(this: RegExp) {
        return own.get.call(this).replaceAll('/', '\\/');
      }
    });
    assert.equal(/a\/b/.source, 'a\\\\/b');
    await import('../../../plugin/node/shims/engine.ts');
    for (const pattern of [/a\/b/, /[/]/, /\\\//, /a/]) assert.equal(pattern.source, own.get.call(pattern));
  } finally {
    Object.defineProperty(RegExp.prototype, 'source', own);
  }
});
