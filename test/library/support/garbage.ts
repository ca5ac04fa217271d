import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Runs V8's collector. The turns of the event loop are due to WeakRef, whose targets live until the end of the job. */
export async function collectGarbage(): Promise<void> {
  await new Promise(setImmediate);
  collect();
  await new Promise(setImmediate);
}
