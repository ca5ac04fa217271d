import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FixtureApp, MODULE_JSON5, type PluginEntry } from './fixtureApp.ts';
import { folderSnapshot } from './folderSnapshot.ts';
import { build } from './taroCommand.ts';

/** A page that uses no package but Taro's, so that it builds without the plugin, too. */
const TARO_PAGES = "export default { pages: ['pages/taro/index'] };\n";

async function buildForWeapp(plugins: PluginEntry[], appConfig?: string): Promise<FixtureApp> {
  const app = new FixtureApp({ plugins });
  if (appConfig !== undefined) app.write('src/app.config.js', appConfig);
  await build(app, 'weapp');
  return app;
}

describe('a build for WeChat', () => {
  let withPlugin: FixtureApp;
  let without: FixtureApp;
  let withImport: FixtureApp;

  before(async () => {
    [withPlugin, without, withImport] = await Promise.all([
      buildForWeapp(['taro-harmony-socket'], TARO_PAGES),
      buildForWeapp([], TARO_PAGES),
      buildForWeapp(['taro-harmony-socket'])
    ]);
  });
  after(() => [withPlugin, without, withImport].forEach((app) => app.remove()));

  it('is the same with the plugin as without it', () => {
    const files = folderSnapshot(withPlugin.distOutput);
    assert.ok(files.has('pages/taro/index.js'));
    assert.deepEqual(files, folderSnapshot(without.distOutput));
  });

  it('writes nothing into the DevEco project', () => {
    assert.deepEqual([...folderSnapshot(withPlugin.entry)], [['module.json5', MODULE_JSON5]]);
  });

  it("gives an import of 'taro-harmony-socket' Taro's own sockets, and nothing of the plugin", () => {
    const scripts = [...folderSnapshot(withImport.distOutput)].filter(([name]) => name.endsWith('.js'));
    const code = scripts.map(([, text]) => text).join('\n');
    assert.match(code, /\.createUDPSocket\(/);
    assert.doesNotMatch(code, /ohos|json5/);
  });
});
