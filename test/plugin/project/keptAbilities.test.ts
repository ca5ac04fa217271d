import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { keepAbilities } from '../../../plugin/dist/project/keptAbilities.js';

const BACKUP = "{ name: 'Backup', srcEntry: './ets/backup/Backup.ets' }";
const MAIN = "{ name: 'Main', srcEntry: './ets/main/Main.ets' }";

const folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
const outputRoot = path.join(folder, 'entry/src/main/ets');
const kept = (name: string): string => path.join(outputRoot, name);
after(() => rmSync(folder, { recursive: true, force: true }));

/** What is `output` in the config of a build into a module. */
function outputOf(module: string, output?: { clean: boolean | { keep: string | string[] } }): unknown {
  mkdirSync(outputRoot, { recursive: true });
  writeFileSync(path.join(outputRoot, '../module.json5'), module);
  const config = { projectPath: folder, hapName: 'entry', outputRoot, ...(output && { output }) };
  keepAbilities(config);
  return 'output' in config ? config.output : undefined;
}

describe("what Taro's build keeps of ets/", () => {
  const withBackup = `{ module: { mainElement: 'Main', abilities: [${MAIN}], extensionAbilities: [${BACKUP}] } }`;

  it('is the code of an extension, besides what the config keeps', () => {
    const keep = [kept('backup')];
    assert.deepEqual(outputOf(withBackup), { clean: { keep } });
    assert.deepEqual(outputOf(withBackup, { clean: true }), { clean: { keep } });
    assert.deepEqual(outputOf(withBackup, { clean: { keep: 'native' } }), {
      clean: { keep: ['native', ...keep] }
    });
  });

  it('is all where the config says so', () => {
    assert.deepEqual(outputOf(withBackup, { clean: false }), { clean: false });
  });

  it('is the code of the stage and of other abilities than the main one, too', () => {
    const others = "{ srcEntry: './ets/stage/Stage.ets', ";
    assert.deepEqual(
      outputOf(`{ module: ${others} abilities: [${BACKUP}, ${MAIN}], mainElement: 'Main' } }`),
      {
        clean: { keep: [kept('stage'), kept('backup')] }
      }
    );
  });

  it('is nothing of files without a folder, and nothing elsewhere', () => {
    const others =
      "{ srcEntry: './ets/Backup.ets' }, { srcEntry: '../shared/Backup.ets' }, { name: 'none' }, 1";
    assert.equal(
      outputOf(`{ module: { abilities: [${MAIN}], extensionAbilities: [${others}] } }`),
      undefined
    );
  });

  it('is nothing where the module cannot be read', () => {
    for (const module of ['{ module: ', '{}', '{ module: { abilities: 1 } }'])
      assert.equal(outputOf(module), undefined);
  });
});
