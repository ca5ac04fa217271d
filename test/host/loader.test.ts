import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import * as hypium from '@ohos/hypium';
import { createUDPSocket } from '../../library/Index.ets';

const HOST_FOLDER = import.meta.dirname;
const FIXTURES = path.join(HOST_FOLDER, 'loader/fixtures');

test('types that are re-exported leave no trace; const enums are resolved', async () => {
  const index = await import('./loader/fixtures/index.ets');
  assert.deepEqual(Object.keys(index).sort(), ['Square', 'made', 'sidesOf', 'square']);
  assert.equal(index.square, 4);
  assert.equal(index.sidesOf(index.made), 4);
});

test('stack traces point into the .ets file', async () => {
  const { fail } = await import('./loader/fixtures/throwing.ets');
  const hasLine = (error: Error): boolean => /throwing\.ets:6:\d+/.test(error.stack ?? '');
  assert.throws(() => fail({ text: 'told' }), hasLine);
});

test('system modules come from test/host/modules', async () => {
  const { bytesOf, codeOf } = await import('./loader/fixtures/system.ets');
  assert.deepEqual(bytesOf('é'), new Uint8Array([0xc3, 0xa9]));
  assert.equal(codeOf({ name: 'BusinessError', message: '', code: 7 }), 7);
});

test('the bare name of the package is the library, loaded once', async () => {
  const bare = await import('./loader/fixtures/bareImport.ets');
  assert.equal(bare.createUDPSocket, createUDPSocket);
});

test('specs and their runner share one Hypium', async () => {
  const { core } = await import('./loader/fixtures/hypium.ets');
  assert.equal(core, (hypium as Record<string, unknown>).Core);
});

test('a system module without stand-in is named with its importer and the file to add', async () => {
  await assert.rejects(
    import('./loader/fixtures/unknownModule.ets'),
    /unknownModule\.ets imports @ohos\.nothing.*add test\/host\/modules\/@ohos\.nothing\.ts/
  );
});

test('a syntax error is told with file, line and column', async () => {
  await assert.rejects(
    import('./loader/fixtures/syntaxError.ets'),
    /syntaxError\.ets\(2,31\): .*Expression expected/
  );
});

test('OHOS_NET_SOCKET puts another module in the place of @ohos.net.socket', async () => {
  assert.deepEqual(JSON.parse(await printSocket('./nativeSocket.cjs')), { madeBy: 'OHOS_NET_SOCKET' });
  assert.deepEqual(JSON.parse(await printSocket(path.join(FIXTURES, 'nativeSocket.cjs'))), {
    madeBy: 'OHOS_NET_SOCKET'
  });
});

test('an OHOS_NET_SOCKET that cannot be loaded is an error that names it', async () => {
  await assert.rejects(
    printSocket('./nowhere.node'),
    /OHOS_NET_SOCKET=.*fixtures\/nowhere\.node cannot be loaded/
  );
});

/** What a process prints that imports `@ohos.net.socket` with the variable set. */
async function printSocket(module: string): Promise<string> {
  const args = ['--import', path.join(HOST_FOLDER, 'register.mjs'), 'printSocket.ts'];
  const env = { ...process.env, OHOS_NET_SOCKET: module };
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: FIXTURES,
    env,
    timeout: 300_000
  });
  return stdout;
}
