import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { companionFolder, companionSources } from '../../tools/native/companion.ts';
import { buildAddon, hostAddon } from '../../tools/native/hostAddon.ts';
import { UNTOLD_VARIABLE } from './support/addons.ts';
import { runTestsWith } from './support/runNode.ts';

const FOLDER = path.join(path.dirname(hostAddon), 'olderKernel');
const COMPANION = path.join(FOLDER, 'companion.node');
/** No kernel has an option of that number: the call fails as that of SO_MEMINFO does before Linux 4.12. */
const UNKNOWN_OPTION = '9999';

before(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const original = path.join(companionFolder, 'sendQueue.cpp');
  const changed = path.join(FOLDER, 'sendQueue.cpp');
  const text = readFileSync(original, 'utf8');
  assert.ok(text.includes('SOL_SOCKET, SO_MEMINFO,'));
  writeFileSync(changed, text.replace('SOL_SOCKET, SO_MEMINFO,', `SOL_SOCKET, ${UNKNOWN_OPTION},`));
  const sources = companionSources().map((source) => (source === original ? changed : source));
  buildAddon({ output: COMPANION, sources, flags: [`-I${companionFolder}`] });
});

test('a kernel that does not tell how much memory a send queue takes', async () => {
  assert.equal(await runTestsWith(COMPANION, 'sendQueue.test.ts', { [UNTOLD_VARIABLE]: 'yes' }), undefined);
});
