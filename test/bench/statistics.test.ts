import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ratios, spread } from '../../tools/bench/measure.ts';

describe('spread', () => {
  it('tells how figures lie, in whatever order they come', () => {
    assert.deepEqual(spread([9, 1, 5, 3, 7]), {
      figures: [9, 1, 5, 3, 7],
      median: 5,
      lowest: 1,
      lowerQuartile: 3,
      upperQuartile: 7,
      highest: 9
    });
    assert.equal(spread([4, 1, 3, 2]).median, 2.5);
  });

  it('leaves the figures as they are', () => {
    const figures = [3, 1, 2];
    spread(figures);
    assert.deepEqual(figures, [3, 1, 2]);
  });

  it('refuses to tell anything of nothing', () => {
    assert.throws(() => spread([]));
  });
});

describe('ratios', () => {
  it('divides figures of the same round', () => {
    assert.deepEqual(ratios([10, 9], [5, 3]), [2, 3]);
  });

  it('refuses figures that do not belong together', () => {
    assert.throws(() => ratios([1, 2], [1]), /2 figures cannot be paired with 1/);
  });
});
