import type { EventEmitter } from 'events';
import { invalidArgType } from '../../shared/errors.ts';

export type Emitter = EventEmitter | EventTarget;
export type EventName = string | symbol;
export type Listener = (...args: unknown[]) => void;

/** What holds for both `once` and `on`. */
export interface WaitOptions {
  /** Ends the waiting with an `AbortError`. */
  signal?: AbortSignal;
}

export function isEmitter(target: unknown): target is EventEmitter {
  return typeof (target as Partial<EventEmitter> | undefined)?.on === 'function';
}

/** Adds a listener to either kind. @returns what takes it away again */
export function listen(target: Emitter, name: EventName, listener: Listener): () => void {
  if (isEmitter(target)) {
    target.on(name, listener);
    return () => target.removeListener(name, listener);
  }
  if (typeof (target as Partial<EventTarget> | undefined)?.addEventListener !== 'function') {
    throw invalidArgType('emitter', 'EventEmitter', target);
  }
  target.addEventListener(String(name), listener);
  return () => {
    target.removeEventListener(String(name), listener);
  };
}
