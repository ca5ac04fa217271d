import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { MissingModules } from '../../plugin/src/missingModules.ts';

/** What is said after a build with these errors of Webpack, before Taro ends the process with them. */
function said(t: TestContext, messages: readonly string[]): string[] {
  const lines = t.mock.method(console, 'warn', () => undefined);
  const stats = { toJson: () => ({ errors: messages.map((message) => ({ message })) }) };
  const done = {
    tap({ stage }: { stage: number }, told: (given: typeof stats) => void) {
      assert.ok(stage < 0);
      told(stats);
    }
  };
  new MissingModules().apply({ hooks: { done } });
  return lines.mock.calls.map(({ arguments: [line] }) => String(line));
}

const unresolved = (name: string): string =>
  `Module not found: Error: Can't resolve '${name}' in '/app/src/pages/index'`;

describe('a harmony-hybrid build of code that imports modules of Node', () => {
  it('is told why they are not there, and what to do, in one line', (t) => {
    const scheme = 'Reading from "node:net" is not handled by plugins (Unhandled scheme).';
    const lines = said(t, [unresolved('dgram'), unresolved('dgram'), scheme, unresolved('./lamp')]);
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? '',
      /has no dgram, net of Node, .*createUDPSocket.*TARO_ENV !== 'harmony-hybrid'/
    );
  });

  it('is told nothing when others are missing', (t) => {
    assert.deepEqual(said(t, [unresolved('./net'), unresolved('dgram-client')]), []);
  });
});
