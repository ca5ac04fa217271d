import assert from 'node:assert/strict';

/** What programs can tell of an error. */
function outcomeOf(call: () => unknown): object | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    const { name, message, code } = error as NodeJS.ErrnoException;
    return { name, message, code };
  }
}

/** Calls each with both modules: they have to throw, and alike. */
export function assertRefusedAlike<Module>(
  calls: readonly ((module: Module) => unknown)[],
  ours: Module,
  nodes: Module
): void {
  for (const call of calls) {
    const expected = outcomeOf(() => call(nodes));
    assert.ok(expected !== undefined, `Node takes ${String(call)}`);
    assert.deepEqual(
      outcomeOf(() => call(ours)),
      expected,
      String(call)
    );
  }
}
