import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { nameUnservedPlatform } from '../../plugin/dist/otherPlatforms.js';
import type { TaroContext } from '../../plugin/src/taroContext.ts';
import { FixtureApp, type FixtureOptions } from './fixtureApp.ts';
import { folderSnapshot } from './folderSnapshot.ts';
import { build } from './taroCommand.ts';

/** A page that uses no package but Taro's, so that it builds without the plugin, too. */
const TARO_PAGES = "export default { pages: ['pages/taro/index'] };\n";

interface WeappOptions extends FixtureOptions {
  appConfig?: string;
}

async function buildForWeapp({ appConfig, ...options }: WeappOptions): Promise<FixtureApp> {
  const app = new FixtureApp(options);
  if (appConfig !== undefined) app.write('src/app.config.js', appConfig);
  await build(app, 'weapp');
  return app;
}

describe('a build for WeChat', () => {
  let withPlugin: FixtureApp;
  let without: FixtureApp;
  let withImport: FixtureApp;
  /** A DevEco entry before any build. */
  let entryBefore: Map<string, string>;

  before(async () => {
    const app = new FixtureApp({ plugins: [] });
    entryBefore = folderSnapshot(app.entry);
    app.remove();
    // One after the other: what Babel has made for the first it has for the others.
    withPlugin = await buildForWeapp({ plugins: ['taro-harmony-socket'], appConfig: TARO_PAGES });
    without = await buildForWeapp({ plugins: [], appConfig: TARO_PAGES });
    withImport = await buildForWeapp({
      plugins: ['taro-harmony-socket'],
      // Without comments.
      more: { terser: { enable: true } }
    });
  });
  after(() => [withPlugin, without, withImport].forEach((app) => app.remove()));

  it('is the same with the plugin as without it', () => {
    const files = folderSnapshot(withPlugin.distOutput);
    assert.ok(files.has('pages/taro/index.js'));
    assert.deepEqual(files, folderSnapshot(without.distOutput));
  });

  it('writes nothing into the DevEco project', () => {
    assert.deepEqual(folderSnapshot(withPlugin.entry), entryBefore);
  });

  it("gives an import of 'taro-harmony-socket' Taro's own sockets, and nothing of the plugin", () => {
    const scripts = [...folderSnapshot(withImport.distOutput)].filter(([name]) => name.endsWith('.js'));
    const code = scripts.map(([, text]) => text).join('\n');
    assert.match(code, /\.createUDPSocket\(/);
    assert.doesNotMatch(code, /ohos|json5/);
  });
});

describe('a build for a platform that has no sockets', () => {
  const platform = path.join(import.meta.dirname, 'fixtures/plainPlatform.cjs');

  async function buildPlain(t: TestContext, page: string): Promise<string[]> {
    const app = new FixtureApp({ plugins: [platform, 'taro-harmony-socket'] });
    t.after(() => app.remove());
    app.write('src/app.config.js', TARO_PAGES);
    app.write('src/pages/taro/index.jsx', page);
    rmSync(path.join(app.folder, 'src/pages/library'), { recursive: true });
    const output = await build(app, 'plain');
    return output.split('\n').filter((line) => line.startsWith('taro-harmony-socket:'));
  }

  it('names it, and where the app uses them, in one line', async (t) => {
    const lines = await buildPlain(t, "import Taro from '@tarojs/taro'; Taro.createUDPSocket();");
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? '',
      /nothing is added to builds for plain, where createUDPSocket\(\) of .*pages[\\/]taro[\\/]index\.jsx stays/
    );
  });

  it('says nothing to an app that uses none', async (t) => {
    assert.deepEqual(await buildPlain(t, 'export default () => null;'), []);
  });
});

describe('a build for harmony-hybrid', () => {
  /** What the plugin says before a build of an app that uses sockets. */
  function said(t: TestContext, compiler: unknown): string[] {
    const app = new FixtureApp({ plugins: [] });
    t.after(() => app.remove());
    const lines = t.mock.method(console, 'warn', () => undefined);
    const ctx = {
      runOpts: { options: { platform: 'harmony-hybrid' }, config: { compiler } },
      paths: { sourcePath: path.join(app.folder, 'src') }
    };
    nameUnservedPlatform(ctx as unknown as TaroContext);
    return lines.mock.calls.map(({ arguments: [line] }) => String(line));
  }

  it('has no sockets when Vite makes it, which is said', (t) => {
    for (const compiler of ['vite', { type: 'vite' }]) {
      const lines = said(t, compiler);
      assert.equal(lines.length, 1);
      assert.match(
        lines[0] ?? '',
        /harmony-hybrid by Vite, where create\w+\(\) of .*: write compiler: 'webpack5'/
      );
      t.mock.restoreAll();
    }
  });

  it('has them when Webpack does', (t) => {
    for (const compiler of [undefined, 'webpack5', { type: 'webpack5' }])
      assert.deepEqual(said(t, compiler), []);
  });
});
