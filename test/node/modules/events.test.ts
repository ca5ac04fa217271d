import assert from 'node:assert/strict';
import nodeEvents, { type EventEmitter } from 'node:events';
import { describe, it } from 'node:test';
import shim from '../../../plugin/node/shims/events.ts';

/** Used with Node's own types; the global signals and targets are Node's. */
const ours = shim as unknown as typeof nodeEvents;

/** What a program sees of a promise: its value, or the name, code and text of its error. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof Error)) return { thrown: error };
    const { name, message, code, cause } = error as NodeJS.ErrnoException;
    return { name, message, code, cause };
  }
}

/** The listeners that are left. */
function left(emitter: EventEmitter): number[] {
  return ['event', 'error', 'end'].map((name) => emitter.listenerCount(name));
}

for (const [title, events] of [
  ["Node's events", nodeEvents],
  ["events of this package, as Node's", ours]
] as const) {
  describe(title, () => {
    it('once: the arguments of an event, an error, and no listener left', async () => {
      const emitter = new events.EventEmitter();
      const first = events.once(emitter, 'event');
      emitter.emit('event', 1, 2);
      assert.deepEqual(await first, [1, 2]);
      const failed = outcome(events.once(emitter, 'event'));
      emitter.emit('error', 'text');
      assert.deepEqual(await failed, { thrown: 'text' });
      const error = events.once(emitter, 'error');
      emitter.emit('error', 3);
      assert.deepEqual(await error, [3]);
      const target = new EventTarget();
      const event = new Event('event');
      const told = events.once(target, 'event');
      target.dispatchEvent(event);
      assert.deepEqual(await told, [event]);
      assert.deepEqual(left(emitter), [0, 0, 0]);
    });

    it('once: a signal ends it, before and after', async () => {
      const emitter = new events.EventEmitter();
      const aborted = {
        name: 'AbortError',
        message: 'The operation was aborted',
        code: 'ABORT_ERR',
        cause: 'why'
      };
      const controller = new AbortController();
      const waiting = outcome(events.once(emitter, 'event', { signal: controller.signal }));
      const done = events.once(emitter, 'end', { signal: controller.signal });
      emitter.emit('end');
      controller.abort('why');
      assert.deepEqual([await waiting, await done], [aborted, []]);
      assert.deepEqual(await outcome(events.once(emitter, 'event', { signal: controller.signal })), aborted);
      assert.deepEqual(left(emitter), [0, 0, 0]);
      const wrong = 'signal' as unknown as AbortSignal;
      await assert.rejects(events.once(emitter, 'event', { signal: wrong }), {
        code: 'ERR_INVALID_ARG_TYPE'
      });
    });

    it('on: events of before and after they are asked for, until one of the others', async () => {
      const emitter = new events.EventEmitter();
      const iterator = events.on(emitter, 'event', { close: ['end'] });
      emitter.emit('event', 1);
      emitter.emit('event', 2, 3);
      const seen: unknown[] = [];
      const reading = (async () => {
        for await (const args of iterator) {
          seen.push(args);
          if (seen.length === 2) setImmediate(() => emitter.emit('event', 4));
          if (seen.length === 3) setImmediate(() => emitter.emit('end'));
        }
      })();
      await reading;
      assert.deepEqual(seen, [[1], [2, 3], [4]]);
      assert.deepEqual(left(emitter), [0, 0, 0]);
    });

    it('on: leaving it takes the listeners away', async () => {
      const emitter = new events.EventEmitter();
      emitter.on('error', () => undefined);
      setImmediate(() => emitter.emit('event', 1));
      for await (const args of events.on(emitter, 'event')) {
        assert.deepEqual(args, [1]);
        break;
      }
      assert.deepEqual(left(emitter), [0, 1, 0]);
    });

    it('on: an error comes behind what was there before, and ends it', async () => {
      const emitter = new events.EventEmitter();
      const iterator = events.on(emitter, 'event');
      emitter.emit('event', 1);
      emitter.emit('error', new TypeError('broken'));
      const results = [
        await outcome(iterator.next()),
        await outcome(iterator.next()),
        await outcome(iterator.next())
      ];
      assert.deepEqual(results, [
        { done: false, value: [1] },
        { name: 'TypeError', message: 'broken', code: undefined, cause: undefined },
        { done: true, value: undefined }
      ]);
      assert.deepEqual(left(emitter), [0, 0, 0]);
    });

    it('on: several wait, in order; a signal is an error for the first, the others end', async () => {
      const emitter = new events.EventEmitter();
      const controller = new AbortController();
      const iterator = events.on(emitter, 'event', { signal: controller.signal });
      const waiting = [iterator.next(), iterator.next(), iterator.next()].map(outcome);
      emitter.emit('event', 1);
      controller.abort();
      const [first, second, third] = await Promise.all(waiting);
      assert.deepEqual(first, { done: false, value: [1] });
      assert.equal((second as Error).name, 'AbortError');
      assert.deepEqual(third, { done: true, value: undefined });
      assert.throws(() => events.on(emitter, 'event', { signal: controller.signal }), { code: 'ABORT_ERR' });
      assert.deepEqual(left(emitter), [0, 0, 0]);
    });

    it('on: throw and return', async () => {
      const emitter = new events.EventEmitter();
      const iterator = events.on(emitter, 'event');
      assert.throws(() => iterator.throw?.('text'), { code: 'ERR_INVALID_ARG_TYPE' });
      await iterator.throw?.(new Error('given up'));
      assert.equal(((await outcome(iterator.next())) as Error).message, 'given up');
      assert.deepEqual(await iterator.return?.(), { done: true, value: undefined });
      assert.deepEqual(left(emitter), [0, 0, 0]);
    });

    it('a monitor is told of errors first, and handles none', () => {
      const emitter = new events.EventEmitter();
      const told: unknown[] = [];
      emitter.on(events.errorMonitor, (error, more) => told.push('monitor', error, more));
      assert.throws(() => emitter.emit('error', new Error('alone')), /^Error: alone$/);
      emitter.on('error', (error) => told.push('handler', error));
      emitter.emit('error', 1, 2);
      assert.deepEqual(told.slice(3), ['monitor', 1, 2, 'handler', 1]);
    });

    it('an error that is none is thrown with its text', () => {
      const emitter = new events.EventEmitter();
      const thrown = {
        code: 'ERR_UNHANDLED_ERROR',
        message: "Unhandled error. ('the text')",
        context: 'the text'
      };
      assert.throws(() => emitter.emit('error', 'the text'), thrown);
      assert.throws(() => emitter.emit('error'), { code: 'ERR_UNHANDLED_ERROR', context: undefined });
      assert.throws(() => emitter.emit('error', { a: 1 }), { context: { a: 1 } });
    });

    it('limits and lists of listeners', () => {
      const emitter = new events.EventEmitter();
      const listener = (): void => undefined;
      emitter.once('event', listener);
      assert.deepEqual(events.getEventListeners(emitter, 'event'), [listener]);
      events.setMaxListeners(3, emitter, new EventTarget());
      assert.equal(emitter.getMaxListeners(), 3);
      const before = events.defaultMaxListeners;
      events.setMaxListeners(7);
      assert.equal(new events.EventEmitter().getMaxListeners(), 7);
      events.setMaxListeners(before);
      assert.equal(events.EventEmitter, events);
    });
  });
}
