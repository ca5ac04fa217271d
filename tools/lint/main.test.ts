import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { scratchProject } from './scratchProject.ts';

test('findings are printed as file:line: message, counted, and give exit code 1', (t) => {
  const root = scratchProject(t, { 'library/Index.ets': 'export const a : number = 1;\n' });
  const { status, stdout } = lint(root, ['pages', 'format']);
  assert.match(stdout, /^format \.\.\. \d+ findings$/m);
  assert.match(stdout, /^library\/Index\.ets:1: not formatted/m);
  assert.match(stdout, /^pages \.\.\. ok$/m);
  assert.match(stdout, /\n1 passed, 1 failed\n$/);
  assert.equal(status, 1);
});

test('nothing found gives exit code 0', (t) => {
  const { status, stdout } = lint(scratchProject(t, {}), ['declarations', 'pages']);
  assert.match(stdout, /\n2 passed, 0 failed\n$/);
  assert.equal(status, 0);
});

test('an unknown check is an error', (t) => {
  const { status, stderr } = lint(scratchProject(t, {}), ['everything']);
  assert.match(stderr, /'everything' is invalid.*Allowed choices are arkts, declarations/);
  assert.equal(status, 1);
});

function lint(
  root: string,
  args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const command = ['--import', 'tsx', path.join(import.meta.dirname, 'main.ts'), '--root', root, ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', timeout: 600_000 });
}
