declare const process: { nextTick?: (task: () => void) => void } | undefined;

/** Where neither exists: a task that throws then ends as a rejection that nobody handles. */
function afterPromises(task: () => void): void {
  void Promise.resolve().then(task);
}

function inOrderOfNode(): (task: () => void) => void {
  const node = typeof process === 'undefined' ? undefined : process.nextTick;
  return node ?? (typeof queueMicrotask === 'function' ? queueMicrotask : afterPromises);
}

/** Runs the task when the caller's code has returned: `process.nextTick` where there is one, otherwise a microtask. */
export const nextTick: (task: () => void) => void = inOrderOfNode();
