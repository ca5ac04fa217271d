import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  deliverNativeLibraries,
  hasNativeLibraries,
  removeNativeLibraries,
  withoutCompanion
} from '../../plugin/dist/nativeCompanion.js';
import { folderSnapshot } from './folderSnapshot.ts';

const LIBRARY_FILE = 'libtaro_harmony_socket.so';

let folder: string;
let library: string;
let entry: string;
let outputRoot: string;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  library = path.join(folder, 'library');
  entry = path.join(folder, 'entry');
  outputRoot = path.join(entry, 'src/main/ets');
  mkdirSync(outputRoot, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the native companion in a build', () => {
  it("goes into the entry module's libs, for each ABI", () => {
    write(path.join(library, 'libs/arm64-v8a', LIBRARY_FILE), 'arm');
    write(path.join(library, 'libs/x86_64', LIBRARY_FILE), 'intel');
    assert.equal(hasNativeLibraries(library), true);
    assert.deepEqual(deliverNativeLibraries(library, outputRoot), ['arm64-v8a', 'x86_64']);
    assert.deepEqual(deliverNativeLibraries(library, outputRoot), [], 'the second time nothing is new');
    assert.deepEqual(
      [...folderSnapshot(path.join(entry, 'libs'))],
      [
        [`arm64-v8a/${LIBRARY_FILE}`, 'arm'],
        [`x86_64/${LIBRARY_FILE}`, 'intel']
      ]
    );
  });

  it('is removed by a build without it, and nothing else is', () => {
    write(path.join(library, 'libs/arm64-v8a', LIBRARY_FILE), 'arm');
    deliverNativeLibraries(library, outputRoot);
    write(path.join(entry, 'libs/arm64-v8a/libother.so'), "the app's own");
    removeNativeLibraries(outputRoot);
    assert.deepEqual(
      [...folderSnapshot(path.join(entry, 'libs'))],
      [['arm64-v8a/libother.so', "the app's own"]]
    );
  });

  it('is missing in a package whose libraries were not built', () => {
    assert.equal(hasNativeLibraries(library), false);
    removeNativeLibraries(outputRoot);
  });

  it('is imported by one module of the library alone, which a delivery without it replaces', () => {
    const source = path.resolve(import.meta.dirname, '../../library');
    const arkTs = new Map(
      [...folderSnapshot(path.join(source, 'src/main/ets'))].map(([name, text]) => [
        `src/main/ets/${name}`,
        text
      ])
    );
    const replaced = withoutCompanion(arkTs);
    const changed = [...arkTs.keys()].filter((name) => arkTs.get(name) !== replaced.get(name));
    assert.deepEqual(changed, ['src/main/ets/host/nativeCompanion.ets']);
    assert.equal(
      [...replaced.values()].some((text) => text.includes(LIBRARY_FILE.replace('lib', "'lib"))),
      false
    );
    assert.match(
      readFileSync(path.join(source, changed[0] ?? ''), 'utf8'),
      /from 'libtaro_harmony_socket\.so'/
    );
  });
});
