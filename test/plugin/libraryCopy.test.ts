import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { deliverLibrary } from '../../plugin/dist/libraryCopy.js';
import { folderSnapshot } from './folderSnapshot.ts';

/** What is delivered in the place of `@tarojs/taro`: any text will do here. */
const FACADE = '// the facade\n';

let folder: string;
let library: string;
let output: string;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  library = path.join(folder, 'library');
  output = path.join(folder, 'ets');
  write(path.join(library, 'Index.ets'), "export { createUDPSocket } from './src/main/ets/udp/create';\n");
  write(path.join(library, 'src/main/ets/udp/create.ets'), "import socket from '@ohos.net.socket';\n");
  write(path.join(library, 'README.md'), 'not delivered');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the library's copy in a build", () => {
  it('has the same text under .ts names, and nothing else', () => {
    deliverLibrary(library, output, FACADE, false);
    assert.deepEqual(
      [...folderSnapshot(output)],
      [
        [
          'npm/taro-harmony-socket/index.ts',
          "// @ts-nocheck\nexport { createUDPSocket } from './src/main/ets/udp/create';\n"
        ],
        [
          'npm/taro-harmony-socket/src/main/ets/udp/create.ts',
          "// @ts-nocheck\nimport socket from '@ohos.net.socket';\n"
        ],
        ['npm/taro-harmony-socket/taro.ts', FACADE]
      ]
    );
  });

  it('loses what an older version of the library left there', () => {
    const old = path.join(output, 'npm/taro-harmony-socket/src/main/ets/old.ts');
    write(old, '');
    deliverLibrary(library, output, FACADE, false);
    assert.equal(statSync(old, { throwIfNoEntry: false }), undefined);
  });

  it('is not written again when it is the same', () => {
    deliverLibrary(library, output, FACADE, false);
    const copy = path.join(output, 'npm/taro-harmony-socket/index.ts');
    const longAgo = new Date(0);
    utimesSync(copy, longAgo, longAgo);
    deliverLibrary(library, output, FACADE, false);
    assert.deepEqual(statSync(copy).mtime, longAgo);
  });

  it('needs an Index.ets', () => {
    rmSync(path.join(library, 'Index.ets'));
    assert.throws(() => deliverLibrary(library, output, FACADE, false), {
      message: /^taro-harmony-socket: no Index\.ets in .*library/
    });
  });
});
