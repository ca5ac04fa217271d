import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Fifo } from '../../library/src/main/ets/base/Fifo.ets';
import { collectGarbage } from './support/garbage.ts';

describe('Fifo', () => {
  it('behaves like an array with push and shift', () => {
    const step = fc.oneof(
      fc.record({ push: fc.integer({ min: 1, max: 200 }) }),
      fc.record({ shift: fc.integer({ min: 1, max: 200 }) })
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const fifo = new Fifo<number>();
        const model: number[] = [];
        let next = 0;
        for (const each of steps) {
          const count = 'push' in each ? each.push : each.shift;
          for (let i = 0; i < count; i++) {
            if ('push' in each) {
              fifo.push(next);
              model.push(next++);
            } else {
              assert.equal(fifo.peek(), model[0]);
              assert.equal(fifo.shift(), model.shift());
            }
            assert.equal(fifo.size, model.length);
          }
        }
        while (model.length > 0) assert.equal(fifo.shift(), model.shift());
        assert.equal(fifo.shift(), undefined);
        assert.equal(fifo.size, 0);
      })
    );
  });

  it('lets go of what was taken out', async () => {
    const fifo = new Fifo<object>();
    const items = Array.from({ length: 20 }, () => new WeakRef(pushNew(fifo)));
    for (let i = 1; i < items.length; i++) fifo.shift();
    await collectGarbage();
    assert.deepEqual(
      items.map((item) => item.deref() !== undefined),
      items.map((_, i) => i === items.length - 1)
    );
    assert.equal(fifo.size, 1);
  });
});

function pushNew(fifo: Fifo<object>): object {
  const item = {};
  fifo.push(item);
  return item;
}
