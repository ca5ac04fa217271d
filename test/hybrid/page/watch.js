/** Notes the events of a socket in their order, and waits for them. */
export function watch(socket) {
  const events = [];
  const messages = [];
  const waiting = new Set();
  const note = (name) => (event) => {
    if (name === 'message') messages.push(event);
    else events.push([name, event]);
    waiting.forEach((look) => look());
  };
  const names = Object.getOwnPropertyNames(socket).filter((name) => /^on[A-Z]/.test(name));
  for (const name of names) socket[name](note(name.slice(2).toLowerCase()));
  const until = (isThere) =>
    new Promise((resolve) => {
      const look = () => {
        if (!isThere()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    events,
    messages,
    /** Waits until an event of that name has come so many times. */
    times: (name, count = 1) => until(() => events.filter(([each]) => each === name).length >= count),
    /** Waits for so many bytes in messages. */
    bytes: async (count) => {
      await until(() => messages.reduce((sum, { message }) => sum + message.byteLength, 0) >= count);
      return messages.flatMap(({ message }) => [...new Uint8Array(message)]);
    },
    count: (count) => until(() => messages.length >= count)
  };
}
