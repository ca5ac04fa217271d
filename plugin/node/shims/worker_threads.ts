import { missing } from './missing.ts';

/** An app's code runs in one thread, and says so to packages that ask; whoever wants another one is told. */
export default {
  isMainThread: true,
  parentPort: null,
  resourceLimits: {},
  threadId: 0,
  Worker: missing('worker_threads.Worker'),
  workerData: null
};
