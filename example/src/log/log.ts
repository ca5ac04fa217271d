import { formatHex } from '../payload/hex';
import type { Notation } from '../payload/payload';
import { decodeUtf8 } from '../payload/utf8';

/** Bytes that went out or came in. */
interface Traffic {
  kind: 'sent' | 'received';
  /** The other side, as `address:port`. */
  peer: string;
  bytes: Uint8Array;
}

/** Something that happened to the socket, or went wrong. */
interface Notice {
  kind: 'state' | 'error';
  text: string;
}

export type Happening = Traffic | Notice;

export type Entry = Happening & {
  /** Counts up from 1, never used twice. */
  id: number;
  /** Milliseconds since 1970. */
  at: number;
};

/** Newest entry first. */
export interface Log {
  entries: Entry[];
  nextId: number;
}

/** Older entries fall off the end, so that a busy peer does not fill the memory. */
export const LOG_CAPACITY = 200;

export const EMPTY_LOG: Log = { entries: [], nextId: 1 };

export function append(log: Log, happening: Happening, at: number): Log {
  const entry: Entry = { ...happening, id: log.nextId, at };
  return { entries: [entry, ...log.entries].slice(0, LOG_CAPACITY), nextId: log.nextId + 1 };
}

/** Keeps counting, so that no row of the list is mistaken for an earlier one. */
export function clear(log: Log): Log {
  return { entries: [], nextId: log.nextId };
}

/** `09:05:01.042` in local time. */
export function formatTime(at: number): string {
  const date = new Date(at);
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) =>
    String(part).padStart(2, '0')
  );
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `← 5 bytes from 127.0.0.1:4000` */
export function headline(entry: Entry): string {
  switch (entry.kind) {
    case 'sent':
      return `→ ${countBytes(entry.bytes)} to ${entry.peer}`;
    case 'received':
      return `← ${countBytes(entry.bytes)} from ${entry.peer}`;
    case 'state':
      return '• socket';
    case 'error':
      return '! error';
  }
}

/** What a row shows below its headline. Bytes that are no valid UTF-8 are shown in hex in either notation. */
export function content(entry: Entry, notation: Notation): string {
  if ('text' in entry) {
    return entry.text;
  }
  const text = notation === 'text' ? decodeUtf8(entry.bytes) : null;
  return text ?? formatHex(entry.bytes);
}

function countBytes(bytes: Uint8Array): string {
  return bytes.length === 1 ? '1 byte' : `${bytes.length} bytes`;
}
