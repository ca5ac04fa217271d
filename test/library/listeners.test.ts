import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { Listeners } from '../../library/src/main/ets/wechat/events/Listeners.ets';

type Listener = (event: number) => void;

/** What the library gave to console.error while the task ran, and in the turn that followed. */
async function loggedBy(task: () => void): Promise<string[]> {
  const { mock: log } = mock.method(console, 'error', () => undefined);
  try {
    task();
    await setImmediate();
    return log.calls.map((call) => call.arguments.map(String).join(' '));
  } finally {
    log.restore();
  }
}

describe('Listeners', () => {
  it('are called in the order of their registration, as often as they are registered', () => {
    const calls: string[] = [];
    const pool: Listener[] = [0, 1, 2].map((id) => (event: number) => calls.push(`${id}: ${event}`));
    const step = fc.oneof(
      fc.record({ add: fc.nat(2) }),
      fc.record({ remove: fc.nat(2) }),
      fc.constant('removeAll' as const),
      fc.record({ dispatch: fc.nat(100) })
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const listeners = new Listeners<number>();
        let model: number[] = [];
        for (const each of steps) {
          if (each === 'removeAll') {
            listeners.removeAll();
            model = [];
          } else if ('add' in each) {
            listeners.add(pool[each.add] as Listener);
            model.push(each.add);
          } else if ('remove' in each) {
            listeners.remove(pool[each.remove] as Listener);
            model = model.filter((id) => id !== each.remove);
          } else {
            calls.length = 0;
            listeners.dispatch(each.dispatch);
            assert.deepEqual(
              calls,
              model.map((id) => `${id}: ${each.dispatch}`)
            );
          }
          assert.equal(listeners.count, model.length);
        }
      })
    );
  });

  it('have no `this`: none gets at the others', () => {
    const listeners = new Listeners<number>();
    const seen: unknown[] = [];
    listeners.add(function (this: unknown) {
      seen.push(this);
    });
    listeners.dispatch(1);
    assert.deepEqual(seen, [undefined]);
  });

  it('that come or go inside a dispatch count from the next one on', () => {
    const calls: string[] = [];
    const listeners = new Listeners<number>();
    const late: Listener = () => calls.push('late');
    const removed: Listener = () => calls.push('removed');
    listeners.add(() => {
      calls.push('first');
      listeners.remove(removed);
      listeners.add(late);
    });
    listeners.add(removed);
    listeners.dispatch(1);
    assert.deepEqual(calls, ['first', 'removed']);
    calls.length = 0;
    listeners.dispatch(2);
    assert.deepEqual(calls, ['first', 'late']);
  });

  it('that throw do not keep the others from running, and are logged once per throw', async () => {
    let calls = 0;
    const listeners = new Listeners<number>();
    const thrown: unknown[] = [new Error('out of paper'), 'jammed', null, undefined, 7, Symbol('broken')];
    for (const each of thrown) {
      listeners.add(() => {
        throw each;
      });
      listeners.add(() => (calls += 1));
    }
    const logged = await loggedBy(() => listeners.dispatch(1));
    assert.equal(calls, thrown.length);
    assert.equal(logged.length, thrown.length);
    assert.match(logged[0] ?? '', /a listener threw .*out of paper[^]*at .*listeners\.test\.ts/);
    assert.match(logged[1] ?? '', /a listener threw jammed/);
  });

  it('that are async and reject are logged as those that throw, and do not end the app', async () => {
    let calls = 0;
    const listeners = new Listeners<number>();
    const rejecting: () => unknown = async () => {
      await setImmediate();
      throw new Error('out of paper');
    };
    const foreign = { then: (_: unknown, reject: (reason: string) => void) => reject('jammed') };
    const broken = {
      get then(): never {
        throw new Error('no promise at all');
      }
    };
    listeners.add(rejecting);
    listeners.add(() => foreign);
    listeners.add(() => broken);
    listeners.add(() => null);
    listeners.add((): unknown => Promise.resolve((calls += 1)));
    const logged = await loggedBy(() => listeners.dispatch(1));
    assert.equal(calls, 1);
    assert.deepEqual(logged.map((line) => /a listener threw (?:Error: )?(.*)/.exec(line)?.[1]).sort(), [
      'jammed',
      'no promise at all',
      'out of paper'
    ]);
    assert.match(logged.join(), /out of paper[^]*at .*listeners\.test\.ts/);
  });

  it('may throw what has no text', async () => {
    let calls = 0;
    const listeners = new Listeners<number>();
    const nameless: unknown[] = [
      Object.create(null),
      { toString: () => assert.fail('toString throws too') },
      Object.assign(new Error('x'), { stack: undefined })
    ];
    for (const each of nameless) {
      listeners.add(() => {
        throw each;
      });
      listeners.add(() => (calls += 1));
    }
    const logged = await loggedBy(() => listeners.dispatch(1));
    assert.equal(calls, nameless.length);
    assert.equal(logged.length, nameless.length);
  });

  it('are silent once muted, and so is the rest of the dispatch that mutes them', () => {
    const calls: string[] = [];
    const listeners = new Listeners<number>();
    listeners.add(() => {
      calls.push('first');
      listeners.mute();
    });
    listeners.add(() => calls.push('second'));
    listeners.dispatch(1);
    listeners.add(() => calls.push('third'));
    listeners.dispatch(2);
    assert.deepEqual(calls, ['first']);
  });

  it('may dispatch inside a dispatch', () => {
    const calls: string[] = [];
    const listeners = new Listeners<number>();
    listeners.add((event) => {
      calls.push(`a${event}`);
      if (event < 2) listeners.dispatch(event + 1);
    });
    listeners.add((event) => calls.push(`b${event}`));
    listeners.dispatch(1);
    assert.deepEqual(calls, ['a1', 'a2', 'b2', 'b1']);
  });
});
