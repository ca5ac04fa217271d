import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { TRIES } from './tries.ts';
import type { Tried } from './try.ts';

test('who tries the clients again gets the versions whose results are told', () => {
  const { dependencies } = read('packages/package.json') as { dependencies: Record<string, string> };
  const versions = (read('results.json') as Tried[]).map(({ name, version }) => [name, version] as const);
  assert.deepEqual(
    versions,
    versions.map(([name]) => [name, dependencies[name]])
  );
  assert.deepEqual(
    versions.map(([name]) => name),
    TRIES.map(({ name }) => name).sort()
  );
});

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8'));
}
