import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spread } from '../../tools/bench/measure.ts';
import { type Result, type Row, skipped } from '../../tools/bench/result.ts';
import { judge, type Judgement } from '../../tools/bench/targets.ts';

function result(figures: Readonly<Record<string, Readonly<Record<string, number>>>>): Result {
  const rows = Object.entries(figures).map(([label, columns]): Row => ({
    label,
    figures: Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, spread([value])]))
  }));
  return { unit: '', rows, notes: [] };
}

const speed = (ratio: number): Result =>
  result({ workload: { 'library / raw': ratio, 'library / raw, CPU': 0 } });
const idle = (library: number, raw: number): Result =>
  result({ heap: { library, raw }, external: { library: 0, raw: 0 } });

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
    assert.equal(judgementOf('curve-open-sockets', result(rising))?.measured, 2);
    assert.equal(judgementOf('curve-open-sockets', result(rising))?.isMet, false);
    const flat = { 100: { library: 2, raw: 1 }, 10000: { library: 2, raw: 1 } };
    assert.equal(judgementOf('curve-queued-writes', result(flat))?.isMet, true);
  });

  it('compares the message port with the bridge', () => {
    assert.equal(judgementOf('hybrid-write-64k', result({ write: { bridge: 29, port: 10 } }))?.isMet, false);
    assert.equal(judgementOf('hybrid-write-64k', result({ write: { bridge: 30, port: 10 } }))?.isMet, true);
  });

  it('says nothing of what was not measured', () => {
    assert.deepEqual(judge([], false), []);
    const short = { 1: { library: 1, raw: 1 }, 1000: { library: 1, raw: 1 } };
    const { measured, isMet } = judgementOf('curve-open-sockets', result(short)) ?? {};
    assert.deepEqual([measured, isMet], [undefined, undefined]);
    assert.equal(judgementOf('idle-udp', skipped('why not'))?.isMet, undefined);
  });
});
