import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it, type TestContext } from 'node:test';
import {
  hasNativeLibraries,
  provideCompanion,
  withoutCompanion
} from '../../../plugin/dist/project/nativeCompanion.js';
import { OhPackage } from '../../../plugin/dist/project/ohPackage.js';
import { folderSnapshot } from '../folderSnapshot.ts';

const LIBRARY_FILE = 'libtaro_harmony_socket.so';
const PACKAGED_TYPES = 'src/main/cpp/types/libtaro_harmony_socket';
const DELIVERED_TYPES = 'src/main/types/libtaro_harmony_socket';

const OH_PACKAGE = `{
  // the entry
  "name": "entry",
  "dependencies": {
    "@ohos/other": "1.0.0"
  }
}
`;

let folder: string;
let library: string;
let entry: string;
let outputRoot: string;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function packLibraries(): void {
  write(path.join(library, 'libs/arm64-v8a', LIBRARY_FILE), 'arm');
  write(path.join(library, 'libs/x86_64', LIBRARY_FILE), 'intel');
}

/** @returns whether the companion was delivered, and what was said */
function provide(t: TestContext, isWanted: boolean): { isProvided: boolean; said: string[] } {
  const log = t.mock.method(console, 'log', () => undefined);
  const isProvided = provideCompanion(library, outputRoot, new OhPackage(outputRoot), isWanted);
  const said = log.mock.calls.map(({ arguments: [line] }) => String(line));
  log.mock.restore();
  return { isProvided, said };
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  library = path.join(folder, 'library');
  entry = path.join(folder, 'entry');
  outputRoot = path.join(entry, 'src/main/ets');
  mkdirSync(outputRoot, { recursive: true });
  write(path.join(entry, 'oh-package.json5'), OH_PACKAGE);
  write(path.join(library, PACKAGED_TYPES, 'Index.d.ts'), 'export const setTtl: number;\n');
  write(path.join(library, PACKAGED_TYPES, 'oh-package.json5'), `{ "name": "${LIBRARY_FILE}" }\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the native companion in a build', () => {
  it("goes into the entry module's libs for each ABI, with its types, and is declared as a dependency", (t) => {
    packLibraries();
    const first = provide(t, true);
    assert.equal(first.isProvided, true);
    assert.match(first.said.join('\n'), /wrote the native companion for arm64-v8a, x86_64$/m);
    assert.deepEqual(provide(t, true).said, [], 'the second time nothing is new');
    assert.deepEqual(
      [...folderSnapshot(entry)],
      [
        [`libs/arm64-v8a/${LIBRARY_FILE}`, 'arm'],
        [`libs/x86_64/${LIBRARY_FILE}`, 'intel'],
        [
          'oh-package.json5',
          OH_PACKAGE.replace('"1.0.0"\n', `"1.0.0",\n    "${LIBRARY_FILE}": "file:./${DELIVERED_TYPES}"\n`)
        ],
        [`${DELIVERED_TYPES}/Index.d.ts`, 'export const setTtl: number;\n'],
        [`${DELIVERED_TYPES}/oh-package.json5`, `{ "name": "${LIBRARY_FILE}" }\n`]
      ]
    );
  });

  it('is removed by a build without it, and nothing else is', (t) => {
    packLibraries();
    provide(t, true);
    write(path.join(entry, 'libs/arm64-v8a/libother.so'), "the app's own");
    assert.equal(provide(t, false).isProvided, false);
    assert.deepEqual(
      [...folderSnapshot(entry)],
      [
        ['libs/arm64-v8a/libother.so', "the app's own"],
        ['oh-package.json5', OH_PACKAGE]
      ]
    );
  });

  it('is missing in a package whose libraries were not built, and the build says what the app lacks', (t) => {
    assert.equal(hasNativeLibraries(library), false);
    const { isProvided, said } = provide(t, true);
    assert.equal(isProvided, false);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /no native libraries .*lacks setTTL/);
    assert.deepEqual([...folderSnapshot(entry)], [['oh-package.json5', OH_PACKAGE]]);
  });

  it('is imported by one module of the library alone, which a delivery without it replaces', () => {
    const source = path.resolve(import.meta.dirname, '../../../library');
    const arkTs = new Map(
      [...folderSnapshot(path.join(source, 'src/main/ets'))].map(([name, text]) => [
        `src/main/ets/${name}`,
        text
      ])
    );
    const replaced = withoutCompanion(arkTs);
    const changed = [...arkTs.keys()].filter((name) => arkTs.get(name) !== replaced.get(name));
    assert.deepEqual(changed, ['src/main/ets/system/nativeCompanion.ets']);
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
