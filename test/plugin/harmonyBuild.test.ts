import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadBuiltApi, type BuiltApi } from './builtApi.ts';
import { PACKAGED_LIBRARY } from '../../plugin/dist/libraryCopy.js';
import { hasNativeLibraries } from '../../plugin/dist/project/nativeCompanion.js';
import { KNOWN_TARO_TEXTS } from '../../plugin/dist/knownTaroTexts.js';
import { providedSchemas } from '../../plugin/dist/providedApi.js';
import { FACADE, librariesOf } from './facade.ts';
import { FixtureApp, MODULE_JSON5, OH_PACKAGE_JSON5, type PluginEntry } from './fixtureApp.ts';
import { folderSnapshot } from './folderSnapshot.ts';
import { relativeImports, relativeSpecifiers, resolveImport } from './relativeImports.ts';
import { build } from './taroCommand.ts';

/** What the fixture's app.config.js lists, in the order of the alphabet. */
const PAGES = ['pages/library/index', 'pages/taro/index', 'pages/views/deep/index'];

const HARMONY_ETS = '@tarojs/plugin-platform-harmony-ets';
const HARMONY_CPP = path.join(import.meta.dirname, 'fixtures/harmonyCpp.cjs');
const NEWER_VITE = path.join(import.meta.dirname, 'fixtures/newerVite.cjs');
const SLOW_PLUGIN = path.join(import.meta.dirname, 'fixtures/slowPlugin.cjs');

const app = new FixtureApp({
  plugins: ['taro-harmony-socket'],
  folderName: 'my app 应用-',
  // Prints what ohpm would read, and takes the place of an ohpm that the machine may have.
  harmony: { ohpm: `node -p "require('fs').readFileSync('oh-package.json5', 'utf8')"` }
});
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

  it('passes on everything else of Taro, by the same default object', () => {
    assert.equal(api.facade.default, api.taro.default);
    const names = Object.keys(api.taro).filter((name) => name !== 'default' && !(name in api.namedExports));
    assert.ok(names.length > 300, `Taro has only ${names.length} names`);
    for (const name of names) assert.equal(api.facade[name], api.taro[name], name);
  });

  describe('answers Taro.canIUse, which', () => {
    it('is true of what the library provides, whatever the argument is in the code', () => {
      assert.equal(api.namedExports.canIUse('createUDPSocket'), true);
      assert.equal(api.namedExports.canIUse('TCPSocket.bindWifi'), true);
      assert.equal(api.defaultExport.canIUse, api.namedExports.canIUse);
    });

    it('is false of what Taro cannot tell, and no promise', () => {
      assert.equal(api.namedExports.canIUse('createBLEConnection'), false);
      assert.equal(api.namedExports.canIUse(undefined), false);
    });

    it('names methods that the sockets really have', () => {
      for (const [name, socket] of [
        ['UDPSocket', api.library.createUDPSocket()],
        ['TCPSocket', api.library.createTCPSocket()]
      ] as const) {
        const provided = [...providedSchemas([])].flatMap(
          (schema) => new RegExp(`^${name}\\.(\\w+)$`).exec(schema)?.[1] ?? []
        );
        assert.ok(provided.length > 10);
        for (const member of provided) assert.ok(member in socket, `${name}.${member}`);
      }
    });
  });

  it('imports nothing of the library but sockets', () => {
    assert.deepEqual(librariesOf(app), ['TCPSocket', 'UDPSocket']);
  });

  it("passes on Taro's runtime from where this build has written it, and uses none of Node's modules", () => {
    assert.match(readFileSync(path.join(app.harmonyOutput, FACADE), 'utf8'), /from '\.\.\/@tarojs\/taro'/);
    assert.doesNotMatch(output, /Node's/);
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

  it('points the entry module at the app, adds the permission, and keeps the rest as it is', () => {
    const text = readFileSync(app.moduleFile, 'utf8');
    assert.equal(
      text,
      MODULE_JSON5.replace('./ets/entryability/EntryAbility.ets', './ets/app.ets').replace(
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
    assert.deepEqual(JSON.parse(readFileSync(app.pagesFile, 'utf8')), { src: PAGES });
  });

  it('says each of this in one line', () => {
    assert.deepEqual(
      // What the native companion adds to them depends on whether a checkout has built it.
      ownLines(output).filter((line) => !/native|libtaro_harmony_socket/.test(line)),
      [
        `added ohos.permission.INTERNET to ${app.moduleFile}`,
        `pointed srcEntry at ./ets/app.ets in ${app.moduleFile}, as the file that it named is not there`,
        `listed ${PAGES.join(', ')} in ${app.pagesFile}`
      ].map((line) => `taro-harmony-socket: ${line}`)
    );
  });

  it('has pages that are entries', () => {
    for (const page of PAGES) {
      assert.match(readFileSync(path.join(app.harmonyOutput, `${page}.ets`), 'utf8'), /^@Entry$/m);
    }
  });

  it('has a picture under the URL by which code and styles name it', () => {
    const page = built.get('ets/pages/taro/index/index_taro_comp.js') ?? '';
    const url = '"resource://base/media/pictures_dot.svg"';
    assert.deepEqual(page.match(/".*dot\.svg"/g), [url, url]);
    assert.ok(built.has('resources/base/media/pictures_dot.svg'));
  });

  it('has nothing of what SDK 6.0 and 7.0 refuse of Taro', () => {
    for (const { file, refused: from, mended: to } of KNOWN_TARO_TEXTS) {
      const text = readFileSync(path.join(app.harmonyOutput, file), 'utf8');
      assert.ok(text.includes(to), file);
      assert.ok(!text.includes(from), file);
    }
  });

  it("keeps the comments of the entry's package, which Taro itself takes out, while ohpm runs as well", () => {
    const declared = hasNativeLibraries(PACKAGED_LIBRARY)
      ? `dependencies: {
    'libtaro_harmony_socket.so': 'file:./src/main/types/libtaro_harmony_socket'
  }`
      : 'dependencies: {}';
    const commented = OH_PACKAGE_JSON5.replace('dependencies: {}', declared);
    assert.equal(readFileSync(app.ohPackageFile, 'utf8'), commented);
    assert.ok(output.includes(commented));
  });

  it('writes the same files when it is repeated, and has nothing more to say', async () => {
    const secondOutput = await build(app, 'harmony');
    assert.deepEqual(folderSnapshot(app.entry), built);
    assert.deepEqual(
      ownLines(secondOutput).filter((line) => !line.includes('has no native libraries')),
      []
    );
  });
});

describe('the same output comes', { concurrency: true }, () => {
  const ALIKE: [string, PluginEntry[]][] = [
    [
      'with the harmony-ets platform plugin after this one, and one before both for which the others wait',
      [SLOW_PLUGIN, 'taro-harmony-socket', HARMONY_ETS]
    ],
    [
      'with it before this one, and that of a platform that does not run after it, of Vite 7',
      [NEWER_VITE, HARMONY_ETS, 'taro-harmony-socket', HARMONY_CPP]
    ],
    [
      "without the mapping of Node's modules, of which the app uses none",
      [['taro-harmony-socket', { nodeModules: false }]]
    ]
  ];
  for (const [what, plugins] of ALIKE) {
    it(what, async (t) => {
      const other = new FixtureApp({ plugins });
      t.after(() => other.remove());
      assert.doesNotMatch(await build(other, 'harmony'), /Node's/);
      assert.deepEqual(folderSnapshot(other.entry), built);
    });
  }
});

/** The lines that the plugin itself printed. */
function ownLines(output: string): string[] {
  return output.split('\n').filter((line) => line.startsWith('taro-harmony-socket:'));
}
