import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { reasonAgainstNamespace } from '../../../tools/test/ownNetwork.ts';
import { AppFile } from '../../../plugin/dist/project/appFile.js';

const PLUGIN = path.resolve(import.meta.dirname, '../../../plugin/dist/project/permissions.js');

function fileOf(t: TestContext, content: string | Buffer): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'module.json5');
  writeFileSync(file, content);
  return file;
}

/** "入口" in GBK, which is no UTF-8. */
const GBK = Buffer.concat([Buffer.from('// '), Buffer.from([0xc8, 0xeb, 0xbf, 0xda]), Buffer.from('\n{}\n')]);

describe("a file of the app's", () => {
  it('is read as UTF-8, and a byte order mark stays', (t) => {
    const file = fileOf(t, '\uFEFF{ /* 入口 */ }');
    const read = AppFile.read(file);
    assert.ok(read);
    assert.equal(read.text, '\uFEFF{ /* 入口 */ }');
    read.write(read.text.replace('}', '} '));
    assert.equal(readFileSync(file, 'utf8'), '\uFEFF{ /* 入口 */ } ');
  });

  it('is read and written in GBK where it is that', (t) => {
    const file = fileOf(t, GBK);
    const read = AppFile.read(file);
    assert.ok(read);
    assert.equal(read.text, '// 入口\n{}\n');
    read.write(read.text.replace('{}', '{ }'));
    assert.deepEqual(readFileSync(file), Buffer.concat([GBK.subarray(0, -3), Buffer.from('{ }\n')]));
  });

  it('is refused where its bytes would not come back', (t) => {
    const file = fileOf(t, Buffer.from([0xff, 0xfe, 0x7b, 0x00]));
    assert.throws(() => AppFile.read(file), { message: /neither UTF-8 nor GBK/ });
  });

  it('may be missing', (t) => {
    assert.equal(AppFile.read(path.join(path.dirname(fileOf(t, '')), 'none.json5')), undefined);
  });

  it('leaves nothing beside it', (t) => {
    const file = fileOf(t, '{}');
    AppFile.read(file)?.write('{ }');
    assert.deepEqual(readdirSync(path.dirname(file)), ['module.json5']);
  });
});

describe('a full disk', () => {
  it('destroys nothing', { skip: reasonAgainstNamespace() }, (t) => {
    const folder = path.dirname(fileOf(t, ''));
    const output = execFileSync(
      'unshare',
      ['-rm', process.execPath, '--input-type=commonjs', '-e', FULL_DISK],
      {
        encoding: 'utf8',
        env: { ...process.env, FOLDER: folder, PLUGIN },
        stdio: ['ignore', 'pipe', 'pipe']
      }
    );
    assert.match(output, /cannot read or change .*module\.json5: .*no space left/);
    assert.match(output, /^unchanged$/m);
  });
});

/** In a mount namespace: `module.json5` on a disk that has no byte left when the permission is added. */
const FULL_DISK = `
  const { execFileSync } = require('node:child_process');
  const fs = require('node:fs');
  const disk = process.env.FOLDER + '/disk';
  fs.mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
  const outputRoot = disk + '/entry/src/main/ets';
  fs.mkdirSync(outputRoot, { recursive: true });
  const file = disk + '/entry/src/main/module.json5';
  fs.writeFileSync(file, JSON.stringify({ module: { name: 'entry', description: 'x'.repeat(4000) } }));
  const before = fs.readFileSync(file, 'utf8');
  const filler = fs.openSync(disk + '/filler', 'w');
  try {
    for (;;) fs.writeSync(filler, Buffer.alloc(1024));
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  }
  console.warn = console.log;
  require(process.env.PLUGIN).ensureInternetPermission(outputRoot, true);
  console.log(fs.readFileSync(file, 'utf8') === before ? 'unchanged' : 'changed');
`;
