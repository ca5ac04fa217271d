import assert from 'node:assert/strict';
import path from 'node:path';
import type { Check } from './finding.ts';

/** Asserts that a check finds exactly these, each given as `file:line` and a pattern for the message. */
export async function expectFindings(
  check: Check,
  root: string,
  expected: readonly (readonly [string, RegExp])[]
): Promise<void> {
  const findings = (await check(root)).map(({ file, line, message }) => ({
    where: `${path.relative(root, path.resolve(root, file))}:${line}`,
    message
  }));
  const shown = JSON.stringify(findings, undefined, 2);
  assert.deepEqual(
    findings.map(({ where }) => where),
    expected.map(([where]) => where),
    shown
  );
  findings.forEach(({ message }, index) => assert.match(message, expected[index]?.[1] ?? /$^/, shown));
}
