import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from './support/arkUi.ts';
import { PayloadFormat } from '../../entry/src/main/ets/viewmodel/bytes.ets';
import { clockTime } from '../../entry/src/main/ets/viewmodel/clockTime.ets';
import { EVENT_LIMIT, EventKind, EventLog } from '../../entry/src/main/ets/viewmodel/EventLog.ets';
import { Inbox, MESSAGE_LIMIT, PREVIEW_BYTES } from '../../entry/src/main/ets/viewmodel/Inbox.ets';
import { Traffic } from '../../entry/src/main/ets/viewmodel/Traffic.ets';

function received(message: Uint8Array<ArrayBuffer>, address = '10.0.0.1', family: 'IPv4' | 'IPv6' = 'IPv4') {
  const end = { address, family, port: 9, size: message.length };
  return { message: message.buffer, remoteInfo: end, localInfo: end };
}

test('times are shown to the millisecond', () => {
  assert.equal(clockTime(new Date(2025, 0, 2, 3, 4, 5, 6)), '03:04:05.006');
});

test('the log has the newest event first and forgets the oldest', () => {
  const log = new EventLog();
  for (let i = 1; i <= EVENT_LIMIT + 5; i++) log.add(EventKind.Notice, $r('app.string.event_listening', i));
  assert.equal(log.events.length, EVENT_LIMIT);
  assert.equal(textOf(log.events[0]?.text), `Listening on port ${EVENT_LIMIT + 5}`);
  assert.equal(textOf(log.events.at(-1)?.text), 'Listening on port 6');
  assert.equal(new Set(log.events.map(({ id }) => id)).size, EVENT_LIMIT);
  log.clear();
  assert.deepEqual(log.events, []);
});

test('the log shows what the library says of an error', () => {
  const log = new EventLog();
  log.addError({ errMsg: 'UDPSocket.send:fail no', errCode: -2 });
  assert.equal(textOf(log.events[0]?.text), 'Error -2');
  assert.equal(log.events[0]?.detail, 'UDPSocket.send:fail no');
  assert.equal(log.events[0].kind, EventKind.Error);
});

test('the inbox keeps the newest messages, and the head of each', () => {
  const inbox = new Inbox();
  inbox.add(received(new Uint8Array(PREVIEW_BYTES + 1).fill(0x61)));
  assert.equal(inbox.messages[0]?.preview(PayloadFormat.Text), `${'a'.repeat(PREVIEW_BYTES)} …`);
  assert.equal(inbox.messages[0].size, PREVIEW_BYTES + 1);
  for (let i = 0; i < MESSAGE_LIMIT; i++) inbox.add(received(new Uint8Array([i])));
  assert.equal(inbox.messages.length, MESSAGE_LIMIT);
  assert.equal(inbox.messages[0].preview(PayloadFormat.Hex), (MESSAGE_LIMIT - 1).toString(16));
  assert.equal(inbox.messages.at(-1)?.preview(PayloadFormat.Hex), '00');
});

test('the head of a text does not end within a character', () => {
  const inbox = new Inbox();
  inbox.add(received(new Uint8Array(new TextEncoder().encode('你'.repeat(PREVIEW_BYTES)))));
  assert.equal(inbox.messages[0]?.preview(PayloadFormat.Text), `${'你'.repeat(PREVIEW_BYTES / 3)} …`);
});

test('a sender is shown with its port', () => {
  const inbox = new Inbox();
  inbox.add(received(new Uint8Array(1), '10.0.0.1'));
  inbox.add(received(new Uint8Array(1), 'fe80::1', 'IPv6'));
  assert.deepEqual(
    inbox.messages.map(({ sender }) => sender),
    ['[fe80::1]:9', '10.0.0.1:9']
  );
});

test('counters can be set to zero', () => {
  const traffic = new Traffic();
  traffic.addSent(3);
  traffic.addReceived(4);
  traffic.errors++;
  assert.deepEqual([traffic.sentMessages, traffic.sentBytes, traffic.receivedBytes], [1, 3, 4]);
  traffic.reset();
  const { sentMessages, sentBytes, receivedMessages, receivedBytes, errors } = traffic;
  assert.deepEqual([sentMessages, sentBytes, receivedMessages, receivedBytes, errors], [0, 0, 0, 0, 0]);
});
