import { missing } from './missing.ts';

/** Node's `AsyncResource`: runs functions, without the bookkeeping that nothing looks at here. */
class AsyncResource {
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }

  /** As Node's static form: what is bound runs as it is. */
  static bind<Bound extends (...args: never[]) => unknown>(bound: Bound): Bound {
    return bound;
  }

  asyncId(): number {
    return 0;
  }

  bind<Bound extends (...args: never[]) => unknown>(bound: Bound): Bound {
    return bound;
  }

  emitDestroy(): this {
    return this;
  }

  runInAsyncScope<Arguments extends unknown[], Result>(
    run: (...args: Arguments) => Result,
    self?: unknown,
    ...args: Arguments
  ): Result {
    return run.apply(self, args);
  }

  triggerAsyncId(): number {
    return 0;
  }
}

/** The engine tells nobody which call has led to another: stores that follow the calls are missing. */
export default missing('async_hooks', {
  AsyncResource,
  executionAsyncId: () => 0,
  triggerAsyncId: () => 0
});
