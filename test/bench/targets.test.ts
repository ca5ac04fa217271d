import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Result } from '../../tools/bench/benchmarks/benchmark.ts';
import type { ContenderName } from '../../tools/bench/contenders/contender.ts';
import { judge, type Judgement } from '../../tools/bench/report/targets.ts';
import { spread } from '../../tools/bench/statistics.ts';

function speed(wall: number): Result {
  return {
    kind: 'times',
    unit: 'datagrams',
    perRun: 1,
    times: [],
    comparisons: [{ against: 'raw', wall: spread([wall]), cpu: spread([0]) }],
    without: {}
  };
}

function idle(library: number, raw: number): Result {
  const each = (contender: ContenderName, heap: number) => ({
    contender,
    heap: spread([heap]),
    external: spread([0])
  });
  return { kind: 'idle', sockets: 1000, bytes: [each('library', library), each('raw', raw)] };
}

function curve(costs: Readonly<Record<number, { library: number; raw: number }>>): Result {
  return {
    kind: 'curve',
    over: 'sockets',
    unit: 'µs',
    points: Object.entries(costs).map(([at, { library, raw }]) => ({
      at: Number(at),
      costs: [
        { contender: 'library', each: spread([library]) },
        { contender: 'raw', each: spread([raw]) }
      ]
    })),
    omitted: []
  };
}

function judgementOf(name: string, result: Result, isForeignModule = false): Judgement | undefined {
  return judge([{ name, title: '', result }], isForeignModule)[0];
}

describe('judge', () => {
  it('holds speeds against their targets', () => {
    assert.deepEqual(judgementOf('udp-send-64', speed(0.9)), {
      benchmark: 'udp-send-64',
      figure: 'speed, library / raw',
      target: 'at least 0.9',
      measured: 0.9,
      isMet: true
    });
    assert.equal(judgementOf('udp-send-64', speed(0.899))?.isMet, false);
    assert.equal(judgementOf('tcp-write-64k', speed(0.94))?.isMet, false);
  });

  it('wants more of small writes where a native send costs more', () => {
    assert.equal(judgementOf('tcp-small-writes', speed(5))?.isMet, true);
    assert.equal(judgementOf('tcp-small-writes', speed(5), true)?.isMet, false);
  });

  it('counts only the memory above the native object', () => {
    assert.equal(judgementOf('idle-udp', idle(9000, 5000))?.measured, 4000);
    assert.equal(judgementOf('idle-tcp', idle(9097, 5000))?.isMet, false);
  });

  it('sees whether a curve stays flat, apart from what raw calls do', () => {
    const rising = { 1: { library: 1, raw: 1 }, 10000: { library: 4, raw: 2 } };
    assert.equal(judgementOf('curve-open-sockets', curve(rising))?.measured, 2);
    assert.equal(judgementOf('curve-open-sockets', curve(rising))?.isMet, false);
    const flat = { 100: { library: 2, raw: 1 }, 10000: { library: 2, raw: 1 } };
    assert.equal(judgementOf('curve-queued-writes', curve(flat))?.isMet, true);
  });

  it('says nothing of what was not measured', () => {
    assert.deepEqual(judge([], false), []);
    const short = { 1: { library: 1, raw: 1 }, 1000: { library: 1, raw: 1 } };
    const { measured, isMet } = judgementOf('curve-open-sockets', curve(short)) ?? {};
    assert.deepEqual([measured, isMet], [undefined, undefined]);
    assert.equal(judgementOf('idle-udp', { kind: 'skipped', reason: 'why not' })?.isMet, undefined);
  });
});
