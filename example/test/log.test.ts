import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeError } from '../src/log/describeError';
import { EMPTY_LOG, LOG_CAPACITY, append, clear, content, formatTime, headline } from '../src/log/log';
import type { Happening } from '../src/log/log';

const SENT: Happening = { kind: 'sent', peer: '127.0.0.1:7', bytes: Uint8Array.of(0x68, 0x69) };

test('the newest entry stands first and every entry has an id of its own', () => {
  const log = append(append(EMPTY_LOG, SENT, 1), { kind: 'state', text: 'closed' }, 2);
  assert.deepEqual(
    log.entries.map((entry) => [entry.id, entry.kind, entry.at]),
    [
      [2, 'state', 2],
      [1, 'sent', 1]
    ]
  );
});

test('clearing keeps counting', () => {
  const log = append(clear(append(EMPTY_LOG, SENT, 1)), SENT, 2);
  assert.deepEqual(
    log.entries.map((entry) => entry.id),
    [2]
  );
});

test('the oldest entries fall off when the log is full', () => {
  let log = EMPTY_LOG;
  for (let at = 1; at <= LOG_CAPACITY + 3; at += 1) log = append(log, SENT, at);
  assert.equal(log.entries.length, LOG_CAPACITY);
  assert.equal(log.entries.at(-1)?.at, 4);
});

test('an entry names direction, size and the other side', () => {
  assert.equal(headlineOf(SENT), '→ 2 bytes to 127.0.0.1:7');
  assert.equal(
    headlineOf({ kind: 'received', peer: '127.0.0.1:8', bytes: Uint8Array.of(1) }),
    '← 1 byte from 127.0.0.1:8'
  );
  assert.equal(headlineOf({ kind: 'error', text: 'no' }), '! error');
  assert.equal(headlineOf({ kind: 'state', text: 'closed' }), '• socket');
});

test('bytes are shown as text or hex, and as hex when they are no text', () => {
  assert.equal(contentOf(SENT, 'text'), 'hi');
  assert.equal(contentOf(SENT, 'hex'), '68 69');
  assert.equal(contentOf({ kind: 'received', peer: 'x:1', bytes: Uint8Array.of(0xff) }, 'text'), 'ff');
  assert.equal(contentOf({ kind: 'error', text: 'no' }, 'hex'), 'no');
});

test('the time has milliseconds', () => {
  assert.equal(formatTime(new Date(2025, 0, 2, 9, 5, 1, 42).getTime()), '09:05:01.042');
});

test('an error is shown with its code', () => {
  assert.equal(describeError({ errMsg: 'failed', errCode: -2 }), 'errCode -2: failed');
});

function headlineOf(happening: Happening): string {
  return headline({ ...happening, id: 1, at: 0 });
}

function contentOf(happening: Happening, notation: 'text' | 'hex'): string {
  return content({ ...happening, id: 1, at: 0 }, notation);
}
