import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compare, firstDivergence, itemsMissingIn } from './compare.ts';
import { describeDifference } from './difference.ts';
import type { Recording, Trace } from './scenario.ts';

const BIND = { t: 'resolve', m: 'bind' };
const SEND = { t: 'resolve', m: 'send' };
const MESSAGE = { t: 'event', ev: 'message', v: { message: { ArrayBuffer: 1, data: 'x' } } };

function refused(code: number, message: string): Trace[number] {
  return { t: 'reject', v: { code, message } };
}

function stable(trace: Trace): Recording {
  return { stable: true, traces: [trace] };
}

describe('comparison of a replay with its recording', () => {
  test('a stable one has to have the same items in the same order', () => {
    assert.equal(compare(stable([BIND, SEND]), [BIND, SEND]).matches, true);
    assert.equal(compare(stable([BIND, SEND]), [SEND, BIND]).matches, false);
    assert.equal(compare(stable([BIND, SEND]), [BIND]).matches, false);
    assert.equal(compare(stable([BIND]), [BIND, SEND]).matches, false);
  });

  test('an unstable one may have them in any order, but as often', () => {
    const recording = { stable: false, traces: [[BIND, SEND, SEND]] };
    assert.equal(compare(recording, [SEND, BIND, SEND]).matches, true);
    assert.equal(compare(recording, [SEND, BIND, BIND]).matches, false);
    assert.equal(compare(recording, [SEND, BIND]).matches, false);
  });

  test('an unstable one may match any of its variants', () => {
    const recording = { stable: false, traces: [[BIND], [SEND, MESSAGE]] };
    assert.equal(compare(recording, [MESSAGE, SEND]).matches, true);
    assert.equal(compare(recording, [MESSAGE]).matches, false);
  });

  test('codes count, error texts are only counted', () => {
    const recording = stable([refused(2301009, 'Bad file descriptor'), BIND]);
    const otherText = compare(recording, [refused(2301009, 'bad file'), BIND]);
    assert.deepEqual([otherText.matches, otherText.differingTexts], [true, 1]);
    assert.equal(compare(recording, [refused(2301013, 'Bad file descriptor'), BIND]).matches, false);
    assert.equal(compare(recording, [refused(2301009, 'Bad file descriptor'), BIND]).differingTexts, 0);
  });

  test('payloads are no error texts', () => {
    const other = { ...MESSAGE, v: { message: { ArrayBuffer: 1, data: 'y' } } };
    assert.equal(compare(stable([MESSAGE]), [other]).matches, false);
  });

  test('finds the first divergence and what one side lacks', () => {
    assert.equal(firstDivergence([BIND, SEND], [BIND, MESSAGE]), 1);
    assert.equal(firstDivergence([BIND], [BIND, MESSAGE]), 1);
    assert.equal(firstDivergence([BIND], [BIND]), undefined);
    assert.deepEqual(itemsMissingIn([BIND, SEND], [SEND, SEND, MESSAGE]), [SEND, MESSAGE]);
  });
});

describe('description of a difference', () => {
  test('shows recorded beside actual and marks the first divergence', () => {
    const actual = [BIND, MESSAGE];
    const lines = describeDifference(compare(stable([BIND, SEND]), actual), actual);
    const marked = lines.filter((line) => line.startsWith('  >'));
    assert.equal(marked.length, 1);
    assert.match(
      marked[0] ?? '',
      /^ {2}> {4}1 \{"t":"resolve","m":"send"\} +\| \{"t":"event","ev":"message"/
    );
  });

  test('shows what is on one side only when the order does not count', () => {
    const actual = [SEND, MESSAGE];
    const lines = describeDifference(compare({ stable: false, traces: [[BIND, SEND]] }, actual), actual);
    assert.ok(lines.some((line) => line.includes('recorded only') && line.includes('"bind"')));
    assert.ok(lines.some((line) => line.includes('host module only') && line.includes('"message"')));
    assert.ok(!lines.some((line) => line.includes('"send"')));
  });
});
