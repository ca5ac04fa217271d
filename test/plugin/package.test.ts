import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { compileModules } from '../../plugin/scripts/compileModules.mts';
import { declareLibrary } from '../../plugin/scripts/declareLibrary.mts';
import { readFolder, replaceFolder } from '../../plugin/scripts/folderFiles.mts';
import { packageFiles } from '../../plugin/scripts/packageFiles.mts';

let folder: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the npm package', () => {
  it('is built from the present sources', async () => {
    for (const [built, files] of await packageFiles()) {
      const present = readFolder(built);
      const names = new Set([...present.keys(), ...files.keys()]);
      const stale = [...names].filter((name) => !isDeepStrictEqual(present.get(name), files.get(name)));
      assert.deepEqual(stale, [], `${built} is stale: run npm run build -w plugin`);
    }
  });
});

describe('a module of the plugin', () => {
  it('has to say the types of what it exports, as each is compiled for itself', () => {
    const sources = path.join(folder, 'silent');
    replaceFolder(
      sources,
      new Map([['a.ts', 'export const one: number = 1;\nexport const two = one + 1;\n']])
    );
    assert.throws(() => compileModules(sources, { declaration: true }), {
      message: `${path.join(sources, 'a.ts')}:2: Variable must have an explicit type annotation with --isolatedDeclarations.`
    });
  });
});

describe("the library's declarations", () => {
  const index = "export { createUDPSocket, UDPSocketType } from './src/udp';\n";

  it('are those that the exports lead to, without private matters', () => {
    const library = path.join(folder, 'clean');
    replaceFolder(
      library,
      new Map([
        ['Index.ets', index],
        [
          'src/udp.ets',
          `import { Handle } from './handle';
          export type UDPSocketType = 'udp4';
          export class UDPSocket { private handle: Handle = new Handle(); bind(): number { return this.handle.port; } }
          export function createUDPSocket(type?: UDPSocketType): UDPSocket { return new UDPSocket(); }`
        ],
        [
          'src/handle.ets',
          "import socket from '@ohos.net.socket';\nexport class Handle { port: number = 0; }"
        ]
      ])
    );
    const declarations = declareLibrary(library);
    assert.deepEqual([...declarations.keys()], ['Index.d.ts', 'src/udp.d.ts']);
    assert.match(
      String(declarations.get('src/udp.d.ts')),
      /createUDPSocket\(type\?: UDPSocketType\): UDPSocket/
    );
  });

  it('must not lead to a system module, which an app could not resolve', () => {
    const library = path.join(folder, 'leaking');
    replaceFolder(
      library,
      new Map([
        ['Index.ets', index],
        [
          'src/udp.ets',
          `import { socket } from '@ohos.net.socket';
          export type UDPSocketType = 'udp4';
          export function createUDPSocket(): socket.UDPSocket { return socket.create(); }`
        ]
      ])
    );
    assert.throws(() => declareLibrary(library), { message: /the public API leads to @ohos\.net\.socket/ });
  });
});
