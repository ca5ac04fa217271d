import assert from 'node:assert/strict';
import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { emptyOutput } from '../../../plugin/dist/project/emptiedOutput.js';

const BACKUP = "{ name: 'Backup', srcEntry: './ets/backup/Backup.ets' }";
const MAIN = "{ name: 'Main', srcEntry: './ets/main/Main.ets' }";
const WITH_BACKUP = `{ module: { mainElement: 'Main', abilities: [${MAIN}], extensionAbilities: [${BACKUP}] } }`;
const FOLDERS = ['backup', 'backup2', 'main', 'native', 'stage'];

describe('what a build keeps of ets/', () => {
  let folder: string;
  let outputRoot: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
    outputRoot = path.join(folder, 'ets');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What is kept of a full folder, with `output` in the config of a build into a module. */
  function keptOf(
    module: string,
    output?: { clean?: boolean | { keep?: string | (string | RegExp)[] } },
    isForNativeApp = false
  ): string[] {
    for (const name of FOLDERS) mkdirSync(path.join(outputRoot, name, 'inner'), { recursive: true });
    for (const name of ['app.ets', 'native.ets', 'main/inner/Main.ets'])
      writeFileSync(path.join(outputRoot, name), '');
    writeFileSync(path.join(outputRoot, '../module.json5'), module);
    const config = { projectPath: '', hapName: '', outputRoot, ...(output && { output }) };
    emptyOutput(config, isForNativeApp);
    assert.equal(config.output?.clean, false, 'Taro removes nothing more');
    return readdirSync(outputRoot).sort();
  }

  it('is the code of an extension, besides what the config keeps', () => {
    assert.deepEqual(keptOf(WITH_BACKUP, { clean: { keep: 'native' } }), ['backup', 'native']);
  });

  it('is what a pattern matches', () => {
    assert.deepEqual(keptOf(WITH_BACKUP, { clean: { keep: [/st.ge$/, 'mai'] } }), [
      'backup',
      'main',
      'stage'
    ]);
  });

  it('is nothing else where the config names nothing', () => {
    assert.deepEqual(keptOf(WITH_BACKUP), ['backup']);
    assert.deepEqual(keptOf(WITH_BACKUP, { clean: true }), ['backup']);
    assert.deepEqual(keptOf(WITH_BACKUP, { clean: {} }), ['backup']);
  });

  it('is all where the config says so', () => {
    assert.deepEqual(keptOf(WITH_BACKUP, { clean: false }), [...FOLDERS, 'app.ets', 'native.ets'].sort());
  });

  it('is all of a native app, unless the config says otherwise, and its abilities then', (t) => {
    const said = t.mock.method(console, 'log', () => undefined);
    assert.deepEqual(keptOf(WITH_BACKUP, undefined, true), [...FOLDERS, 'app.ets', 'native.ets'].sort());
    assert.match(String(said.mock.calls[0]?.arguments[0]), /kept all that is in .*harmony\.output\.clean/);
    assert.deepEqual(keptOf(WITH_BACKUP, { clean: true }, true), ['backup', 'main']);
    assert.deepEqual(keptOf(WITH_BACKUP, { clean: { keep: 'nat' } }, true), ['backup', 'main', 'native']);
    assert.equal(said.mock.callCount(), 1);
  });

  it('is the code of the stage and of other abilities than the main one, too', () => {
    const others = "{ srcEntry: './ets/stage/Stage.ets', ";
    const module = `{ module: ${others} abilities: [${BACKUP}, ${MAIN}], mainElement: 'Main' } }`;
    assert.deepEqual(keptOf(module), ['backup', 'stage']);
  });

  it('is nothing of files without a folder, and nothing elsewhere', () => {
    const others =
      "{ srcEntry: './ets/Backup.ets' }, { srcEntry: '../shared/Backup.ets' }, { name: 'none' }, 1";
    assert.deepEqual(keptOf(`{ module: { abilities: [${MAIN}], extensionAbilities: [${others}] } }`), []);
  });

  it('is nothing where the module cannot be read', () => {
    for (const module of ['{ module: ', '{}', '{ module: { abilities: 1 } }'])
      assert.deepEqual(keptOf(module), []);
  });

  it('ends the build where the system lets nothing be removed', (t) => {
    const refused = new Error("EPERM: operation not permitted, unlink 'main/inner/Main.ets'");
    t.mock.method(fs, 'rmSync', () => {
      throw refused;
    });
    const said = t.mock.method(fs, 'writeSync', () => 0);
    t.mock.method(process, 'exit', (code: number) => {
      throw new Error(`exit ${code}`);
    });
    assert.throws(() => keptOf(WITH_BACKUP), /^Error: exit 1$/);
    assert.match(
      String(said.mock.calls[0]?.arguments[1]),
      /^taro-harmony-socket: cannot remove .*ets.* \(EPERM: .*Main\.ets'\): close what has it open, .* build again\n$/
    );
  });
});

describe('a build into a folder that is not there', () => {
  it('has nothing to empty', () => {
    const config = { projectPath: '', hapName: '', outputRoot: path.join(tmpdir(), 'none/of/this/ets') };
    emptyOutput(config, false);
    assert.equal('output' in config, false);
  });
});
