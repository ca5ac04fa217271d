import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { OperationQueue } from '../../library/src/main/ets/base/OperationQueue.ets';

type Done = () => void;

/** A queue whose operations tell what happens to them; an operation ends when its `done` is called. */
class Bench {
  readonly happened: string[] = [];
  readonly unfinished: Done[] = [];
  readonly queue: OperationQueue = new OperationQueue(() => this.happened.push('idle'));

  /** An operation that ends at once. */
  pushSync(name: string): void {
    this.#push(name, (done) => done());
  }

  /** An operation that ends when it is taken from `unfinished`. */
  pushAsync(name: string): void {
    this.#push(name, (done) => this.unfinished.push(done));
  }

  #push(name: string, run: (done: Done) => void): void {
    this.queue.push({
      run: (done) => {
        this.happened.push(`run ${name}`);
        run(done);
      },
      abandon: () => this.happened.push(`abandon ${name}`)
    });
  }
}

describe('OperationQueue', () => {
  it('runs one operation at a time, in the order of the calls', () => {
    const bench = new Bench();
    bench.pushAsync('a');
    bench.pushSync('b');
    bench.pushAsync('c');
    assert.deepEqual(bench.happened, ['run a']);
    assert.equal(bench.queue.idle, false);
    bench.unfinished.shift()?.();
    assert.deepEqual(bench.happened, ['run a', 'run b', 'run c']);
    bench.unfinished.shift()?.();
    assert.deepEqual(bench.happened, ['run a', 'run b', 'run c', 'idle']);
    assert.equal(bench.queue.idle, true);
  });

  it('runs, ends and abandons as a list with one place for the running operation does', () => {
    const step = fc.constantFrom('pushSync', 'pushAsync', 'end', 'abandon');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const bench = new Bench();
        const model = new Model();
        for (const [index, each] of steps.entries()) {
          if (each === 'abandon') {
            bench.queue.abandon();
            model.abandon();
          } else if (each === 'end') {
            bench.unfinished.shift()?.();
            model.end();
          } else {
            bench[each](String(index));
            model.push(String(index), each === 'pushSync');
          }
          assert.deepEqual(bench.happened, model.happened);
          assert.equal(bench.queue.idle, model.running === undefined && model.waiting.length === 0);
          assert.equal(bench.unfinished.length, model.running === undefined ? 0 : 1);
        }
      })
    );
  });

  it('takes operations that come from inside of operations and of onIdle', () => {
    const order: string[] = [];
    let idleCalls = 0;
    const queue: OperationQueue = new OperationQueue(() => {
      idleCalls += 1;
      if (idleCalls === 1) queue.push({ run: (done) => (order.push('from onIdle'), done()), abandon: fail });
    });
    queue.push({
      run: (done) => {
        queue.push({ run: (ended) => (order.push('inner'), ended()), abandon: fail });
        order.push('outer');
        done();
      },
      abandon: fail
    });
    assert.deepEqual(order, ['outer', 'inner', 'from onIdle']);
    assert.equal(queue.idle, true);
  });

  it('keeps the stack flat when very many operations end at once', () => {
    let count = 0;
    const queue = new OperationQueue(() => undefined);
    let release: Done = fail;
    queue.push({ run: (done) => (release = done), abandon: fail });
    for (let i = 0; i < 100_000; i++) {
      queue.push({ run: (done) => ((count += 1), done()), abandon: fail });
    }
    release();
    assert.equal(count, 100_000);
    assert.equal(queue.idle, true);
  });

  it('takes operations that come while it is given up, and gives those up too', () => {
    const bench = new Bench();
    bench.pushAsync('running');
    bench.queue.push({ run: fail, abandon: () => bench.pushSync('late') });
    bench.queue.abandon();
    assert.deepEqual(bench.happened, ['run running', 'abandon running', 'abandon late']);
    bench.unfinished.shift()?.();
    assert.deepEqual(bench.happened, ['run running', 'abandon running', 'abandon late', 'idle']);
  });
});

function fail(): never {
  throw new assert.AssertionError({ message: 'must not be called' });
}

class Model {
  readonly happened: string[] = [];
  waiting: { name: string; isSync: boolean }[] = [];
  running: string | undefined;

  push(name: string, isSync: boolean): void {
    this.waiting.push({ name, isSync });
    if (this.running === undefined) this.#runNext();
  }

  end(): void {
    if (this.running === undefined) return;
    this.running = undefined;
    this.#runNext();
  }

  /** The running operation may still end, but it is abandoned as well. */
  abandon(): void {
    if (this.running !== undefined) this.happened.push(`abandon ${this.running}`);
    for (const { name } of this.waiting) this.happened.push(`abandon ${name}`);
    this.waiting = [];
  }

  #runNext(): void {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      this.happened.push(`run ${next.name}`);
      if (!next.isSync) {
        this.running = next.name;
        return;
      }
    }
    this.happened.push('idle');
  }
}
