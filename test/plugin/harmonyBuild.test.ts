import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadBuiltApi, type BuiltApi } from './builtApi.ts';
import { FixtureApp, MODULE_JSON5 } from './fixtureApp.ts';
import { folderSnapshot } from './folderSnapshot.ts';
import { relativeImports, relativeSpecifiers, resolveImport } from './relativeImports.ts';
import { build } from './taroCommand.ts';

const HARMONY_ETS = '@tarojs/plugin-platform-harmony-ets';

const app = new FixtureApp({ plugins: ['taro-harmony-socket'] });
let output: string;
let built: Map<string, string>;

before(async () => {
  output = await build(app, 'harmony');
  built = folderSnapshot(app.entry);
});
after(() => app.remove());

describe('a production build with the plugin alone', () => {
  let api: BuiltApi;

  before(async () => {
    api = await loadBuiltApi(app.harmonyOutput);
  });

  it('has the library behind Taro.createUDPSocket and Taro.createTCPSocket', () => {
    assert.equal(api.defaultExport.createUDPSocket, api.library.createUDPSocket);
    assert.equal(api.defaultExport.createTCPSocket, api.library.createTCPSocket);
    assert.ok(api.defaultExport.createUDPSocket() instanceof api.library.UDPSocket);
    assert.ok(api.defaultExport.createTCPSocket() instanceof api.library.TCPSocket);
  });

  it('has the library behind the named exports of @tarojs/taro', () => {
    assert.equal(api.namedExports.createUDPSocket, api.library.createUDPSocket);
    assert.equal(api.namedExports.createTCPSocket, api.library.createTCPSocket);
  });

  it("resolves the app's own import of the library to the delivered copy", () => {
    const page = path.join(app.harmonyOutput, 'pages/library/index/index_taro_comp.js');
    const resolved = relativeSpecifiers(page).map((specifier) => resolveImport(page, specifier));
    assert.ok(resolved.includes(path.join(app.harmonyOutput, 'npm/taro-harmony-socket/index.ts')));
  });

  it('delivers the library as TypeScript that DevEco does not check', () => {
    const copy = folderSnapshot(path.join(app.harmonyOutput, 'npm/taro-harmony-socket'));
    const names = [...copy.keys()];
    assert.ok(names.length > 1);
    assert.deepEqual(
      names.filter((name) => !name.endsWith('.ts')),
      []
    );
    for (const [name, text] of copy) assert.match(text, /^\/\/ @ts-nocheck\n/, name);
    assert.ok([...copy.values()].some((text) => text.includes("from '@ohos.net.socket'")));
  });

  it('has a file behind every relative import', () => {
    const { count, unresolved } = relativeImports(app.harmonyOutput);
    assert.ok(count > 500, `only ${count} imports were looked at`);
    assert.deepEqual(unresolved, []);
  });

  it('adds the permission to module.json5, keeps the rest of it and says so in one line', () => {
    const text = readFileSync(app.moduleFile, 'utf8');
    assert.equal(
      text,
      MODULE_JSON5.replace(
        '"$profile:main_pages"\n',
        `"$profile:main_pages",
    "requestPermissions": [
      {
        "name": "ohos.permission.INTERNET"
      }
    ]
`
      )
    );
    // A checkout that has built the native libraries says a line about them as well.
    const lines = ownLines(output).filter((line) => !line.includes('native companion'));
    assert.deepEqual(lines, [`taro-harmony-socket: added ohos.permission.INTERNET to ${app.moduleFile}`]);
  });

  it('writes the same files when it is repeated, and has nothing more to say', async () => {
    const secondOutput = await build(app, 'harmony');
    assert.deepEqual(folderSnapshot(app.entry), built);
    assert.deepEqual(ownLines(secondOutput), []);
  });
});

describe('beside the harmony-ets platform plugin', { concurrency: true }, () => {
  for (const plugins of [
    ['taro-harmony-socket', HARMONY_ETS],
    [HARMONY_ETS, 'taro-harmony-socket']
  ]) {
    it(`builds the same output with ${plugins.join(' before ')}`, async (t) => {
      const other = new FixtureApp({ plugins });
      t.after(() => other.remove());
      await build(other, 'harmony');
      assert.deepEqual(folderSnapshot(other.entry), built);
    });
  }
});

describe("Taro's own build, without the plugin", () => {
  it('fails the check of the relative imports and has stubs for the sockets', async (t) => {
    const plain = new FixtureApp({ plugins: [HARMONY_ETS] });
    t.after(() => plain.remove());
    plain.write('src/app.config.js', "export default { pages: ['pages/taro/index'] };\n");
    await build(plain, 'harmony');
    const { unresolved } = relativeImports(plain.harmonyOutput);
    assert.ok(unresolved.includes('pages/taro/index/index_taro_comp.js: ../../npm/@tarojs/taro'));
    const udp = readFileSync(path.join(plain.harmonyOutput, 'npm/@tarojs/taro/network/udp.ts'), 'utf8');
    assert.match(udp, /temporarilyNotSupport/);
  });
});

/** The lines that the plugin itself printed. */
function ownLines(output: string): string[] {
  return output.split('\n').filter((line) => line.startsWith('taro-harmony-socket:'));
}
