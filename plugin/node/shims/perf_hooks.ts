import { now, timeOrigin } from './clock.ts';
import { missing } from './missing.ts';

/** The global `performance`: the runtime's own where it has one. */
const own =
  typeof performance === 'undefined'
    ? missing('perf_hooks.performance', { now, timeOrigin, toJSON: () => ({ timeOrigin }) })
    : performance;

export { own as performance };
export default missing('perf_hooks', { performance: own });
