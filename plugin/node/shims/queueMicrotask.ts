/** What a task throws is an uncaught error and no rejection, as in Node. */
function queue(task: () => void): void {
  Promise.resolve()
    .then(task)
    .catch((error: unknown) => {
      setTimeout(() => {
        throw error;
      }, 0);
    });
}

/** The runtime's own where it has one. */
export default typeof queueMicrotask === 'undefined' ? queue : queueMicrotask;
