import type { EventEmitter } from 'events';
import polyfill from 'events/events.js';
import { describeReceived } from '../shared/describeReceived.ts';
import { withCode } from '../shared/errors.ts';
import { type Emitter, type EventName, isEmitter } from './events/listening.ts';
import { on } from './events/on.ts';
import { once } from './events/once.ts';

/** The event that is told of errors before `error` is, and does not count as somebody who handles them. */
const errorMonitor = Symbol('events.errorMonitor');

/** What an emitter of the polyfill has inside. */
interface Inside {
  _events?: Partial<Record<PropertyKey, unknown>>;
}

const prototype: { emit: (this: EventEmitter & Inside, ...args: [EventName, ...unknown[]]) => boolean } =
  polyfill.prototype;
const { emit } = prototype;

/** That of the polyfill knows no monitors, and of an error that is none it does not tell the text. */
prototype.emit = function (...args) {
  const [name, error] = args;
  if (name === 'error') {
    if (this._events?.[errorMonitor] !== undefined) emit.call(this, errorMonitor, ...args.slice(1));
    if (this._events?.error === undefined && !(error instanceof Error)) throw unhandled(error);
  }
  return emit.apply(this, args);
};

function unhandled(error: unknown): Error {
  const shown = typeof error === 'string' ? `'${error}'` : describeReceived(error);
  return Object.assign(withCode(new Error(`Unhandled error. (${shown})`), 'ERR_UNHANDLED_ERROR'), {
    context: error
  });
}

/** Of targets of events nobody can say what listens. */
function getEventListeners(target: Emitter, name: EventName): unknown[] {
  return isEmitter(target) ? target.listeners(name) : [];
}

function getMaxListeners(target: Emitter): number {
  return isEmitter(target) ? target.getMaxListeners() : polyfill.defaultMaxListeners;
}

/** @param targets all emitters when there are none; targets of events never warn, so that nothing is to be set */
function setMaxListeners(count = polyfill.defaultMaxListeners, ...targets: Emitter[]): void {
  if (targets.length === 0) polyfill.defaultMaxListeners = count;
  for (const target of targets) if (isEmitter(target)) target.setMaxListeners(count);
}

/** The polyfill with what it lacks. */
export default Object.assign(polyfill, {
  errorMonitor,
  getEventListeners,
  getMaxListeners,
  on,
  once,
  setMaxListeners
});
