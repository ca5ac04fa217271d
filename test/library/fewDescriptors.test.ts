import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../../tools/arkts/modules.ts';

const PROGRAM = path.join(import.meta.dirname, 'support/bindManySockets.ts');
/** The process itself has some twenty; the companion's two loops have four. */
const DESCRIPTORS = 100;
const LOOPS = 4;

/** How many of more sockets than there are descriptors get a port. */
function boundOf(sockets: number, companion: 'on' | 'off'): number {
  const command = `ulimit -n ${DESCRIPTORS}; exec "$0" --import ./test/host/register.mjs "$@"`;
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', command, process.execPath, PROGRAM, String(sockets)],
    { cwd: repositoryRoot, encoding: 'utf8', env: { ...process.env, COMPANION: companion } }
  );
  assert.equal(status, 0, stderr);
  const { listening, errors } = JSON.parse(stdout) as { listening: number; errors: string[] };
  assert.equal(listening + errors.length, sockets);
  assert.ok(errors.every((text) => text.startsWith('UDPSocket.bind:fail errno:24 ')));
  return listening;
}

test('where descriptors are short, reservations cost no socket its port', () => {
  const without = boundOf(150, 'off');
  assert.ok(without > DESCRIPTORS / 2 && without < DESCRIPTORS);
  assert.ok(boundOf(150, 'on') >= without - LOOPS);
});
