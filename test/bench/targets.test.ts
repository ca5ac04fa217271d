import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spread } from '../../tools/bench/rounds.ts';
import { fast, flat, flatAsRaw, judge, small, type Target } from '../../tools/bench/targets.ts';
import { WORKLOADS } from '../../tools/bench/workloads.ts';

/** Whether medians, by row and column, meet a target; and what was held against it. */
function judged(
  target: Target,
  medians: Readonly<Record<string, Readonly<Record<string, number>>>>
): [number, boolean | undefined] {
  const rows = Object.entries(medians).map(([label, columns]) => ({
    label,
    figures: Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, spread([value])]))
  }));
  const { measured, isMet } = judge('some', rows, target);
  return [measured, isMet];
}

describe('targets', () => {
  it('are named with what was measured', () => {
    assert.deepEqual(judge('udp', [], fast(0.9)), {
      benchmark: 'udp',
      figure: 'speed, library / raw',
      wanted: 'at least 0.9',
      measured: NaN,
      isMet: undefined
    });
  });

  it('hold speeds by the clock, of the contenders that they name', () => {
    const measured = { a: { 'library / raw': 0.9, 'library / raw, CPU': 0, 'port / bridge': 2.9 } };
    assert.deepEqual(judged(fast(0.9), measured), [0.9, true]);
    assert.deepEqual(judged(fast(0.91), measured), [0.9, false]);
    assert.deepEqual(judged(fast(3, 'port / bridge'), measured), [2.9, false]);
  });

  it('hold the memory above that of the native object', () => {
    assert.deepEqual(judged(small(4096), { a: { library: 9000, 'library - raw': 4096 } }), [4096, true]);
    assert.deepEqual(judged(small(4096), { a: { library: 9000, 'library - raw': 4097 } }), [4097, false]);
  });

  it('hold the growth along a curve, or that apart from what raw calls do', () => {
    const curve = { 1: { library: 1, raw: 1 }, 100: { library: 3, raw: 2 }, 10000: { library: 4, raw: 2 } };
    assert.deepEqual(judged(flat(1.5, 100), curve), [4 / 3, true]);
    assert.deepEqual(judged(flat(1.5, 1), curve), [4, false]);
    assert.deepEqual(judged(flatAsRaw(1.5, 1), curve), [2, false]);
    assert.deepEqual(judged(flatAsRaw(2, 1), curve), [2, true]);
  });

  it('say nothing of a curve that ends before', () => {
    assert.deepEqual(judged(flat(1.5, 1), { 1: { library: 1 }, 1000: { library: 1 } }), [NaN, undefined]);
  });

  it('want more of small writes where a native send costs more', () => {
    const target = WORKLOADS.find(({ name }) => name === 'tcp-small-writes')?.target as Target;
    const measured = { a: { 'library / raw': 5 } };
    const { OHOS_NET_SOCKET: module = '' } = process.env;
    process.env.OHOS_NET_SOCKET = '';
    assert.deepEqual(judged(target, measured), [5, true]);
    process.env.OHOS_NET_SOCKET = 'some.node';
    assert.deepEqual(judged(target, measured), [5, false]);
    process.env.OHOS_NET_SOCKET = module;
  });
});
