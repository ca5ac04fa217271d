import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { count, findCounter, withBundle } from '../../tools/bench/instructions/count.ts';
import { OPERATION_NAMES } from '../../tools/bench/instructions/operations.ts';

function run(bundle: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [bundle, ...args], { encoding: 'utf8' });
}

describe('the bundle over a null socket', () => {
  it('does every operation with the library and with raw calls', async () => {
    let file = '';
    await withBundle(async (bundle) => {
      file = bundle;
      for (const name of OPERATION_NAMES) {
        for (const contender of ['library', 'raw']) {
          assert.ok(Number(run(bundle, name, contender, '1000')) > 0, `${name}, ${contender}`);
        }
      }
      await Promise.resolve();
    });
    assert.equal(existsSync(file), false, 'it is deleted');
  });

  it('has its instructions counted by a tool: valgrind where perf cannot', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-tools-'));
    const before = process.env.PATH;
    // Stands for both tools, as the real ones take seconds for each count: perf is refused here.
    writeFileSync(path.join(folder, 'perf'), '#!/bin/sh\nexit 255\n', { mode: 0o755 });
    const counting = '#!/bin/sh\n[ "$1" = --version ] || echo "==1== Collected : 4$#" >&2\n';
    writeFileSync(path.join(folder, 'valgrind'), counting, { mode: 0o755 });
    try {
      process.env.PATH = `${folder}:${before}`;
      const counter = findCounter();
      assert.ok(typeof counter !== 'string');
      assert.equal(counter.name, 'valgrind --tool=callgrind');
      // Two arguments of the tool, Node, its four flags, the script and its own argument.
      assert.equal(await count(counter, 'script.mjs', ['7']), 49);
      writeFileSync(path.join(folder, 'valgrind'), '#!/bin/sh\necho broken >&2\n', { mode: 0o755 });
      await assert.rejects(count(counter, 'script.mjs', []), /valgrind counted nothing: broken/);
    } finally {
      process.env.PATH = before;
      rmSync(folder, { recursive: true });
    }
  });
});
