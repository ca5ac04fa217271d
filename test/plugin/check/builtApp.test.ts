import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import path from 'node:path';
import { checkProject } from '../../../plugin/dist/check/checkProject.js';
import { FixtureApp } from '../fixtureApp.ts';
import { relativeImports } from '../relativeImports.ts';
import { build } from '../taroCommand.ts';

/** The page's script, minified into one line. */
const PAGE = 'entry/src/main/ets/pages/taro/index/index_taro_comp.js:1';

describe("an app that Taro's command has built without this plugin", () => {
  const app = new FixtureApp({
    plugins: ['@tarojs/plugin-platform-harmony-ets'],
    more: { terser: { enable: true } }
  });

  before(async () => {
    app.write('src/app.config.js', "export default { pages: ['pages/taro/index'] };\n");
    await build(app, 'harmony', false);
  });
  after(() => app.remove());

  it('has imports without a file behind them, and stubs for the sockets', () => {
    const { unresolved } = relativeImports(app.harmonyOutput);
    assert.ok(unresolved.includes('pages/taro/index/index_taro_comp.js: ../../npm/@tarojs/taro'));
    const udp = readFileSync(path.join(app.harmonyOutput, 'npm/@tarojs/taro/network/udp.ts'), 'utf8');
    assert.match(udp, /temporarilyNotSupport/);
  });

  it('is found to lead nowhere, to have a page that is no entry, and what newer SDKs refuse', () => {
    app.write(path.relative(app.folder, app.pagesFile), '{ "src": ["pages/taro/index"] }\n');
    const found = checkProject(path.join(app.folder, 'harmony')).map(
      ({ severity, file, line = 0, problem }) => `${severity}: ${file}:${line}: ${problem}`
    );
    const imports = found.filter((text) => text.includes('There is no file behind the import of'));
    assert.ok(
      imports.includes(`refused: ${PAGE}: There is no file behind the import of '../../npm/@tarojs/taro'`)
    );
    assert.deepEqual(
      found.filter((text) => !imports.includes(text)),
      [
        'refused: entry/src/main/module.json5:13: There is no entry/src/main/ets/entryability/EntryAbility.ets, which srcEntry names',
        'refused: entry/src/main/module.json5:19: There is no entry/src/main/ets/entrybackupability/EntryBackupAbility.ets, which srcEntry names',
        'refused: entry/src/main/ets/pages/taro/index.ets:0: The page has no @Entry',
        "warning: entry/src/main/ets/npm/@tarojs/components/video.ets:102: Taro's own code is refused by the SDK 6.0 and newer",
        "warning: entry/src/main/ets/app.ets:74: Taro's own code is refused by the SDK 7.0 and newer"
      ]
    );
  });
});
