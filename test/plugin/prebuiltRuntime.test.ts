import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BuiltApi, loadBuiltApi } from './builtApi.ts';
import { FACADE } from './facade.ts';
import { FixtureApp, type FixtureOptions } from './fixtureApp.ts';
import { relativeImports, relativeSpecifiers, resolveImport } from './relativeImports.ts';
import { build } from './taroCommand.ts';

const HARMONY_CPP = path.join(import.meta.dirname, 'fixtures/harmonyCpp.cjs');
const HARMONY_ETS = '@tarojs/plugin-platform-harmony-ets';
const TARO_OH = '@taro-oh/library/src/main/ets/npm';
const PAGE = 'pages/library/index/index_taro_comp.js';

/** A page with the sockets from this package, and one function of each group from Taro. */
const NAMES_ALL_GROUPS = `
import { createTCPSocket, createUDPSocket } from 'taro-harmony-socket';
import Taro, { useLoad } from '@tarojs/taro';
import { Text, View } from '@tarojs/components';

export default function LibraryPage() {
  useLoad(() => {
    createUDPSocket().bind();
    createTCPSocket().close();
    Taro.connectSocket({ url: 'ws://127.0.0.1:1' }).catch(() => undefined);
    Taro.getLocalIPAddress().catch(() => undefined);
    Taro.startLocalServiceDiscovery({ serviceType: '_ipp._tcp' }).catch(() => undefined);
  });
  return (
    <View>
      <Text>groups</Text>
    </View>
  );
}
`;

interface Case {
  what: string;
  platform: string;
  options: FixtureOptions;
  /** The package that has Taro's runtime, instead of the build. */
  prefix: string | undefined;
  /** What else the command is told. */
  more?: string[];
}

/** The first has its own runtime, which stands in for the packages of the others. */
const CASES: Case[] = [
  {
    what: 'harmony_cpp without the prebuilt library',
    platform: 'harmony_cpp',
    options: { plugins: [[HARMONY_CPP, { useChoreLibrary: false }], 'taro-harmony-socket'] },
    prefix: undefined
  },
  {
    what: 'harmony with chorePackagePrefix',
    platform: 'harmony',
    options: {
      plugins: ['taro-harmony-socket'],
      harmony: { chorePackagePrefix: '@team/taro', ohPackage: { dependencies: { '@team/taro': '1.0.0' } } }
    },
    prefix: '@team/taro'
  },
  {
    what: 'harmony_cpp with the prebuilt library, beside the platform that does not run',
    platform: 'harmony_cpp',
    options: { plugins: ['taro-harmony-socket', HARMONY_ETS, HARMONY_CPP] },
    prefix: TARO_OH,
    // As in a build that watches.
    more: ['--env', 'development']
  }
];

const apps: FixtureApp[] = [];
after(() => apps.forEach((app) => app.remove()));
/** Taro's runtime as a build has written it. */
let runtime: string;

for (const { what, platform, options, prefix, more } of CASES) {
  describe(`a build for ${what}`, () => {
    let app: FixtureApp;
    let api: BuiltApi;

    before(async () => {
      app = new FixtureApp(options);
      apps.push(app);
      app.write('src/pages/library/index.jsx', NAMES_ALL_GROUPS);
      await build(app, platform, true, more);
      if (prefix === undefined) runtime = path.join(app.harmonyOutput, 'npm');
      api = await loadBuiltApi(
        app.harmonyOutput,
        prefix === undefined ? undefined : { prefix, folder: runtime }
      );
    });

    it("takes Taro's runtime from where it is", () => {
      const hasRuntime = existsSync(path.join(app.harmonyOutput, 'npm/@tarojs'));
      assert.equal(hasRuntime, prefix === undefined);
      const runtime = /from ["']([^"']*)\/@tarojs\/runtime["']/.exec(read(app, PAGE));
      assert.equal(runtime?.[1], prefix ?? '../../../npm');
      assert.ok(read(app, FACADE).includes(`from '${prefix ?? '..'}/@tarojs/taro'`));
    });

    it('has the library behind the default object and the names of @tarojs/taro', () => {
      for (const creators of [api.defaultExport, api.namedExports]) {
        assert.equal(creators.createUDPSocket, api.library.createUDPSocket);
        assert.equal(creators.createTCPSocket, api.library.createTCPSocket);
      }
      assert.equal(api.facade.default, api.taro.default);
      assert.equal(api.facade.request, api.taro.request);
    });

    it('has the groups of functions that the app names in the same places', () => {
      for (const name of ['getLocalIPAddress', 'getConnectedWifi', 'onLocalServiceFound'] as const) {
        assert.equal(api.facade[name], (api.library as unknown as Record<string, unknown>)[name]);
        assert.equal((api.taro.default as Record<string, unknown>)[name], api.facade[name]);
      }
      assert.equal(typeof api.facade.connectSocket, 'function');
      assert.notEqual(api.facade.connectSocket, api.taro.connectSocket);
    });

    it("resolves the app's imports of both to what is delivered", () => {
      const page = path.join(app.harmonyOutput, PAGE);
      const resolved = relativeSpecifiers(page).map((specifier) => resolveImport(page, specifier));
      for (const name of ['index.ts', 'taro.ts']) {
        assert.ok(resolved.includes(path.join(app.harmonyOutput, 'npm/taro-harmony-socket', name)), name);
      }
      assert.deepEqual(relativeImports(app.harmonyOutput).unresolved, []);
    });

    it('adds the permission, makes the pages entries and lists them', () => {
      assert.match(readFileSync(app.moduleFile, 'utf8'), /ohos\.permission\.INTERNET/);
      assert.match(read(app, 'pages/library/index.ets'), /^@Entry$/m);
      assert.match(readFileSync(app.pagesFile, 'utf8'), /"pages\/library\/index"/);
    });
  });
}

function read(app: FixtureApp, name: string): string {
  return readFileSync(path.join(app.harmonyOutput, name), 'utf8');
}
